import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { adoptOne, checkOne, decisionsOn, overwriteOne, retryEpisodes } from '../contract/answers.ts';
import { needsChanged } from '../contract/attention.ts';
import { carriedState } from '../contract/carried.ts';
import { BY_YOU, pause, resume } from '../contract/operator.ts';
import { describeSync } from '../contract/reports/sync.ts';
import type { RewriteResult } from '../contract/rewrite.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import {
  accept,
  approvalRecorded,
  checkBranch,
  driftFound,
  type OutOfDate,
  rewriteFinished,
  syncStatus,
  takeOver,
  thumbnailsAllowed,
} from '../contract/sync.ts';
import { showDetails } from './details/show-details.ts';
import { isHistoryLong } from './history-limit.ts';
import {
  ACCEPTANCE_KEYS,
  ADOPT_ANSWER_KEYS,
  ALLOWED_KEYS,
  DECISION_KEYS,
  EPISODE_ANSWER_KEYS,
  NEEDS_KEYS,
  OPERATOR_KEYS,
  OUT_OF_DATE_KEYS,
  OVERWRITE_ANSWER_KEYS,
  RESULT_KEYS,
  RETRY_ANSWER_KEYS,
  TAKE_OVER_KEYS,
} from './message-keys.ts';
import { type onUpdate as onAnyUpdate, receiveMessages } from './messages.ts';
import { recordPause, recordResume } from './pause.ts';
import { type PendingUpdate, queueUpdate } from './pending-update.ts';
import { answerAdopt, answerCheck, answerOverwrite, assertNamed } from './sync/answers.ts';
import { recordDecision } from './sync/approvals.ts';
import { describeDecisions } from './sync/decided.ts';
import { setFindings } from './sync/findings.ts';
import { detectEndedRewrite, recordResult } from './sync/finish-rewrite.ts';
import { acceptCommit, assertAcceptable } from './sync/mass-removal-gate.ts';
import { listReasons, NO_NEEDS, setNeeds } from './sync/needs.ts';
import { sendNotices } from './sync/notices.ts';
import { recordOffers } from './sync/offers.ts';
import { refreshOwnNeeds } from './sync/own-needs.ts';
import { processHead, type SyncLoop } from './sync/process-head.ts';
import { repairDrift } from './sync/repair-drift.ts';
import { type ReportedSync, reportChanges } from './sync/report-changes.ts';
import { reportSettled } from './sync/report-commit.ts';
import { answerRetry, assertRetryable } from './sync/retry-episodes.ts';
import { allowThumbnails, sendThumbnails, untilThumbnails } from './sync/send-thumbnails.ts';
import { NEW_SYNC, type SyncState, toSyncStatus } from './sync/state.ts';
import { assertTakeOver, continueTakeOver, startTakeOver, type TakeOverUpdate } from './sync/take-over.ts';

/**
 * Follows the branch. Its state holds `head`, the newest commit it processed, and `syncedCommit`, the newest commit that every
 * episode has answered for. It never ends; it continues as new when its history is long.
 */
export async function sync(carried: Partial<SyncState> = {}): Promise<void> {
  const state: SyncState = { ...NEW_SYNC, ...carried };
  // The previous run may have received a signal to check the branch.
  const inbox: Inbox = {
    checkBranch: true,
    results: [],
    outOfDate: undefined,
    takeOvers: [],
    answers: [],
    changed: false,
  };
  let reported: ReportedSync = { ...state };
  const show = (): void => {
    showState(state);
    reported = reportChanges(reported, state);
  };
  setHandlers(state, inbox, show);
  showDetails(() => describeSync(toSyncStatus(state), undefined));
  const loop: SyncLoop = { show, drainResults: () => inbox.results.splice(0) };
  const hasWork = (): boolean =>
    canCheckBranch(state, inbox) ||
    inbox.results.length > 0 ||
    waitsForTurn(inbox) ||
    untilThumbnails(state, Date.now()) === 0 ||
    inbox.outOfDate !== undefined ||
    inbox.changed;

  for (;;) {
    loop.show();
    await reportSettled(state);
    await sendNotices(state, Date.now());
    await waitForWork(state, hasWork);
    await runTurn(state, inbox, loop);
    if (!isHistoryLong()) continue;
    // What is queued is answered by the next turn.
    await condition(() => allHandlersFinished() || waitsForTurn(inbox));
    const isEmpty = inbox.results.length === 0 && !waitsForTurn(inbox) && inbox.outOfDate === undefined;
    reported = reportChanges(reported, state);
    if (isEmpty) await continueAsNew<typeof sync>({ ...state, setsReasons: true, answers: undefined });
  }
}

