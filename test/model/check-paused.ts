import { episodeWorkflowId } from '../../contract/ids.ts';
import type { VideoState, Write } from '../support/youtube.ts';
import { readDescription } from './content.ts';
import { handle, idIn } from './episode-status.ts';
import { Broken } from './invariant-violation.ts';
import type { World } from './world.ts';

/** Call with nothing else under way: from here on, nothing is written to the video of this one, which is paused. */
export async function noticePaused(world: World, workflowId: string): Promise<void> {
  if (await isIdle(world, workflowId)) world.still.set(workflowId, await world.academy.youtube.lastWrite());
}

async function isIdle(world: World, workflowId: string): Promise<boolean> {
  const told = await handle(world, workflowId)
    .describe()
    .catch(() => undefined);
  const { pendingActivities = [], pendingWorkflowTask } = told?.raw ?? {};
  return told?.status.name === 'RUNNING' && pendingActivities?.length === 0 && pendingWorkflowTask == null;
}

export function checkPaused({ still, paused, known }: World, writes: readonly Write[]): void {
  for (const one of known.values()) {
    const workflowId = episodeWorkflowId(idIn(one));
    const since = paused.has(workflowId) ? still.get(workflowId) : undefined;
    const after = writes.find(({ seq, videoId }) => videoId === one.videoId && seq > (since ?? seq));
    if (since !== undefined && one.videoId !== undefined && after !== undefined)
      throw new Broken('pause', `${workflowId} is paused, and ${after.method} (${after.seq}) was sent`);
  }
}

/** What a rewrite that is paused was approved for, and would write. */
export function checkHeld(world: World, videos: readonly VideoState[]): void {
  const { held, paused } = world;
  if (held !== undefined && paused.has(held.rewrite))
    checkEdition(world, videos, { edition: held.edition, why: `${held.rewrite} is paused` });
}

/** No episode says the new edition that its own file does not bring. */
export function checkEdition(
  { known }: World,
  videos: readonly VideoState[],
  { edition, why }: { edition: number; why: string },
): void {
  const words = `edition ${edition}.`;
  for (const { own, uid, videoId } of known.values()) {
    const { description = '' } = videos.find(({ id }) => id === videoId) ?? {};
    if (!own && readDescription(description).body.endsWith(words))
      throw new Broken('approval', `${why}, and episode ${uid} says "${words}" already`);
  }
}
