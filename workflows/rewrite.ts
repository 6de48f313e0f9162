import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { SYNC_ID } from '../contract/ids.ts';
import { pause, resume } from '../contract/operator.ts';
import { quotaGranted } from '../contract/quota.ts';
import { describeRewrite } from '../contract/reports/rewrite.ts';
import { approve, type RewriteResult, reject, rewriteStatus, supersede } from '../contract/rewrite.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { rewriteFinished } from '../contract/sync.ts';
import { renderDetails } from './details/markdown.ts';
import { isHistoryLong } from './history-limit.ts';
import {
  approveWork,
  assertApprovable,
  assertRejectable,
  endOf,
  openPass,
  queueReport,
  rejectWork,
} from './rewrite/approval.ts';
import { endRewrite, logProgress } from './rewrite/outcome.ts';
import { takeSurvey } from './rewrite/preflight.ts';
import { restartProgress } from './rewrite/progress.ts';
import { keepTelling } from './rewrite/report-decisions.ts';
import { runSlice } from './rewrite/slice.ts';
import type { RewriteState } from './rewrite/state.ts';
import { toRewriteStatus } from './rewrite/status.ts';

/** Slices worked on at the same time: enough to keep one worker busy while another slice waits for its units. */
const LANES = 3;

/**
 * Touches what one commit changed through a shared cause: guests, shows, templates, settings. Upcoming episodes first, then from
 * the most recent to the oldest, 50 at a time; what waits for a person is left out until it is approved. Completes when all
 * verdicts are in, or when a newer commit supersedes it.
 */
export async function rewrite(carried: RewriteState): Promise<RewriteResult> {
  const state: RewriteState = { ...carried };
  receive(state);
  const show = (): void => showState(state);
  show();
  const end = { reached: false };
  const telling = keepTelling(state, end);
  if (await takeSurvey(state, show)) await runPasses(state, show);
  await condition(allHandlersFinished);
  const isThrough = state.preflight === undefined && state.next >= endOf(state);
  if (!state.superseded && !isThrough) await continueAsNew<typeof rewrite>(state);
  const result = endRewrite(state);
  show();
  end.reached = true;
  await telling;
  await getExternalWorkflowHandle(SYNC_ID).signal(rewriteFinished, result);
  return result;
}

/** What needs nobody's word, then what was approved, as it is approved. */
async function runPasses(state: RewriteState, show: () => void): Promise<void> {
  do {
    await Promise.all(Array.from({ length: LANES }, () => runLane(state, show)));
  } while (!state.superseded && state.next >= endOf(state) && (await waitForPerson(state, show)));
}

async function runLane(state: RewriteState, show: () => void): Promise<void> {
  while (!state.superseded && state.next < endOf(state) && !isHistoryLong()) {
    const from = state.next;
    state.next += state.sliceSize;
    await runSlice(state, from, show);
    logProgress(state);
    show();
  }
}

/** All has answered but what waits. @returns true: a pass was opened */
async function waitForPerson(state: RewriteState, show: () => void): Promise<boolean> {
  if (state.excluded !== undefined) queueReport(state, { answered: true });
  while (!state.superseded && state.excluded !== undefined && (state.approvedPasses ?? []).length === 0) {
    const { excluded: withheld } = state;
    show();
    await condition(() => state.superseded || state.excluded !== withheld);
  }
  return !state.superseded && openPass(state);
}

/** Only a rewrite that asks somebody costs search attributes. */
function showState(state: RewriteState): void {
  const time = Date.now();
  setCurrentDetails(renderDetails(describeRewrite(toRewriteStatus(state), time), time));
  const { excluded: withheld, superseded, lastAttributes: shown } = state;
  const isHeld = withheld !== undefined && !superseded;
  const now = !isHeld ? 'running' : withheld.open === undefined ? 'rejected' : 'waiting';
  if (now === (shown ?? 'running')) return;
  state.lastAttributes = now;
  upsertSearchAttributes([
    { key: ATTRIBUTES.phase, value: now },
    { key: ATTRIBUTES.needsAttention, value: now === 'waiting' },
  ]);
}

function receive(state: RewriteState): void {
  setHandler(supersede, () => {
    state.superseded = true;
  });
  setHandler(quotaGranted, (grant) => {
    if (state.waitingUntil !== undefined) restartProgress(state, Date.now());
    state.grants = { ...state.grants, [grant.id]: grant };
    state.waitingUntil = grant.units === 0 ? grant.until : undefined;
    state.daily = grant.daily ?? state.daily;
  });
  setHandler(approve, (approval) => approveWork(state, approval), {
    validator: (argument) => assertApprovable(state, argument),
    description: 'Write what waits: {"checksum":"that of its plan","by":"your name"}',
  });
  setHandler(reject, ({ by }) => rejectWork(state, by), {
    validator: (argument) => assertRejectable(state, argument),
    description: 'Leave what waits as it is, also with later commits: {"by":"your name"}',
  });
  setHandler(
    pause,
    ({ by = 'an operator' }) => {
      state.pausedBy = by;
      queueReport(state, { pausedBy: by });
      return `paused by ${by}, also past a newer commit; verdicts in flight are still counted`;
    },
    { description: 'Ask no further episode until resume: {"by":"your name"}' },
  );
  setHandler(
    resume,
    () => {
      state.pausedBy = undefined;
      restartProgress(state, Date.now());
      queueReport(state, { pausedBy: null });
      return 'goes on';
    },
    { description: 'Go on after a pause: {"by":"your name"}' },
  );
  setHandler(rewriteStatus, () => toRewriteStatus(state), { description: 'Progress, verdicts, units' });
}
