import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
  type ScheduleUpdateOptions,
} from '@temporalio/client';
import { STATISTICS_ID, WORKFLOWS } from '../contract/ids.ts';
import { defined } from '../domain/shared/defined.ts';

const NOTE = 'Keeps views, likes and comments of all videos, for `npx showrunner report`; no units.';
const OFF = 'Off: SHOWRUNNER_STATISTICS is not daily.';
/** From midnight of UTC. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Creates the Schedule `statistics`, or applies the setting to it. Off: there is none, or it is paused, so that workers that disagree
 * cannot delete what the other creates. A pause by an operator stays.
 */
export async function scheduleStatistics(
  client: Client,
  taskQueue: string,
  setting: 'daily' | 'off',
): Promise<void> {
  const isOff = setting === 'off';
  try {
    await client.schedule.getHandle(STATISTICS_ID).update(({ state }) => {
      const isPausedByOperator = state.paused && state.note !== OFF;
      return {
        ...createSchedule(taskQueue),
        state: isPausedByOperator
          ? { paused: true, ...defined({ note: state.note }) }
          : { paused: isOff, note: isOff ? OFF : NOTE },
      };
    });
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    if (!isOff) await create(client, taskQueue);
  }
}

/** The first numbers are those of now: growth is counted from them. */
async function create(client: Client, taskQueue: string): Promise<void> {
  await client.schedule
    .create({
      scheduleId: STATISTICS_ID,
      ...createSchedule(taskQueue),
      state: { paused: false, note: NOTE, triggerImmediately: true },
    })
    .catch((error: unknown) => {
      // Another worker created it first.
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    });
}

/** A day that was missed while the server was down is not made up for: its numbers are gone. */
const createSchedule = (
  taskQueue: string,
): Omit<ScheduleOptions, 'scheduleId' | 'state' | 'memo'> & Omit<ScheduleUpdateOptions, 'state'> => ({
  spec: { intervals: [{ every: DAY_MS }] },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: DAY_MS / 4 },
  action: {
    type: 'startWorkflow',
    workflowType: WORKFLOWS.statistics,
    workflowId: STATISTICS_ID,
    taskQueue,
    args: [],
    staticSummary: 'Keeps the numbers of all videos for one day',
    staticDetails: 'Reads only, with calls that cost no unit. `npx showrunner report` counts growth from it.',
  },
});
