import type { ReceiversAnswer } from '../../contract/notifications.ts';
import { failureKey } from './compose.ts';
import { cureNeed, dropNotified, routeEvents } from './receive.ts';
import type { NotificationsState, ReceiverState } from './state.ts';

/** Takes over who is notified of what. Without a usable academy.yaml those of before are notified. */
export function applyReceivers(
  state: NotificationsState,
  { receivers }: ReceiversAnswer,
  { commit, now }: { readonly commit: string | undefined; readonly now: number },
): void {
  state.readCommit = commit;
  state.readAt = undefined;
  if (receivers !== undefined) {
    const before = state.receivers;
    state.receivers = receivers.map(({ receiver, nextDigestAt }) => {
      const known = before.find((one) => one.receiver.id === receiver.id);
      return withReceiver(known ?? createReceiver(receiver, now), receiver, nextDigestAt);
    });
    for (const { receiver } of before)
      if (!isNamed(state, receiver.id)) forgetReceiver(state, receiver.id, now);
  }
  for (const one of state.receivers) tryAgain(one, now);
  routeEvents(state);
}

/** Something may have been changed: it is tried at once. */
export function tryAgain(one: ReceiverState, now: number): void {
  if (one.failing !== undefined) one.failing = { ...one.failing, nextTryAt: now };
}

const createReceiver = (receiver: ReceiverState['receiver'], now: number): ReceiverState => ({
  ...{ receiver, events: [], happened: {}, happenedSince: now },
});

/** The time of a digest that is due stays, unless it is another digest now. */
function withReceiver(
  one: ReceiverState,
  receiver: ReceiverState['receiver'],
  nextDigestAt: number | undefined,
): ReceiverState {
  const isSame = JSON.stringify(one.receiver.digest) === JSON.stringify(receiver.digest);
  one.nextDigestAt = isSame ? (one.nextDigestAt ?? nextDigestAt) : nextDigestAt;
  one.receiver = receiver;
  return one;
}

const isNamed = ({ receivers }: NotificationsState, id: string): boolean =>
  receivers.some(({ receiver }) => receiver.id === id);

function forgetReceiver(state: NotificationsState, id: string, now: number): void {
  for (const entry of state.entries) entry.notified = entry.notified.filter((notified) => notified !== id);
  cureNeed(state, failureKey(id), now);
  dropNotified(state);
}
