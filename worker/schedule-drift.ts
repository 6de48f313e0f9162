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
  'Compares the channel with git, one unit for 50 videos. Interval: SHOWRUNNER_DRIFT_INTERVAL. Now: `npx showrunner drift`.';
const OFF = 'Off by SHOWRUNNER_DRIFT_INTERVAL=off; `npx showrunner drift` still checks once.';
const DAY = 24 * 60 * 60 * 1000;

/**
 * Creates the Schedule `drift`, or brings it to the settings. Off: it is there and paused, so that a check can be asked for.
 * A pause by an operator stays.
 */
export async function scheduleDrift(client: Client, taskQueue: string, everyMs?: number): Promise<void> {
  const handle = client.schedule.getHandle(DRIFT_ID);
  try {
    await handle.update((before) => ({
      ...describe(taskQueue, everyMs),
      state: stateAfter(before, everyMs),
    }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule
      .create({ scheduleId: DRIFT_ID, ...describe(taskQueue, everyMs), state: stateFor(everyMs) })
      .catch(ignoreTwin);
  }
}

function stateFor(everyMs: number | undefined) {
  return everyMs === undefined ? { paused: true, note: OFF } : { paused: false, note: NOTE };
}

function stateAfter({ state }: ScheduleDescription, everyMs: number | undefined) {
  const isTheirs = state.paused && state.note !== OFF;
  return isTheirs && everyMs !== undefined
    ? { paused: true, ...defined({ note: state.note }) }
    : stateFor(everyMs);
}

/** A check that was missed while the server was down is made up once, if the next one is not due yet. */
function describe(
  taskQueue: string,
  everyMs: number | undefined,
): Omit<ScheduleOptions, 'scheduleId' | 'state' | 'memo'> & Omit<ScheduleUpdateOptions, 'state'> {
  const every = everyMs ?? DAY;
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
        'Reads, writes nothing: what is behind it tells `sync`, what a person did stands in the details.',
      typedSearchAttributes: [{ key: ATTRIBUTES.needsAttention, value: false }],
    },
  };
}

/** Another worker was faster. */
function ignoreTwin(error: unknown): void {
  if (!(error instanceof ScheduleAlreadyRunning)) throw error;
}
