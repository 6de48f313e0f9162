import type { Notice, OutgoingMessage } from '../../contract/notifications.ts';
import type { CurrentMessage, NotificationsState, ReceiverState } from './state.ts';

/** One thing that a receiver has not been notified of. */
type Pending = {
  readonly about: Notice['event'];
  readonly notice: Notice;
  readonly seq: number;
  readonly arrivedAt: number;
};

/** More than so many of one kind are one message, with a count and the first ones. */
const MAX_SINGLE = 5;
const MAX_SHOWN = 10;

/** Of a receiver that cannot be reached: it is not notified of that itself. */
export const failureKey = (receiverId: string): string => `notify/${receiverId}`;

/** What a receiver wants to know and was not notified of, in the order in which it happened. */
export function listPending({ entries }: NotificationsState, { receiver, events }: ReceiverState): Pending[] {
  const { id, events: wanted } = receiver;
  const needs = entries
    .filter(({ notice }) => notice.key !== failureKey(id))
    .flatMap(({ notice, seq, arrivedAt, cured, notified }): Pending[] => {
      const isNotified = notified.includes(id);
      if (cured !== undefined && isNotified && wanted.includes('cured'))
        return [{ about: 'cured', notice, ...cured }];
      if (cured === undefined && !isNotified && wanted.includes('needs-a-person'))
        return [{ about: 'needs-a-person', notice, seq, arrivedAt }];
      return [];
    });
  return [...needs, ...events.map((event): Pending => ({ about: event.notice.event, ...event }))].sort(
    (a, b) => a.seq - b.seq,
  );
}

/** When the next message is to be sent, if nothing more comes; undefined: there is nothing to say. */
export function findDue(
  state: NotificationsState,
  one: ReceiverState,
  groupingMs: number,
): number | undefined {
  const [first] = listPending(state, one);
  const times = [
    ...(first === undefined ? [] : [first.arrivedAt + groupingMs]),
    ...(one.nextDigestAt === undefined ? [] : [one.nextDigestAt]),
  ];
  return times.length === 0 ? undefined : Math.min(...times);
}

/** How a message is made at this moment. `id`: of the message. */
export type ComposeContext = { readonly now: number; readonly groupingMs: number; readonly id: string };

/** The next message to a receiver that is due: the oldest thing that waited long enough, alone or with all others of its kind. */
export function composeNext(
  state: NotificationsState,
  one: ReceiverState,
  { now, groupingMs, id }: ComposeContext,
): CurrentMessage | undefined {
  if (one.nextDigestAt !== undefined && one.nextDigestAt <= now) return composeDigest(state, one, now, id);
  const pending = listPending(state, one);
  const [first] = pending;
  if (first === undefined || first.arrivedAt + groupingMs > now) return undefined;
  const same = pending.filter(
    ({ about, notice }) => about === first.about && notice.reason === first.notice.reason,
  );
  const notified = same.length > MAX_SINGLE ? same : [first];
  const message: OutgoingMessage = {
    ...{ id, about: first.about, total: notified.length, at: first.arrivedAt },
    notices: notified.slice(0, MAX_SHOWN).map(({ notice }) => notice),
  };
  return {
    message,
    keys: notified.map(({ notice }) => notice.key),
    seqs: notified.map(({ seq }) => seq),
  };
}

/** All that needs a person, whatever was sent, and how much happened. */
function composeDigest(
  { entries }: NotificationsState,
  { happened, happenedSince }: ReceiverState,
  now: number,
  id: string,
): CurrentMessage {
  const open = entries.filter(({ cured }) => cured === undefined).map(({ notice }) => notice);
  const message: OutgoingMessage = {
    ...{ id, about: 'digest', total: open.length, at: now },
    notices: open.slice(0, MAX_SHOWN),
    happened: { since: happenedSince, counts: happened },
  };
  return { message, keys: [], seqs: [] };
}
