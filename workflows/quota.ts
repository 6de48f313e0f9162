import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { ENDS_SOON, type Need, needsChanged, reasonsOf } from '../contract/attention.ts';
import { carriedState } from '../contract/carried.ts';
import { NOTIFICATIONS_ID, QUOTA_ID, SYNC_ID } from '../contract/ids.ts';
import { type Notice, notify } from '../contract/notifications.ts';
import {
  accountRefused,
  budgetChanged,
  quotaExceeded,
  quotaGranted,
  quotaStatus,
  reportSpent,
  requestQuota,
  thumbnailHeld,
  thumbnailReleased,
} from '../contract/quota.ts';
import { describeQuota } from '../contract/reports/quota.ts';
import { count, describeTimes } from '../contract/reports/words.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { readActivities } from './activity-proxies.ts';
import { showDetails } from './details/show-details.ts';
import { isHistoryLong } from './history-limit.ts';
import { HELD_KEYS, QUOTA_REQUEST_KEYS, REFUSAL_KEYS, RELEASED_KEYS, SPENT_KEYS } from './message-keys.ts';
import { onSignal } from './messages.ts';
import { patch } from './patch.ts';
import { checkChannel, checkSoon, stopGrants, untilCheck } from './quota/account-stop.ts';
import { listExpiry, untilNotice } from './quota/expiry.ts';
import {
  addWaiter,
  closeDay,
  describeLedger,
  EMPTY_LEDGER,
  grantNext,
  type LedgerState,
  openDay,
  recordSpent,
} from './quota/ledger.ts';
import { reportNoUnits, reportUnitsAgain } from './quota/report-units.ts';
import {
  checkThumbnailsSoon,
  holdThumbnail,
  listHeldNeeds,
  recordHeldReport,
  releaseThumbnail,
  untilHeldReport,
} from './quota/thumbnail-hold.ts';
import { checkThumbnails, untilThumbnailCheck } from './quota/thumbnails.ts';

const ASK_AGAIN_MS = 10 * 60_000;

/**
 * The quota manager: grants units from today's budget (Pacific time). Live work may use all of it, everything else never the
 * reserve. A grant without a report stays spent until the reset. While the credentials are refused, or are of another channel than
 * academy.yaml names, nothing is granted. It continues as new when its history is long.
 */
export async function quota(carried: Partial<LedgerState> = {}): Promise<void> {
  const state: LedgerState = { ...EMPTY_LEDGER, ...carried };
  const inbox: Inbox = { changed: true, budgetChanged: state.day === undefined };
  setHandlers(state, inbox);
  showDetails(() => describeQuota(describeLedger(state, Date.now()), undefined));

  for (;;) {
    // Cleared before the work: what arrives meanwhile gets its own turn.
    inbox.changed = false;
    if (inbox.budgetChanged) {
      inbox.budgetChanged = false;
      openDay(state, await readActivities.readBudget());
      checkSoon(state, Date.now());
      checkThumbnailsSoon(state, Date.now());
      reportUnitsAgain(state);
    }
    if (untilCheck(state, Date.now()) === 0) await checkChannel(state);
    if (untilThumbnailCheck(state, Date.now()) === 0) await checkThumbnails(state);
    if (await answerWaiters(state)) inbox.changed = true;
    showState(state);
    await reportNeeds(state, Date.now());
    await reportUsedUp(state, Date.now());
    // Requests that arrived meanwhile are among the waiters; the next run answers them first.
    if (!inbox.budgetChanged && isHistoryLong()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof quota>({ ...state, setsReasons: true });
    }
    await waitForMessage(state, inbox);
  }
}

/** What it waits for besides a message. `rereads`: the budget is read again then. */
type Timer = { readonly ms: number; readonly summary: string; readonly rereads: boolean };

/** A message, the reset, the next check of the credentials or of the channel, or the time at which they need a person. */
async function waitForMessage(state: LedgerState, inbox: Inbox): Promise<void> {
  const { ms, summary, rereads } = nextTimer(state, Date.now());
  const isWoken = await condition(() => inbox.changed, ms, { summary });
  if (!isWoken && rereads) inbox.budgetChanged = true;
}

function nextTimer(state: LedgerState, now: number): Timer {
  const of = (ms: number | undefined, summary: string, rereads = false): Timer[] =>
    ms === undefined ? [] : [{ ms: Math.max(1, ms), summary, rereads }];
  const untilReset = Math.max(1000, Date.parse(state.resetsAt ?? '') - now);
  const timers = [
    ...of(untilReset, 'the reset at midnight, Pacific time', true),
    ...of(untilCheck(state, now), 'the next check of the credentials'),
    ...of(untilThumbnailCheck(state, now), 'whether the channel is verified'),
    ...of(untilNotice(state, now), 'the login to YouTube ends in two days', true),
    ...(state.setsReasons === true ? of(untilHeldReport(state, now), 'how many thumbnails wait') : []),
  ];
  return timers.reduce((first, one) => (one.ms < first.ms ? one : first));
}

/** Whether a message changed the ledger, and whether the budget must be read again. */
type Inbox = { changed: boolean; budgetChanged: boolean };

