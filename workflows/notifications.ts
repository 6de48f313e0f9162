import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setHandler,
  upsertSearchAttributes,
  uuid4,
} from '@temporalio/workflow';
import { needsChanged, reasonsOf } from '../contract/attention.ts';
import { carriedState } from '../contract/carried.ts';
import { NOTIFICATIONS_ID, SYNC_ID } from '../contract/ids.ts';
import { type DeliveryAnswer, notificationsStatus, notify } from '../contract/notifications.ts';
import { BY_YOU, retry } from '../contract/operator.ts';
import { describeNotifications } from '../contract/reports/notifications.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { toSummary } from '../contract/summary.ts';
import { notifyActivities } from './activity-proxies.ts';
import { showDetails } from './details/show-details.ts';
import { isHistoryLong } from './history-limit.ts';
import { NOTIFY_KEYS, OPERATOR_KEYS } from './message-keys.ts';
import { onSignal, onUpdate } from './messages.ts';
import { applyReceivers, tryAgain } from './notifications/apply-receivers.ts';
import { composeNext, findDue } from './notifications/compose.ts';
import { parseNotice } from './notifications/parse-notice.ts';
import { receiveNotices, routeEvents } from './notifications/receive.ts';
import { recordDelivered, recordFailure } from './notifications/record-delivery.ts';
import { createState, type NotificationsState, type ReceiverState } from './notifications/state.ts';
import { describeState } from './notifications/status.ts';
import { FIRST_RETRY_MS, GROUPING_MS } from './notifications/waits.ts';

const READ_AGAIN_MS = 60_000;
/** Longer timers say nothing more. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** What happens outside of the state: it does not survive the run. */
type Run = {
  changed: boolean;
  isReading: boolean;
  /** Ids of the receivers to which something is being sent. */
  readonly sending: Set<string>;
};

/**
 * Tells people what `sync` signals, as academy.yaml says: one message for each thing, grouped when many come at once. Each receiver is on
 * its own: one that cannot be reached holds up no other, and is itself notified. It continues as new when its history is long.
 */
export async function notifications(carried: Partial<NotificationsState> = {}): Promise<void> {
  const state: NotificationsState = { ...createState(), ...carried };
  const run: Run = { changed: true, isReading: false, sending: new Set() };
  setHandlers(state, run);
  showDetails(() => describeNotifications(describeState(state), undefined));

  for (;;) {
    // Cleared before the work: what arrives meanwhile gets its own turn.
    run.changed = false;
    if (isHistoryLong()) {
      await condition(() => run.sending.size === 0 && !run.isReading && allHandlersFinished());
      await continueAsNew<typeof notifications>(state);
    }
    startWork(state, run, Date.now());
    showState(state);
    await reportNeeds(state);
    const ms = findWait(state, run, Date.now());
    await condition(() => run.changed, ms, { summary: 'more of the same, the next try or the digest' });
  }
}

function setHandlers(state: NotificationsState, run: Run): void {
  onSignal(notify, NOTIFY_KEYS, ({ notices }) => {
    run.changed = true;
    const known = notices.map(parseNotice).filter((notice) => notice !== undefined);
    if (known.length < notices.length)
      log.warn('notices were dropped', { count: notices.length - known.length });
    receiveNotices(state, known, Date.now());
    // A worker that starts sends none: its environment may hold other addresses.
    if (notices.length === 0) state.readAt = Date.now();
  });
  onUpdate(
    retry,
    { does: 'Tries again at once to reach every receiver', keys: OPERATOR_KEYS, example: BY_YOU },
    () => {
      run.changed = true;
      for (const one of state.receivers) tryAgain(one, Date.now());
      return 'trying again now';
    },
  );
  setHandler(notificationsStatus, () => describeState(state), {
    description: 'Who is notified of what, and who cannot be reached',
  });
  // A run that is not continued as new has no search attributes yet.
  setHandler(carriedState, () => ({ ...state, shownNeed: false }), {
    description: 'The whole state: if this run is terminated, the worker starts the next one from it',
  });
}

