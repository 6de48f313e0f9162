import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { SYNC_ID } from '../contract/ids.ts';
import { BY_YOU, pause, resume } from '../contract/operator.ts';
import { quotaGranted } from '../contract/quota.ts';
import { describeRewrite } from '../contract/reports/rewrite.ts';
import {
  approve,
  type RewriteResult,
  reject,
  rewriteChanges,
  rewriteStatus,
  supersede,
} from '../contract/rewrite.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { rewriteFinished } from '../contract/sync.ts';
import { showDetails } from './details/show-details.ts';
import { isHistoryLong } from './history-limit.ts';
import { APPROVAL_KEYS, OPERATOR_KEYS, QUOTA_ANSWER_KEYS, REJECTION_KEYS } from './message-keys.ts';
import { receiveMessages } from './messages.ts';
import { patch } from './patch.ts';
import { recordPause, recordResume } from './pause.ts';
import { reportEvent } from './report-event.ts';
import {
  approveWork,
  assertApprovable,
  assertRejectable,
  endOf,
  openPass,
  queueReport,
  rejectWork,
} from './rewrite/approval.ts';
import { attributesOf, formatAttributes, STARTED } from './rewrite/attributes.ts';
import { toChangesPage } from './rewrite/changes.ts';
import { endRewrite, logProgress } from './rewrite/log.ts';
import { runPreflight } from './rewrite/preflight.ts';
import { restartProgress } from './rewrite/progress.ts';
import { reportDecisions } from './rewrite/report-decisions.ts';
import { runSlice } from './rewrite/slice.ts';
import type { RewriteState } from './rewrite/state.ts';
import { toRewriteStatus } from './rewrite/status.ts';

/** Slices in work at the same time: enough to keep one worker busy while another slice waits for units. */
const LANES = 3;

/**
 * Rewrites what one commit changed through a shared file: guests, shows, templates, settings. It takes upcoming episodes first,
 * then the most recent to the oldest, 50 at a time, and leaves out what waits for an approval. It completes when all episodes
 * have answered, or when a newer commit supersedes it.
 */
export async function rewrite(carried: RewriteState): Promise<RewriteResult> {
  const state: RewriteState = { ...carried };
  setHandlers(state);
  showDetails(() => describeRewrite(toRewriteStatus(state), undefined));
  const show = (): void => showState(state);
  show();
  const end = { reached: false };
  const reporting = reportDecisions(state, end);
  if (await runPreflight(state, show)) await runPasses(state, show);
  await condition(allHandlersFinished);
  const isDone = state.preflight === undefined && state.next >= endOf(state);
  if (!state.superseded && !isDone) await continueAsNew<typeof rewrite>(state);
  const result = endRewrite(state);
  state.isOver = true;
  show();
  end.reached = true;
  await reporting;
  await getExternalWorkflowHandle(SYNC_ID).signal(rewriteFinished, result);
  return result;
}

/** First what needs no approval, then each approved part. */
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

/** Everything else has answered. @returns true when an approved pass is open */
async function waitForPerson(state: RewriteState, show: () => void): Promise<boolean> {
  if (state.excluded !== undefined) queueReport(state, { answered: true });
  state.isAnswered = true;
  while (!state.superseded && state.excluded !== undefined && (state.approvedPasses ?? []).length === 0) {
    const { excluded } = state;
    show();
    await condition(() => state.superseded || state.excluded !== excluded);
  }
  return !state.superseded && openPass(state);
}

/** Search attributes cost events: they are set when they change. */
function showState(state: RewriteState): void {
  const attributes = attributesOf(state);
  const formatted = formatAttributes(attributes);
  if (formatted === (state.lastAttributes ?? formatAttributes(STARTED))) return;
  state.lastAttributes = formatted;
  const { phase, needsAttention, reasons } = attributes;
  upsertSearchAttributes([
    { key: ATTRIBUTES.phase, value: phase },
    { key: ATTRIBUTES.needsAttention, value: needsAttention },
    ...(reasons === undefined ? [] : [{ key: ATTRIBUTES.reason, value: [...reasons] }]),
  ]);
}

function reportDecision(decision: string): string {
  reportEvent({ event: 'decided', workflowId: workflowInfo().workflowId, decision });
  return decision;
}

function setHandlers(state: RewriteState): void {
  // In a history of version 0.2 the search attributes follow in the main loop.
  const { onUpdate, onSignal } = receiveMessages(() => {
    if (state.setsPhase === true) showState(state);
  });
  onSignal(supersede, { commit: 'text' }, () => {
    state.superseded = true;
  });
  onSignal(quotaGranted, QUOTA_ANSWER_KEYS, (grant) => {
    if (state.waitingUntil !== undefined) restartProgress(state, Date.now());
    patch(state, {
      grants: { ...state.grants, [grant.id]: grant },
      waitingUntil: grant.units === 0 ? grant.until : undefined,
      stopped: grant.stopped,
      daily: grant.daily ?? state.daily,
    });
  });
  onUpdate(
    approve,
    {
      does: 'Write what waits for an approval',
      keys: APPROVAL_KEYS,
      example: { checksum: 'the checksum of its plan', ...BY_YOU },
      check: (approval) => assertApprovable(state, approval),
    },
    (approval) => reportDecision(approveWork(state, approval)),
  );
  onUpdate(
    reject,
    {
      does: 'Do not write what waits, also with later commits',
      keys: REJECTION_KEYS,
      example: BY_YOU,
      check: (rejection) => assertRejectable(state, rejection),
    },
    ({ by }) => reportDecision(rejectWork(state, by)),
  );
  onUpdate(
    pause,
    { does: 'Reconcile no further episode until resume', keys: OPERATOR_KEYS, example: BY_YOU },
    ({ by = 'an operator' }) => {
      recordPause(state, by, Date.now());
      queueReport(state, { pausedBy: by });
      return `paused by ${by}, also for newer commits; running reconciles still count`;
    },
  );
  onUpdate(resume, { does: 'Continue after a pause', keys: OPERATOR_KEYS, example: BY_YOU }, () => {
    recordResume(state);
    restartProgress(state, Date.now());
    queueReport(state, { pausedBy: null });
    return 'resumed';
  });
  setHandler(rewriteStatus, () => toRewriteStatus(state), { description: 'Progress, results, units' });
  setHandler(rewriteChanges, (page) => toChangesPage(state, page), {
    description:
      'The videos that it wrote, before and after, 20 a page. The argument is the number of the page: 2',
  });
}
