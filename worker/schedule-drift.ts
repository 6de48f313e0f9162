import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
  type ScheduleUpdateOptions,
} from '@temporalio/client';
import { DRIFT_ID, WORKFLOWS } from '../contract/ids.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { defined } from '../domain/shared/defined.ts';

const NOTE =
  'Compares the channel with git; 1 unit for 50 videos. Interval: SHOWRUNNER_DRIFT_INTERVAL. Now: `npx showrunner drift`.';
const OFF = 'Off by SHOWRUNNER_DRIFT_INTERVAL=off; `npx showrunner drift` still checks once.';
const DAY = 24 * 60 * 60 * 1000;

/**
 * Creates the Schedule `drift`, or applies the settings to it. Off: it exists and is paused, so that a check can be requested.
 * A pause by an operator stays.
 */
export async function scheduleDrift(client: Client, taskQueue: string, intervalMs?: number): Promise<void> {
  const handle = client.schedule.getHandle(DRIFT_ID);
  try {
    await handle.update((before) => ({
      ...createSchedule(taskQueue, intervalMs),
      state: stateAfter(before, intervalMs),
    }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule
      .create({ scheduleId: DRIFT_ID, ...createSchedule(taskQueue, intervalMs), state: stateFor(intervalMs) })
      .catch(ignoreExisting);
  }
}

function stateFor(intervalMs: number | undefined) {
  return intervalMs === undefined ? { paused: true, note: OFF } : { paused: false, note: NOTE };
}

function stateAfter({ state }: ScheduleDescription, intervalMs: number | undefined) {
  const isPausedByOperator = state.paused && state.note !== OFF;
  return isPausedByOperator && intervalMs !== undefined
    ? { paused: true, ...defined({ note: state.note }) }
    : stateFor(intervalMs);
}

/** A check that was missed while the server was down is made up for once, unless the next one is due. */
function createSchedule(
  taskQueue: string,
  intervalMs: number | undefined,
): Omit<ScheduleOptions, 'scheduleId' | 'state' | 'memo'> & Omit<ScheduleUpdateOptions, 'state'> {
  const every = intervalMs ?? DAY;
  return {
    spec: { intervals: [{ every }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: every },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOWS.drift,
      workflowId: DRIFT_ID,
      taskQueue,
      args: [],
      staticSummary: 'Compares the whole channel with git',
      staticDetails:
        'Reads only. Tells `sync` which videos are out of date, and reports manual changes in the details.',
      typedSearchAttributes: [{ key: ATTRIBUTES.needsAttention, value: false }],
    },
  };
}

/** Another worker created it first. */
function ignoreExisting(error: unknown): void {
  if (!(error instanceof ScheduleAlreadyRunning)) throw error;
}
