import { WorkflowNotFoundError } from '@temporalio/client';
import type { Dependencies } from '../dependencies.ts';

/** Whether a workflow is running; false if the server does not know it. No units. */
export async function isOpen(
  { client }: Pick<Dependencies, 'client'>,
  { workflowId }: { workflowId: string },
): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
