import { NOTIFICATIONS_ID } from '../../contract/ids.ts';
import type { DeliveryAnswer } from '../../contract/notifications.ts';
import { failureKey } from './compose.ts';
import { cureNeed, dropNotified, openNeed, wantsCured } from './receive.ts';
import type { CurrentMessage, NotificationsState, ReceiverState } from './state.ts';

type Failure = Extract<DeliveryAnswer, { delivered: false }>;

const HOUR = 60 * 60_000;
/** After so long people are notified that it cannot be reached. */
const PATIENCE_MS = HOUR;
const LONGEST_RETRY_MS = HOUR;
/** What only a person can change. A new commit, a `retry` and a new worker try at once. */
const FINAL_RETRY_MS = 6 * HOUR;

/** What it says is sent. */
export function recordDelivered(state: NotificationsState, one: ReceiverState, now: number): void {
  const { current, receiver } = one;
  one.current = undefined;
  one.failing = undefined;
  one.lastDeliveredAt = now;
  if (current !== undefined) recordNotified(state, one, current, now);
  cureNeed(state, failureKey(receiver.id), now);
  dropNotified(state);
}

function recordNotified(
  state: NotificationsState,
  one: ReceiverState,
  { message: { about, happened }, keys, seqs }: CurrentMessage,
  now: number,
): void {
  if (about === 'digest') {
    one.nextDigestAt = undefined;
    one.happened = subtract(one.happened, happened?.counts ?? {});
    one.happenedSince = now;
    // The next time is worked out where time zones are known.
    state.readAt = now;
    return;
  }
  one.events = one.events.filter(({ seq }) => !seqs.includes(seq));
  const { id } = one.receiver;
  for (const entry of state.entries) {
    if (!keys.includes(entry.notice.key)) continue;
    if (about === 'needs-a-person' && (entry.cured === undefined || wantsCured(state, id)))
      entry.notified = [...new Set([...entry.notified, id])];
    // If it is open again since then, it is sent again.
    if (about === 'cured') entry.notified = entry.notified.filter((notified) => notified !== id);
  }
}

const subtract = (
  counts: ReceiverState['happened'],
  notified: ReceiverState['happened'],
): ReceiverState['happened'] =>
  Object.fromEntries(
    Object.entries(counts).map(([event, number]) => [
      event,
      number - (notified[event as keyof typeof notified] ?? 0),
    ]),
  );

/** A message that may have arrived is sent again as it was; of any other the next one says what is true then. */
export function recordFailure(
  state: NotificationsState,
  one: ReceiverState,
  {
    failure,
    now,
    firstRetryMs,
  }: { readonly failure: Failure; readonly now: number; readonly firstRetryMs: number },
): void {
  const { since = now, tries = 0, isKnown: wasKnown = false } = one.failing ?? {};
  const isKnown = wasKnown || failure.final || now - since >= PATIENCE_MS;
  one.failing = {
    ...{ since, tries: tries + 1, why: failure.why, isKnown },
    nextTryAt: now + chooseDelay(failure, tries, firstRetryMs),
  };
  if (!failure.unknownOutcome) one.current = undefined;
  if (isKnown) notifyOthers(state, one, failure, now);
  dropNotified(state);
}

function chooseDelay({ final, retryAfterMs }: Failure, tries: number, firstRetryMs: number): number {
  if (retryAfterMs !== undefined) return Math.max(retryAfterMs, 1);
  return final ? FINAL_RETRY_MS : Math.min(firstRetryMs * 4 ** Math.min(tries, 10), LONGEST_RETRY_MS);
}

/** It is a need like any other: the other receivers are notified of it. */
const notifyOthers = (
  state: NotificationsState,
  { receiver: { id, name } }: ReceiverState,
  { why }: Failure,
  now: number,
): void =>
  openNeed(
    state,
    {
      ...{ key: failureKey(id), at: now, event: 'needs-a-person', reason: 'notify', subject: name },
      commit: state.readCommit ?? '',
      message: describeFailure(name, why),
      workflowId: NOTIFICATIONS_ID,
    },
    // There is always room for it: receivers are few.
    { now, characters: 0 },
  );

export const describeFailure = (name: string, why: string): string =>
  `messages to ${name} do not arrive: ${why}. Fix it there, in the environment of the workers, or under \`notify:\` in academy.yaml; then send the update \`retry\` to the workflow \`${NOTIFICATIONS_ID}\`. What waits is sent then.`;
