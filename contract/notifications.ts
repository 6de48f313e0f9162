import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { NotifiedEvent, Receiver } from '../domain/content/receivers.ts';
import type { Need, NeedReason } from './attention.ts';
import { statusQuery } from './operator.ts';

/** What happened, for the receivers of `notify:` in academy.yaml. Sent by `sync`; one that was sent before changes nothing. */
export const notify = defineSignal<[NotifyRequest]>('notify');

export const notificationsStatus = defineQuery<NotificationsStatus>(statusQuery);

export type NotifyRequest = { readonly notices: readonly Notice[] };

/**
 * One thing that people are notified of. `key` says what is the same thing: a `needs-a-person` is open until a `cured` with its key,
 * and is sent once meanwhile; every other event is sent once for each key.
 */
export type Notice = {
  readonly key: string;
  /** When it happened, ms since 1970. */
  readonly at: number;
  /** Its academy.yaml says who is notified. */
  readonly commit: string;
  readonly event: NotifiedEvent;
  readonly reason?: NeedReason;
  /** Of `credentials`: `ENDS_SOON`. */
  readonly cause?: string;
  /** What it is about: the id of an episode, the id of a workflow, a short commit. */
  readonly subject: string;
  /** The title of an episode, the subject of a commit: others wrote it. */
  readonly title?: string;
  /** What is wrong and what to do; code between backticks. */
  readonly message?: string;
  /** How many it stands for: the episodes of a group, those that need you after a commit. */
  readonly count?: number;
  /** Whose page says more. */
  readonly workflowId: string;
  readonly videoId?: string;
  /** A command to paste, as words. */
  readonly command?: readonly string[];
};

/** One message to one receiver. */
export type OutgoingMessage = {
  /** The same each time this message is sent: who gets it twice can tell. */
  readonly id: string;
  readonly about: NotifiedEvent | 'digest';
  /** The first ones of `total`. Of a digest: what needs a person. */
  readonly notices: readonly Notice[];
  readonly total: number;
  /** ms since 1970 */
  readonly at: number;
  /** Of a digest: how often each happened since that time (ms since 1970). */
  readonly happened?: { readonly since: number; readonly counts: Partial<Record<NotifiedEvent, number>> };
};

/** `now`: ms since 1970. `commit` absent: the one that is applied. */
export type ReceiversRequest = { readonly commit?: string; readonly now: number };

/** Absent: that commit has no usable academy.yaml. `nextDigestAt`: ms since 1970. */
export type ReceiversAnswer = {
  readonly receivers?: readonly { readonly receiver: Receiver; readonly nextDigestAt?: number }[];
};

export type DeliveryRequest = { readonly receiver: Receiver; readonly message: OutgoingMessage };

export type DeliveryAnswer =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      /** What is wrong and what to do; no secret. */
      readonly why: string;
      /** It may have arrived all the same. */
      readonly unknownOutcome: boolean;
      /** Trying again soon makes no sense: a person has to change something. */
      readonly final: boolean;
      readonly retryAfterMs?: number;
    };

/** How it is with one receiver. Times in ms since 1970. */
export type ReceiverStatus = {
  readonly name: string;
  readonly events: readonly NotifiedEvent[];
  /** Things that it has not been notified of yet. */
  readonly waiting: number;
  readonly lastDeliveredAt?: number;
  readonly nextDigestAt?: number;
  readonly failing?: {
    readonly since: number;
    readonly tries: number;
    readonly why: string;
    readonly nextTryAt: number;
  };
};

export type NotificationsStatus = {
  /** Whose academy.yaml says who is notified. */
  readonly commit?: string;
  readonly receivers: readonly ReceiverStatus[];
  /** Things that need a person now, as they were sent. */
  readonly open: number;
  /** Those that were too many to remember. */
  readonly unlisted: number;
  /** Receivers that cannot be reached. */
  readonly needs: readonly Need[];
};
