import { workflowInfo } from '@temporalio/workflow';

/** Events. They replay in about a second of CPU; a busy machine must replay them within the 10 s of a workflow task. */
const MAX_EVENTS = 1000;

/** Whether to continue as new. The server suggests it at 4,096 events only, which is late for a replay. */
export function isHistoryLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength >= MAX_EVENTS;
}
