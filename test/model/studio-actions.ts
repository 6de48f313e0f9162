import { WithStartWorkflowOperation } from '@temporalio/client';
import { readRemembered } from '../../activities/remembered.ts';
import { type FieldRequest, overwrite } from '../../contract/episode.ts';
import { TASK_QUEUE } from '../../contract/ids.ts';
import { episodeStartOptions } from '../../contract/search-attributes.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { episode } from '../../workflows/index.ts';
import { choose } from './action.ts';
import { pageOf, readTexts } from './content.ts';
import { expectedIdOf } from './episode-status.ts';
import { lastLineOf, listSealed } from './handmade-actions.ts';
import { allowWrite, type ManualEdits, type ModelEpisode } from './model-episode.ts';
import { reachIdle } from './reach-idle.ts';
import { type ModelWorld, waitForQuiet } from './world.ts';

/** Longer than a busy worker takes from a read to its write. */
const UNDISTURBED_MS = 600;

type Choice = { readonly pick: number; readonly more: number };

/** A person saves one field in Studio while no call is in progress: a write planned before the edit would overwrite it. */
export async function editInStudio(world: ModelWorld, { pick, more }: Choice): Promise<string> {
  const one = choose(
    [...world.episodes.values()].filter(
      ({ videoId, wasIdle, expected }) => videoId !== undefined && wasIdle && expected !== undefined,
    ),
    pick,
  );
  if (one?.videoId === undefined) return 'no video to edit';
  await waitForQuiet(world, UNDISTURBED_MS);
  const number = world.nextNumber();
  const { videoId } = one;
  const { description } = await world.academy.youtube.video(videoId);
  const { title, body, tags, unmarked }: StudioEdit = await createEdit(world, one, { more, number });
  const text = unmarked === true ? description.slice(0, description.lastIndexOf('\n')).trim() : body;
  const kept = readTexts(one, { description }).body;
  await world.academy.youtube.studio(videoId, {
    ...defined({ title, tags }),
    ...(text === undefined ? {} : { description: unmarked ? text : description.replace(kept, () => text) }),
  });
  Object.assign(one.manualEdits, defined({ title, tags, body: text }));
  one.unmarked ||= unmarked === true;
  const what = unmarked === true ? 'the marker' : Object.keys(defined({ title, body, tags })).join();
  return `a person edits ${what} of episode ${one.uid}${text === undefined ? '' : `: ${JSON.stringify(text)}`}`;
}

type StudioEdit = ManualEdits & { readonly unmarked?: true };

/** Title, text or tags; a text that links to another episode's page, or repeats another video's sealed line; or the marker is deleted. */
async function createEdit(
  world: ModelWorld,
  one: ModelEpisode,
  { more, number }: { readonly more: number; readonly number: number },
): Promise<StudioEdit> {
  const words = `Their words ${number}.`;
  const other = choose(
    listSealed(world).filter(({ uid }) => uid !== one.uid),
    more,
  );
  switch (more % 8) {
    case 0:
    case 1:
      return { title: `Theirs ${number}` };
    case 2:
      return { tags: [`theirs-${number}`] };
    case 3:
      // Before it was seen after a loss of state, nothing else says whose the video is: it would wait for a person.
      return one.unmarked || one.baseLost ? { body: words } : { unmarked: true };
    case 4:
      return other === undefined ? { body: words } : { body: `${words}\n${pageOf(expectedIdOf(other))}` };
    case 5:
      return other === undefined ? { body: words } : { body: `${words}\n${await lastLineOf(world, other)}` };
    default:
      return { body: words };
  }
}

/** An operator overwrites all manual edits of an episode while all is idle; the next `reachIdle` checks the result. */
export async function overwriteEdit(world: ModelWorld, { pick }: Choice): Promise<string> {
  const one = choose(
    [...world.episodes.values()].filter(
      ({ manualEdits, expected }) => expected !== undefined && Object.keys(manualEdits).length > 0,
    ),
    pick,
  );
  if (one === undefined) return 'no manual edit to overwrite';
  await reachIdle(world);
  return overwriteAll(world, one);
}

/** Call when all is idle. */
export async function overwriteAll(world: ModelWorld, one: ModelEpisode): Promise<string> {
  allowWrite(one, 'videos.update');
  const { manualEdits, unmarked } = one;
  Object.assign(one, { manualEdits: {}, unmarked: false });
  // An operator's request counts as a change of its own file, also on air; later changes do not.
  one.lastWriteBeforeAir = undefined;
  const kind = await sendOverwrite(world, one, Object.keys(manualEdits));
  // Units or the answer of a killed worker were missing: the workflow does it later, and nothing else may happen before.
  if (kind === 'deferred') await reachIdle(world);
  // Stalled for another reason: the texts are written.
  else if (!['written', 'unchanged', 'stalled'].includes(kind)) Object.assign(one, { manualEdits, unmarked });
  return `overwrite ${Object.keys(manualEdits).join(', ')} of episode ${one.uid}: ${kind}`;
}

/** Sends an update as `npx showrunner overwrite` and `adopt` do: a finished episode's workflow starts again. */
export async function sendOperatorUpdate<T>(
  { academy }: ModelWorld,
  one: ModelEpisode,
  names: readonly string[],
  send: (order: FieldRequest, start: WithStartWorkflowOperation<typeof episode>) => Promise<T>,
): Promise<T> {
  const { head = '', seq } = await academy.sync();
  const episodeId = expectedIdOf(one);
  // A run that starts gets what the one before remembered, as from the commands.
  const remembered = await readRemembered({ client: academy.client() }, [episodeId]);
  const start = episodeStartOptions({ episodeId, title: one.expected?.title ?? '', guests: [], remembered });
  const fields = names.map((name) => (name === 'body' ? 'description' : name));
  const { videoId } = one;
  const order = { by: 'the model', fields, commit: head, seq, ...defined({ videoId }) };
  const operation = new WithStartWorkflowOperation<typeof episode>('episode', {
    ...start,
    taskQueue: TASK_QUEUE,
  });
  return send(order, operation);
}

const sendOverwrite = (world: ModelWorld, one: ModelEpisode, names: readonly string[]): Promise<string> =>
  sendOperatorUpdate(world, one, names, async (order, startWorkflowOperation) => {
    const { workflow } = world.academy.client();
    return (await workflow.executeUpdateWithStart(overwrite, { args: [order], startWorkflowOperation })).kind;
  });
