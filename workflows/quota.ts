import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
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
} from '../contract/quota.ts';
import { describeQuota } from '../contract/reports/quota.ts';
import { count, describeTimes } from '../contract/reports/words.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { readActivities } from './activity-proxies.ts';
import { renderDetails } from './details/markdown.ts';
import { isHistoryLong } from './history-limit.ts';
import { QUOTA_REQUEST_KEYS, REFUSAL_KEYS, SPENT_KEYS } from './message-keys.ts';
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

  for (;;) {
    // Cleared before the work: what arrives meanwhile gets its own turn.
    inbox.changed = false;
    if (inbox.budgetChanged) {
      inbox.budgetChanged = false;
      openDay(state, await readActivities.readBudget());
      checkSoon(state, Date.now());
      reportUnitsAgain(state);
    }
    if (untilCheck(state, Date.now()) === 0) await checkChannel(state);
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

/** A message, the reset, the next check of the credentials, or the time at which they need a person. */
async function waitForMessage(state: LedgerState, inbox: Inbox): Promise<void> {
  const untilReset = Math.max(1000, Date.parse(state.resetsAt ?? '') - Date.now());
  const check = untilCheck(state, Date.now());
  const isCheckNext = check !== undefined && check < untilReset;
  const notice = untilNotice(state, Date.now());
  const [ms, summary] = isCheckNext
    ? [Math.max(1, check), 'the next check of the credentials']
    : notice !== undefined && notice < untilReset
      ? [notice, 'the login to YouTube ends in two days']
      : [untilReset, 'the reset at midnight, Pacific time'];
  const isWoken = await condition(() => inbox.changed, ms, { summary });
  if (!isWoken && !isCheckNext) inbox.budgetChanged = true;
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
  setHandler(budgetChanged, () => handle(() => (inbox.budgetChanged = true)));
  setHandler(quotaStatus, () => describeLedger(state, Date.now()), {
    description: "Today's units by lane, and which workflows wait",
  });
  // A run that is not continued as new has no search attributes yet.
  setHandler(carriedState, () => ({ ...state, shownStop: false, shownExpiry: false }), {
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
  setCurrentDetails(renderDetails(describeQuota(describeLedger(state, now), now), now));
  const needs = listNeeds(state, now);
  const [isStopped, isEnding] = [state.stop !== undefined, needsLogin(needs)];
  if (isStopped === (state.shownStop ?? false) && isEnding === (state.shownExpiry ?? false)) return;
  patch(state, { shownStop: isStopped, shownExpiry: isEnding });
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

/** One entry: while YouTube refuses the credentials, it does not matter that they would end soon. */
function listNeeds({ stop, credentialsExpireAt }: LedgerState, now: number): Need[] {
  if (stop === undefined) return listExpiry(credentialsExpireAt, now);
  const reason = OF_THE_CHANNEL.includes(stop.reason) ? 'channel' : 'credentials';
  return [{ reason, message: stop.message, since: stop.since }];
}

const needsLogin = (needs: readonly Need[]): boolean => needs.some(({ cause }) => cause === ENDS_SOON);

/** Runs of version 0.2 do not report it. */
async function reportNeeds(state: LedgerState, now: number): Promise<void> {
  const needs = listNeeds(state, now);
  const [isStopped, isEnding] = [state.stop !== undefined, needsLogin(needs)];
  if (state.setsReasons !== true) return;
  if (isStopped === (state.reportedStop ?? false) && isEnding === (state.reportedExpiry ?? false)) return;
  patch(state, { reportedStop: isStopped, reportedExpiry: isEnding });
  await getExternalWorkflowHandle(SYNC_ID)
    .signal(needsChanged, { workflowId: QUOTA_ID, needs })
    .catch(() => undefined);
}
