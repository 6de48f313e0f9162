import { WithStartWorkflowOperation } from '@temporalio/client';
import { type FieldRequest, overwrite } from '../../contract/episode.ts';
import { TASK_QUEUE } from '../../contract/ids.ts';
import { episodeStartOptions } from '../../contract/search-attributes.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { episode } from '../../workflows/index.ts';
import { choose } from './action.ts';
import { readDescription } from './content.ts';
import { expectedIdOf } from './episode-status.ts';
import { allowWrite, type ModelEpisode } from './model-episode.ts';
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
  const { description } = await world.academy.youtube.video(one.videoId);
  const { body } = readDescription(description);
  const edits = {
    title: { title: `Theirs ${number}` },
    body: { description: description.replace(body, `Their words ${number}.`) },
    tags: { tags: [`theirs-${number}`] },
  };
  const field = choose(['title', 'body', 'tags'] as const, more) ?? 'title';
  await world.academy.youtube.studio(one.videoId, edits[field]);
  const values = { title: `Theirs ${number}`, body: `Their words ${number}.`, tags: [`theirs-${number}`] };
  Object.assign(one.manualEdits, { [field]: values[field] });
  return `a person edits ${field} of episode ${one.uid}`;
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
  allowWrite(one, 'videos.update');
  const manualEdits = one.manualEdits;
  one.manualEdits = {};
  // An operator's request counts as a change of its own file, also on air; later changes do not.
  one.lastWriteBeforeAir = undefined;
  const kind = await sendOverwrite(world, one, Object.keys(manualEdits));
  // Units or the answer of a killed worker were missing: the workflow does it later, and nothing else may happen before.
  if (kind === 'deferred') await reachIdle(world);
  // Stalled for another reason: the texts are written.
  else if (!['written', 'unchanged', 'stalled'].includes(kind)) one.manualEdits = manualEdits;
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
  const start = episodeStartOptions({
    episodeId: expectedIdOf(one),
    title: one.expected?.title ?? '',
    guests: [],
  });
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
