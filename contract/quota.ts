import { defineQuery, defineSignal } from '@temporalio/workflow';
import { statusQuery } from './operator.ts';

/** Units granted for one purpose on one day (Pacific time). */
export type QuotaGrant = { readonly id: string; readonly day: string; readonly units: number };

/** live: upcoming and running streams, may use the whole budget; rewrite: all else, never the reserve. */
export type Lane = 'live' | 'rewrite';

export type QuotaRequest = {
  readonly id: string;
  readonly workflowId: string;
  readonly lane: Lane;
  readonly want: number;
  readonly atLeast: number;
};

/** `units: 0` says: you wait, until `until` at the latest; `daily`: units that a day has for your lane. */
export type QuotaAnswer = QuotaGrant & { readonly until?: string; readonly daily?: number };

export type SpentReport = { readonly id: string; readonly spent: number };

export const quotaGranted = defineSignal<[QuotaAnswer]>('quotaGranted');

export const requestQuota = defineSignal<[QuotaRequest]>('requestQuota');

export const reportSpent = defineSignal<[SpentReport]>('reportSpent');

export const quotaExceeded = defineSignal<[{ readonly day: string }]>('quotaExceeded');

export const budgetChanged = defineSignal<[]>('budgetChanged');

export const quotaStatus = defineQuery<QuotaStatus>(statusQuery);

export type QuotaStatus = {
  readonly day: string;
  readonly perDay: number;
  readonly reserve: number;
  /** YouTube itself said that today's quota is gone. */
  readonly closed: boolean;
  readonly resetsAt: string;
  readonly spent: Readonly<Record<string, number>>;
  readonly granted: number;
  readonly waiters: readonly { readonly workflowId: string; readonly lane: Lane; readonly atLeast: number }[];
};

export type BudgetAnswer = {
  readonly day: string;
  readonly resetsAt: string;
  readonly perDay: number;
  readonly reserve: number;
};
