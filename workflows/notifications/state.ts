import type { Notice, OutgoingMessage } from '../../contract/notifications.ts';
import type { NotifiedEvent, Receiver } from '../../domain/content/receivers.ts';

/** Plain JSON: a run continues as new from it. Times in ms since 1970. */
export type NotificationsState = {
  /** The commit of the newest notice, and the one whose academy.yaml was read last. */
  wantedCommit?: string | undefined;
  readCommit?: string | undefined;
  /** When the receivers are read next; absent: at a newer commit. */
  readAt?: number | undefined;
  receivers: ReceiverState[];
  /** What needs a person, and what was sent and does not any more. */
  entries: NotedNeed[];
  /** Events for receivers that are not read yet. */
  unrouted: PendingEvent[];
  /** Keys of the newest events. */
  recent: string[];
  /** Orders what is sent. */
  nextSeq: number;
  /** Needs that were too many to remember. */
  unlisted: number;
  /** The search attributes say that a receiver cannot be reached. */
  shownNeed?: boolean;
  /** What was reported of these receivers to `sync`. */
  notified?: string;
};

export type NotedNeed = {
  notice: Notice;
  /** Order and time of its arrival. */
  seq: number;
  arrivedAt: number;
  /** It does not need a person any more. */
  cured?: { readonly seq: number; readonly arrivedAt: number } | undefined;
  /** Ids of the receivers that were notified of it. */
  notified: string[];
};

export type PendingEvent = { readonly notice: Notice; readonly seq: number; readonly arrivedAt: number };

export type ReceiverState = {
  receiver: Receiver;
  /** What happened and is not sent yet. */
  events: PendingEvent[];
  /** The message that is sent now, or may have arrived. `keys`, or numbers of events: all that it tells. */
  current?: CurrentMessage | undefined;
  failing?: Failing | undefined;
  lastDeliveredAt?: number | undefined;
  nextDigestAt?: number | undefined;
  /** Since the last digest. */
  happened: Partial<Record<NotifiedEvent, number>>;
  happenedSince: number;
};

export type CurrentMessage = {
  readonly message: OutgoingMessage;
  readonly keys: readonly string[];
  readonly seqs: readonly number[];
};

/** `isKnown`: people were notified that it cannot be reached. */
export type Failing = {
  readonly since: number;
  readonly tries: number;
  readonly why: string;
  readonly nextTryAt: number;
  readonly isKnown: boolean;
};

/** The receivers are read at once. */
export const createState = (): NotificationsState => ({
  readAt: 0,
  receivers: [],
  entries: [],
  unrouted: [],
  recent: [],
  nextSeq: 1,
  unlisted: 0,
});