/** A timer only for what could not be sent: no history of before version 0.3 has one. */
async function waitForWork(state: SyncState, hasWork: () => boolean): Promise<void> {
  const ms = untilThumbnails(state, Date.now());
  if (ms === undefined || ms === 0) await condition(hasWork);
  else await condition(hasWork, ms, { summary: 'to send thumbnails that waited' });
}

type Inbox = {
  checkBranch: boolean;
  results: RewriteResult[];
  outOfDate: OutOfDate | undefined;
  readonly takeOvers: TakeOverUpdate[];
  /** What people ask of single episodes: between two commits, so that what is sent is never of an older one. */
  readonly answers: AnswerUpdate[];
  /** A message changed what is shown. */
  changed: boolean;
};

type AnswerUpdate = PendingUpdate<() => Promise<string>, string>;

const waitsForTurn = ({ takeOvers, answers }: Inbox): boolean => takeOvers.length + answers.length > 0;

const canCheckBranch = (state: SyncState, inbox: Inbox): boolean =>
  inbox.checkBranch && state.pausedBy === undefined;

/** The results of rewrites, then the branch, then what a drift check found. */
async function runTurn(state: SyncState, inbox: Inbox, loop: SyncLoop): Promise<void> {
  inbox.changed = false;
  for (const result of loop.drainResults()) recordResult(state, result);
  if (canCheckBranch(state, inbox)) {
    inbox.checkBranch = false;
    await processHead(state, loop);
  }
  await continueTakeOver(state);
  for (const update of inbox.takeOvers.splice(0)) await startTakeOver(state, update);
  for (const { request: work, answer } of inbox.answers.splice(0))
    await work().then(answer.resolve, answer.reject);
  await sendThumbnails(state, Date.now());
  const { outOfDate } = inbox;
  inbox.outOfDate = undefined;
  if (outOfDate === undefined) return;
  // A terminated rewrite leaves more to do than the check found: the branch is compared first.
  if (await detectEndedRewrite(state, loop.drainResults)) inbox.checkBranch = true;
  else await repairDrift(state, outOfDate);
}

function showState(state: SyncState): void {
  refreshOwnNeeds(state, Date.now());
  const blocked = state.blockedCommit?.commit;
  const reasons = state.setsReasons === true ? listReasons(state.needs) : undefined;
  const needsAttention =
    reasons === undefined ? state.refusedCount > 0 || blocked !== undefined : reasons.length > 0;
  const attributes = `${state.head} ${state.refusedCount}${blocked === undefined ? '' : ` ${blocked}`}${reasons?.join() ?? ''}`;
  if (attributes === state.lastAttributes) return;
  state.lastAttributes = attributes;
  upsertSearchAttributes([
    { key: ATTRIBUTES.commit, value: state.head?.slice(0, 10) ?? null },
    { key: ATTRIBUTES.needsAttention, value: needsAttention },
    ...(reasons === undefined ? [] : [{ key: ATTRIBUTES.reason, value: reasons }]),
  ]);
}

