import { inWorkflowContext, log } from '@temporalio/workflow';
import type { WorkflowEvent } from '../contract/workflow-event.ts';

/** Tells the terminal of the worker something once: not again when the workflow replays. */
export function reportEvent(reported: WorkflowEvent): void {
  // Unit tests call the functions of workflows outside of one.
  if (inWorkflowContext()) log.info(reported.event, { reported });
}
