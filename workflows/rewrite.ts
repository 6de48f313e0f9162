import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { renderRewriteDetails } from './details/rewrite.ts';
import { granted, pause, type RewriteResult, resume, rewriteStatus, settled, supersede } from './messages.ts';
import { SYNC_ID } from './names.ts';
import { runSlice } from './rewrite/slice.ts';
import { describeRewrite, type RewriteState } from './rewrite/state.ts';

/** Slices worked on at the same time: enough to keep one worker busy while another slice waits for its units. */
const LANES = 3;

/**
 * Touches what one commit changed through a shared cause: guests, shows, templates, settings. Upcoming episodes first, then from
 * the most recent to the oldest, 50 at a time. Completes when all verdicts are in, or when a newer commit supersedes it.
 */
export async function rewrite(carried: RewriteState): Promise<RewriteResult> {
  const state: RewriteState = { ...carried };
  receive(state);
  const show = (): void => setCurrentDetails(renderRewriteDetails(state));
  show();
  const mayGoOn = (): boolean =>
    !state.superseded && state.next < state.total && !workflowInfo().continueAsNewSuggested;
  const lane = async (): Promise<void> => {
    while (mayGoOn()) {
      const from = state.next;
      state.next += state.sliceSize;
      await runSlice(state, from, show);
      show();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await condition(allHandlersFinished);
  if (!state.superseded && state.next < state.total) await continueAsNew<typeof rewrite>(state);
  const result: RewriteResult = { commit: state.commit, superseded: state.superseded, counts: state.counts };
  show();
  await getExternalWorkflowHandle(SYNC_ID).signal(settled, result);
  return result;
}

function receive(state: RewriteState): void {
  setHandler(supersede, () => {
    state.superseded = true;
  });
  setHandler(granted, (grant) => {
    state.grants = { ...state.grants, [grant.id]: grant };
    state.waitingUntil = grant.units === 0 ? grant.until : undefined;
  });
  setHandler(
    pause,
    ({ by = 'an operator' }) => {
      state.pausedBy = by;
      return `paused by ${by}; verdicts in flight are still counted`;
    },
    { description: 'Ask no further episode until resume: {"by":"your name"}' },
  );
  setHandler(
    resume,
    () => {
      state.pausedBy = undefined;
      return 'goes on';
    },
    { description: 'Go on after a pause: {"by":"your name"}' },
  );
  setHandler(rewriteStatus, () => describeRewrite(state), { description: 'Progress, verdicts, units' });
}
