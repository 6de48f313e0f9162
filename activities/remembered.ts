import { WorkflowNotFoundError } from '@temporalio/client';
import type { RefusedSteps } from '../contract/episode-steps.ts';
import { episodeWorkflowId } from '../contract/ids.ts';
import { parseRefusedSteps, parseRemembered } from '../contract/memo.ts';
import type { Remembered } from '../domain/changes/hand-over.ts';
import { defined } from '../domain/shared/defined.ts';
import type { Dependencies } from './dependencies.ts';

/** What the latest run of an episode, open or ended, knows: of its video, and of steps that were still refused when it ended. */
export type LastRun = { readonly remembered?: Remembered; readonly refusedSteps?: RefusedSteps };

/** By the first of its ids that has a proof. Nothing when it remembers nothing, or when the server has forgotten it. */
export async function readLastRun(
  deps: Pick<Dependencies, 'client'>,
  episodeIds: readonly string[],
): Promise<LastRun> {
  let last: LastRun = {};
  for (const episodeId of episodeIds) {
    const run = await readRun(deps, episodeId);
    last = { ...run, ...last };
    if (run.remembered !== undefined && run.remembered.unproven !== true)
      return { ...last, remembered: run.remembered };
  }
  return last;
}

/** What it knows of its video. */
export const readRemembered = async (
  deps: Pick<Dependencies, 'client'>,
  episodeIds: readonly string[],
): Promise<Remembered | undefined> => (await readLastRun(deps, episodeIds)).remembered;

async function readRun({ client }: Pick<Dependencies, 'client'>, episodeId: string): Promise<LastRun> {
  try {
    const described = await client.workflow.getHandle(episodeWorkflowId(episodeId)).describe();
    return defined({
      remembered: parseRemembered(described),
      refusedSteps: parseRefusedSteps(described),
    });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw error;
  }
}
