import { defineQuery, defineSignal } from '@temporalio/workflow';
import { statusQuery } from './operator.ts';

/** To the quota manager. */
export const requestQuota = defineSignal<[QuotaRequest]>('requestQuota');

export const reportSpent = defineSignal<[SpentReport]>('reportSpent');

export const quotaExceeded = defineSignal<[{ readonly day: string }]>('quotaExceeded');

export const budgetChanged = defineSignal<[]>('budgetChanged');

/** To the workflow that sent the request. */
export const quotaGranted = defineSignal<[QuotaAnswer]>('quotaGranted');

export const quotaStatus = defineQuery<QuotaStatus>(statusQuery);

/** Units granted for one purpose on one day (Pacific time). */
export type QuotaGrant = { readonly id: string; readonly day: string; readonly units: number };

/** live: upcoming and running streams, which may use the whole budget; rewrite: everything else, which never uses the reserve. */
export type Lane = 'live' | 'rewrite';

export type QuotaRequest = {
  readonly id: string;
  readonly workflowId: string;
  readonly lane: Lane;
  readonly want: number;
  readonly atLeast: number;
};

/** `units: 0`: wait, until `until` at the latest. `daily`: units that a whole day has for the lane. */
export type QuotaAnswer = QuotaGrant & { readonly until?: string; readonly daily?: number };

export type SpentReport = { readonly id: string; readonly spent: number };

export type QuotaStatus = {
  readonly day: string;
  readonly perDay: number;
  readonly reserve: number;
  /** YouTube itself says that today's quota is used up. */
  readonly closed: boolean;
  readonly resetsAt: string;
  readonly spent: Readonly<Record<string, number>>;
  readonly granted: number;
  readonly waiters: readonly { readonly workflowId: string; readonly lane: Lane; readonly atLeast: number }[];
};

/** The budget of one quota day. `resetsAt`: ISO 8601. */
export type BudgetAnswer = {
  readonly day: string;
  readonly resetsAt: string;
  readonly perDay: number;
  readonly reserve: number;
};
