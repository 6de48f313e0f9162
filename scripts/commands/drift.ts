import { setTimeout as sleep } from 'node:timers/promises';
import { type ScheduleHandle, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { DriftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import { describeDrift, driftNeedsPerson } from '../../contract/reports/drift.ts';
import { defineCommand } from '../lib/command.ts';
import { columnsOf } from '../lib/fit-width.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { renderText } from '../lib/render-blocks.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWorker } from '../lib/worker.ts';

export const command = defineCommand({
  flags: { ...STATE_FLAG, ...JSON_FLAG },
  run: ({ state }, env) => drift({ settings: readOwnSettings(env, { state }), env }),
});

const POLL_MS = 200;
const START_MS = 10_000;

/** Starts a check of the channel, or joins the one that is running, and waits for its result. 2: something needs a person. */
export const drift = (input: TemporalInput): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { client } = connected;
    await assertWorker(connected);
    const workflowId = await startCheck(client.schedule.getHandle(DRIFT_ID));
    const last: DriftStatus = await client.workflow
      .getHandle(workflowId)
      .result()
      .catch((error: unknown) => {
        throw new CommandError(`${workflowId} failed: ${String(error)}`);
      });
    return {
      code: driftNeedsPerson(last) ? 2 : 0,
      text: renderText(describeDrift(last, Date.now()), columnsOf(process.stdout)),
      json: { ...last, workflowId },
    };
  });

/** Returns the workflow id of the running check. */
async function startCheck(handle: ScheduleHandle): Promise<string> {
  const before = await describeSchedule(handle);
  const running = before.info.runningActions[0]?.workflow.workflowId;
  if (running !== undefined) return running;
  await handle.trigger(ScheduleOverlapPolicy.SKIP);
  for (let waited = 0; waited < START_MS; waited += POLL_MS) {
    const { info } = await describeSchedule(handle);
    const started = info.recentActions.at(-1)?.action.workflow.workflowId;
    if (info.numActionsTaken > before.info.numActionsTaken && started !== undefined) return started;
    await sleep(POLL_MS);
  }
  throw new CommandError('the schedule `drift` did not start a check: see the schedule in the Temporal UI');
}

const describeSchedule = (handle: ScheduleHandle) =>
  handle.describe().catch((error: unknown) => {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    throw new CommandError('there is no schedule `drift` yet: start Showrunner with `npm start`');
  });