function setHandlers(state: SyncState, inbox: Inbox, show: () => void): void {
  const { onUpdate, onSignal } = receiveMessages(show);
  onSignal(checkBranch, { because: 'text?' }, () => {
    inbox.checkBranch = true;
  });
  onSignal(rewriteFinished, RESULT_KEYS, (result) => {
    inbox.results.push(result);
  });
  onSignal(approvalRecorded, DECISION_KEYS, (decision) => {
    recordDecision(state, decision);
    inbox.changed = true;
  });
  onSignal(driftFound, OUT_OF_DATE_KEYS, (outOfDate) => {
    inbox.outOfDate = outOfDate;
    recordOffers(state, outOfDate);
    const { findings } = outOfDate;
    if (findings !== undefined) state.needs = setFindings(state.needs ?? NO_NEEDS, findings, Date.now());
  });
  onSignal(needsChanged, NEEDS_KEYS, (subject) => {
    state.needs = setNeeds(state.needs ?? NO_NEEDS, subject);
    inbox.changed = true;
  });
  onSignal(thumbnailsAllowed, ALLOWED_KEYS, ({ episodes }) => allowThumbnails(state, episodes));
  onUpdate(
    pause,
    { does: 'Process no commit until resume', keys: OPERATOR_KEYS, example: BY_YOU },
    ({ by = 'an operator' }) => {
      recordPause(state, by, Date.now());
      inbox.changed = true;
      return `paused by ${by}: no commit is processed until resume`;
    },
  );
  onUpdate(resume, { does: 'Continue after a pause', keys: OPERATOR_KEYS, example: BY_YOU }, () => {
    recordResume(state);
    inbox.changed = true;
    return 'resumed';
  });
  onUpdate(
    accept,
    {
      does: 'Accept the commit that waits for it',
      keys: ACCEPTANCE_KEYS,
      example: { commit: 'its id', ...BY_YOU },
      check: (acceptance) => assertAcceptable(state, acceptance),
    },
    ({ by = 'an operator' }) => {
      inbox.checkBranch = true;
      return acceptCommit(state, by);
    },
  );
  onUpdate(
    takeOver,
    {
      does: 'Compare videos that files name, and show what taking them over would change; nothing is written before that is approved',
      keys: TAKE_OVER_KEYS,
      example: { show: 'its id', ...BY_YOU },
      check: assertTakeOver,
    },
    (request) => queueUpdate(inbox.takeOvers, request),
  );
  setAnswerHandlers(state, inbox, onUpdate);
  setHandler(syncStatus, () => toSyncStatus(state), {
    description: 'Head, synced commit, what was refused and why',
  });
  setHandler(decisionsOn, (changeKeys) => describeDecisions(state, changeKeys), {
    description: 'For commands: which changes wait for an approval or were rejected',
  });
  // A run that is not continued as new has no search attributes yet.
  setHandler(carriedState, () => ({ ...state, lastAttributes: undefined }), {
    description: 'All it knows: if this run is terminated, the worker starts the next one from it',
  });
}

/** The main loop asks the episode. */
function setAnswerHandlers(state: SyncState, inbox: Inbox, onUpdate: typeof onAnyUpdate): void {
  const queue =
    <Request>(answer: (to: SyncState, request: Request) => Promise<string>) =>
    (request: Request): Promise<string> =>
      queueUpdate(inbox.answers, () => answer(state, request));
  const episode = 'its id';
  onUpdate(
    checkOne,
    {
      does: 'Compare one episode with YouTube now, and show how it differs',
      keys: EPISODE_ANSWER_KEYS,
      example: { episode, ...BY_YOU },
      check: assertNamed,
    },
    queue(answerCheck),
  );
  onUpdate(
    overwriteOne,
    {
      does: 'Show what a person edited on YouTube; sent again with the checksum of just that, write over it',
      keys: OVERWRITE_ANSWER_KEYS,
      example: { episode, fields: ['title'], ...BY_YOU },
      check: assertNamed,
    },
    queue(answerOverwrite),
  );
  onUpdate(
    adoptOne,
    {
      does: 'Show which YAML edits would keep what a person wrote on YouTube',
      keys: ADOPT_ANSWER_KEYS,
      example: { episode, fields: ['title'], ...BY_YOU },
      check: assertNamed,
    },
    queue(answerAdopt),
  );
  onUpdate(
    retryEpisodes,
    {
      does: 'Try again what failed: of one episode, or with a reason instead, of all that need a person for it',
      keys: RETRY_ANSWER_KEYS,
      example: { episode, ...BY_YOU },
      check: assertRetryable,
    },
    queue(answerRetry),
  );
}
