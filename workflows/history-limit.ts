import { workflowInfo } from '@temporalio/workflow';

/** Events: about a second of processor time to replay. A busy machine must do that within the ten seconds of a workflow task, or it starts over for ever. */
const LONG = 1000;

/** It is time to continue as new. The server suggests that at 4,096 events, which is late for whoever replays them. */
export function isHistoryLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength >= LONG;
}
