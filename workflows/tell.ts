import { inWorkflowContext, log } from '@temporalio/workflow';
import type { Told } from '../contract/told.ts';

/** Tells the terminal of the worker something once: not again when the workflow replays. */
export function tell(told: Told): void {
  // Unit tests call the functions of workflows outside of one.
  if (inWorkflowContext()) log.info(told.event, { told });
}