function setHandlers(state: LedgerState, inbox: Inbox): void {
  const handle = (change: () => void): void => {
    inbox.changed = true;
    change();
  };
  onSignal(requestQuota, QUOTA_REQUEST_KEYS, (request) => handle(() => addWaiter(state, request)));
  onSignal(reportSpent, SPENT_KEYS, (report) => handle(() => recordSpent(state, report)));
  onSignal(quotaExceeded, { day: 'text' }, ({ day }) => handle(() => closeDay(state, day)));
  onSignal(accountRefused, REFUSAL_KEYS, (refusal) => handle(() => stopGrants(state, refusal, Date.now())));
  onSignal(thumbnailHeld, HELD_KEYS, ({ episodeId }) =>
    handle(() => holdThumbnail(state, episodeId, Date.now())),
  );
  onSignal(thumbnailReleased, RELEASED_KEYS, (released) =>
    handle(() => releaseThumbnail(state, released, Date.now())),
  );
  setHandler(budgetChanged, () => handle(() => (inbox.budgetChanged = true)));
  setHandler(quotaStatus, () => describeLedger(state, Date.now()), {
    description: "Today's units by lane, and which workflows wait",
  });
  // A run that is not continued as new has no search attributes yet.
  setHandler(carriedState, () => ({ ...state, shownStop: false, shownExpiry: false, shownHeld: false }), {
    description: 'The whole ledger: if this run is terminated, the worker starts the next one from it',
  });
}

/** Answers every waiter that can be answered: with units, or once with the time of the reset. @returns true when units came back */
async function answerWaiters(state: LedgerState): Promise<boolean> {
  let returned = false;
  const answers: Promise<void>[] = [];
  for (let answer = grantNext(state); answer !== undefined; answer = grantNext(state)) {
    const { workflowId, ...units } = answer;
    reportNoUnits(state, units);
    const grant = units.units > 0 ? units : { ...units, askAgainAt: chooseAskAgain(state, Date.now()) };
    answers.push(
      getExternalWorkflowHandle(workflowId)
        .signal(quotaGranted, grant)
        .catch(() => {
          log.info('this grant has no taker any more', { workflowId });
          recordSpent(state, { id: grant.id, spent: 0 });
          returned ||= grant.units > 0;
        }),
    );
  }
  await Promise.all(answers);
  return returned;
}

/** After the reset every waiting workflow is served within minutes, unless the day is too small for all. */
const chooseAskAgain = ({ resetsAt = '' }: LedgerState, now: number): number =>
  Math.max(now, Date.parse(resetsAt) || now) + ASK_AGAIN_MS;

function showState(state: LedgerState): void {
  const now = Date.now();
  const needs = listNeeds(state, now);
  const [isStopped, isEnding] = [state.stop !== undefined, needsLogin(needs)];
  const isHolding = state.thumbnails !== undefined;
  const isShown = isStopped === (state.shownStop ?? false) && isEnding === (state.shownExpiry ?? false);
  if (isShown && isHolding === (state.shownHeld ?? false)) return;
  patch(state, { shownStop: isStopped, shownExpiry: isEnding, shownHeld: isHolding });
  upsertSearchAttributes([
    { key: ATTRIBUTES.needsAttention, value: needs.length > 0 },
    ...(state.setsReasons === true ? [{ key: ATTRIBUTES.reason, value: reasonsOf(needs) }] : []),
  ]);
}

/** Whether somebody waits for the units of another day. */
const isUsedUp = ({ waiters, stop, day }: LedgerState): boolean =>
  stop === undefined && day !== undefined && waiters.some(({ informed }) => informed);

/** Once a day. Runs of version 0.2 do not report it. */
async function reportUsedUp(state: LedgerState, now: number): Promise<void> {
  const { day = '', commit, setsReasons, reportedDay, resetsAt = '' } = state;
  if (setsReasons !== true || commit === undefined || reportedDay === day || !isUsedUp(state)) return;
  state.reportedDay = day;
  const notice: Notice = {
    ...{ key: `quota ${day}`, at: now, event: 'quota', subject: QUOTA_ID, workflowId: QUOTA_ID, commit },
    count: state.waiters.length,
    message: `${count(state.waiters.length, 'workflow')} wait for units until ${describeTimes(resetsAt, now)}, midnight in Los Angeles`,
  };
  await getExternalWorkflowHandle(NOTIFICATIONS_ID)
    .signal(notify, { notices: [notice] })
    .catch(() => undefined);
}

const OF_THE_CHANNEL = ['wrong-channel', 'no-channel', 'youtubeSignupRequired'];

/** While YouTube refuses the credentials, nothing else matters: not that they would end soon, nor that the channel is not verified. */
function listNeeds(state: LedgerState, now: number): Need[] {
  const { stop, credentialsExpireAt } = state;
  if (stop === undefined) return [...listExpiry(credentialsExpireAt, now), ...listHeldNeeds(state)];
  const reason = OF_THE_CHANNEL.includes(stop.reason) ? 'channel' : 'credentials';
  return [{ reason, message: stop.message, since: stop.since }];
}

const needsLogin = (needs: readonly Need[]): boolean => needs.some(({ cause }) => cause === ENDS_SOON);

/** Runs of version 0.2 do not report it. */
async function reportNeeds(state: LedgerState, now: number): Promise<void> {
  const needs = listNeeds(state, now);
  const [isStopped, isEnding] = [state.stop !== undefined, needsLogin(needs)];
  if (state.setsReasons !== true) return;
  const isKnown = isStopped === (state.reportedStop ?? false) && isEnding === (state.reportedExpiry ?? false);
  if (isKnown && untilHeldReport(state, now) !== 0) return;
  patch(state, { reportedStop: isStopped, reportedExpiry: isEnding });
  recordHeldReport(state, now);
  await getExternalWorkflowHandle(SYNC_ID)
    .signal(needsChanged, { workflowId: QUOTA_ID, needs })
    .catch(() => undefined);
}
