import { defineQuery, defineSignal } from '@temporalio/workflow';
import { statusQuery } from './operator.ts';

/** To the quota manager. */
export const requestQuota = defineSignal<[QuotaRequest]>('requestQuota');

export const reportSpent = defineSignal<[SpentReport]>('reportSpent');

export const quotaExceeded = defineSignal<[{ readonly day: string }]>('quotaExceeded');

export const budgetChanged = defineSignal<[]>('budgetChanged');

/** An activity found that no call will succeed: the credentials are refused, or are of another channel than the grant. */
export const accountRefused = defineSignal<[AccountRefusal]>('accountRefused');

/** A thumbnail waits until the channel is verified, as all others do. */
export const thumbnailHeld = defineSignal<[{ readonly episodeId: string }]>('thumbnailHeld');

/** One that waited no longer does. `accepted`: YouTube took it, so the channel is verified. */
export const thumbnailReleased = defineSignal<[ReleasedThumbnail]>('thumbnailReleased');

/** To the workflow that sent the request. */
export const quotaGranted = defineSignal<[QuotaAnswer]>('quotaGranted');

export const quotaStatus = defineQuery<QuotaStatus>(statusQuery);

/** Units granted for one purpose on one day (Pacific time) and for one channel: on another one nothing is sent with them. */
export type QuotaGrant = {
  readonly id: string;
  readonly day: string;
  readonly units: number;
  readonly channelId?: string;
  /** The channel is not verified: no thumbnail is sent with it. */
  readonly holdsThumbnails?: true;
};

export type ReleasedThumbnail = { readonly episodeId: string; readonly accepted: boolean };

/** Thumbnails that wait until the channel is verified. `first` of `count` episodes; `since`, `checkAt`: ms since 1970. */
export type HeldThumbnails = {
  readonly count: number;
  readonly first: readonly string[];
  readonly since: number;
  readonly checkAt: number;
};

/** `message`: what is wrong and what to do. */
export type AccountRefusal = { readonly reason: string; readonly message: string };

/** Why no units are granted to any workflow. `since` and `checkAt`, the next time it is compared again: ms since 1970. */
export type QuotaStop = AccountRefusal & { readonly since: number; readonly checkAt: number };

/** live: upcoming and running streams, which may use the whole budget; rewrite: everything else, which never uses the reserve. */
export type Lane = 'live' | 'rewrite';

export type QuotaRequest = {
  readonly id: string;
  readonly workflowId: string;
  readonly lane: Lane;
  readonly want: number;
  readonly atLeast: number;
};

/**
 * `units: 0`: wait, until `until` at the latest. `daily`: units that a whole day has for the lane. `stopped`: nothing is
 * granted, however many units there are, until what the quota manager shows is fixed.
 */
export type QuotaAnswer = QuotaGrant & {
  readonly until?: string;
  /** Without units by then (ms since 1970), the request may be lost together with the ledger: send a new one. */
  readonly askAgainAt?: number;
  readonly daily?: number;
  readonly stopped?: true;
};

export type SpentReport = { readonly id: string; readonly spent: number };

export type QuotaStatus = {
  readonly day: string;
  readonly perDay: number;
  readonly reserve: number;
  /** YouTube itself says that today's quota is used up. */
  readonly closed: boolean;
  readonly resetsAt: string;
  /** Nothing is granted until a person acts. */
  readonly stop?: QuotaStop;
  readonly thumbnails?: HeldThumbnails;
  /** The refresh token ends soon, or has: ms since 1970. */
  readonly credentialsExpireAt?: number;
  readonly spent: Readonly<Record<string, number>>;
  readonly granted: number;
  readonly waiters: readonly { readonly workflowId: string; readonly lane: Lane; readonly atLeast: number }[];
};

/** The budget of one quota day. `resetsAt`: ISO 8601. `channelId`: the only channel that may be written; absent: academy.yaml is unusable. */
export type BudgetAnswer = {
  readonly day: string;
  /** Whose academy.yaml it is. */
  readonly commit?: string;
  readonly resetsAt: string;
  readonly channelId?: string;
  readonly perDay: number;
  readonly reserve: number;
  /** When the refresh token of the worker that read it ends, in ms since 1970. Absent: not known. */
  readonly credentialsExpireAt?: number;
};

/** A refresh token that ends after seven days needs a person from day five on. */
export const EXPIRY_NOTICE_MS = 2 * 24 * 60 * 60_000;
