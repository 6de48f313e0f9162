import { episodeWorkflowId } from '../../contract/ids.ts';
import type { TestVideo, Write } from '../support/youtube.ts';
import { readDescription } from './content.ts';
import { expectedIdOf, getHandle } from './episode-status.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelWorld } from './world.ts';

/** If the paused workflow has nothing pending, nothing may be written to its video from now on. */
export async function recordIfPaused(world: ModelWorld, workflowId: string): Promise<void> {
  if (await hasNothingPending(world, workflowId))
    world.pausedAfterWrite.set(workflowId, await world.academy.youtube.lastWrite());
}

async function hasNothingPending(world: ModelWorld, workflowId: string): Promise<boolean> {
  const description = await getHandle(world, workflowId)
    .describe()
    .catch(() => undefined);
  const { pendingActivities = [], pendingWorkflowTask } = description?.raw ?? {};
  return (
    description?.status.name === 'RUNNING' && pendingActivities?.length === 0 && pendingWorkflowTask == null
  );
}

export function checkPaused(
  { pausedAfterWrite, paused, episodes }: ModelWorld,
  writes: readonly Write[],
): void {
  for (const one of episodes.values()) {
    const workflowId = episodeWorkflowId(expectedIdOf(one));
    const since = paused.has(workflowId) ? pausedAfterWrite.get(workflowId) : undefined;
    const after = writes.find(({ seq, videoId }) => videoId === one.videoId && seq > (since ?? seq));
    if (since !== undefined && one.videoId !== undefined && after !== undefined)
      throw new InvariantViolation(
        'pause',
        `${workflowId} is paused, and ${after.method} (${after.seq}) was sent`,
      );
  }
}

/** A paused rewrite writes nothing, although it is approved. */
export function checkPausedRewrite(world: ModelWorld, videos: readonly TestVideo[]): void {
  const { pausedRewrite, paused } = world;
  if (pausedRewrite !== undefined && paused.has(pausedRewrite.rewrite))
    checkEditionUnwritten(world, videos, {
      edition: pausedRewrite.edition,
      why: `${pausedRewrite.rewrite} is paused`,
    });
}

/** No video shows the new edition unless the episode's own file changed too. */
export function checkEditionUnwritten(
  { episodes }: ModelWorld,
  videos: readonly TestVideo[],
  { edition, why }: { edition: number; why: string },
): void {
  const words = `edition ${edition}.`;
  for (const { ownFileChanged, uid, videoId } of episodes.values()) {
    const { description = '' } = videos.find(({ id }) => id === videoId) ?? {};
    if (!ownFileChanged && readDescription(description).body.endsWith(words))
      throw new InvariantViolation('approval', `${why}, and episode ${uid} already shows "${words}"`);
  }
}
