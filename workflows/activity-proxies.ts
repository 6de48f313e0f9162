import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { HEARTBEAT_TIMEOUT, READ_HEARTBEAT_TIMEOUT } from './heartbeat.ts';

/**
 * YouTube: one attempt. The workflow tries again, with new units, because every call must reach the ledger.
 * A worker that dies is noticed by its missing heartbeat.
 */
export const youtubeActivities = proxyActivities<Activities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { maximumAttempts: 1 },
});

/** Git and the worker's own clock: reading costs nothing, so it is repeated until it works. */
export const readActivities = proxyActivities<Activities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: READ_HEARTBEAT_TIMEOUT,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Asking episodes may be repeated: the update's id makes it the same question. */
export const askActivities = proxyActivities<Activities>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