/** Starts what is due. Nothing here waits: an answer is recorded when it comes. */
function startWork(state: NotificationsState, run: Run, now: number): void {
  if (!run.isReading && isReadDue(state, now)) void readReceivers(state, run);
  // While they are read, what happened waits for those of its own commit.
  if (!run.isReading) routeEvents(state);
  for (const one of state.receivers) {
    if (run.sending.has(one.receiver.id) || (one.failing?.nextTryAt ?? 0) > now) continue;
    one.current ??= composeNext(state, one, { now, groupingMs: GROUPING_MS, id: uuid4() });
    if (one.current !== undefined) void send(state, run, one);
  }
}

const isReadDue = ({ readAt, readCommit, wantedCommit }: NotificationsState, now: number): boolean =>
  readAt === undefined ? readCommit !== wantedCommit : readAt <= now;

async function readReceivers(state: NotificationsState, run: Run): Promise<void> {
  run.isReading = true;
  const commit = state.wantedCommit;
  try {
    const request = { now: Date.now(), ...(commit === undefined ? {} : { commit }) };
    const answer = await notifyActivities.readReceivers.executeWithOptions(
      {
        summary: toSummary(
          `who is notified of what, at ${commit?.slice(0, 10) ?? 'the commit that is applied'}`,
        ),
      },
      [request],
    );
    applyReceivers(state, answer, { commit, now: Date.now() });
  } catch {
    state.readAt = Date.now() + READ_AGAIN_MS;
    // Those of before are better than none.
    if (state.receivers.length > 0) routeEvents(state);
  }
  run.isReading = false;
  run.changed = true;
}

async function send(state: NotificationsState, run: Run, one: ReceiverState): Promise<void> {
  const { receiver, current } = one;
  if (current === undefined) return;
  run.sending.add(receiver.id);
  const answer = await notifyActivities.deliver
    .executeWithOptions({ summary: toSummary(`${current.message.about} to ${receiver.name}`) }, [
      { receiver, message: current.message },
    ])
    .catch((): DeliveryAnswer => NO_ANSWER);
  const now = Date.now();
  // It may be named no more.
  const isNamed = state.receivers.includes(one);
  if (isNamed && answer.delivered) recordDelivered(state, one, now);
  else if (isNamed && !answer.delivered)
    recordFailure(state, one, { failure: answer, now, firstRetryMs: FIRST_RETRY_MS });
  run.sending.delete(receiver.id);
  run.changed = true;
}

/** The worker was killed, or there is a bug in it. */
const NO_ANSWER: DeliveryAnswer = {
  ...{ delivered: false, unknownOutcome: true, final: false },
  why: 'the worker ended while it was sending',
};

/** Until the next thing is due, in ms. What is being sent or read wakes the workflow by itself. */
function findWait(state: NotificationsState, run: Run, now: number): number {
  const times = state.receivers.flatMap((one) => {
    if (run.sending.has(one.receiver.id)) return [];
    const due = one.current === undefined ? findDue(state, one, GROUPING_MS) : now;
    return due === undefined ? [] : [Math.max(due, one.failing?.nextTryAt ?? 0)];
  });
  const next = Math.min(...times, ...(state.readAt === undefined || run.isReading ? [] : [state.readAt]));
  return Math.min(Math.max(next - now, 1), LONGEST_WAIT_MS);
}

/** The list of what needs a person is kept by `sync`. */
async function reportNeeds(state: NotificationsState): Promise<void> {
  const { needs } = describeState(state);
  const now = needs.map(({ message }) => message).join();
  if (now === (state.notified ?? '')) return;
  state.notified = now;
  await getExternalWorkflowHandle(SYNC_ID)
    .signal(needsChanged, { workflowId: NOTIFICATIONS_ID, needs })
    .catch(() => undefined);
}

function showState(state: NotificationsState): void {
  const { needs } = describeState(state);
  const needsAttention = needs.length > 0;
  if (needsAttention === (state.shownNeed ?? false)) return;
  state.shownNeed = needsAttention;
  upsertSearchAttributes([
    { key: ATTRIBUTES.needsAttention, value: needsAttention },
    { key: ATTRIBUTES.reason, value: reasonsOf(needs) },
  ]);
}
