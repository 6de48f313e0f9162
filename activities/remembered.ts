import { WorkflowNotFoundError } from '@temporalio/client';
import { episodeWorkflowId } from '../contract/ids.ts';
import { parseRemembered } from '../contract/memo.ts';
import type { Remembered } from '../domain/changes/hand-over.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * What the latest run of an episode, open or ended, remembers of its video, by the first of its ids that has a proof. Undefined when it
 * remembers nothing, or when the server has forgotten it.
 */
export async function readRemembered(
  deps: Pick<Dependencies, 'client'>,
  episodeIds: readonly string[],
): Promise<Remembered | undefined> {
  let unproven: Remembered | undefined;
  for (const episodeId of episodeIds) {
    const found = await readRun(deps, episodeId);
    if (found !== undefined && found.unproven !== true) return found;
    unproven ??= found;
  }
  return unproven;
}

async function readRun(
  { client }: Pick<Dependencies, 'client'>,
  episodeId: string,
): Promise<Remembered | undefined> {
  try {
    return parseRemembered(await client.workflow.getHandle(episodeWorkflowId(episodeId)).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
