import { setTimeout as wait } from 'node:timers/promises';
import { type ScheduleHandle, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Environment, Settings } from '../../config/settings.ts';
import type { DriftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import { connect } from '../connect.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { driftNeedsPerson, renderDriftLine, renderFindings } from '../status/drift.ts';

const LOOK_MS = 200;
const START_MS = 10_000;

/** Checks the channel now and waits for what it finds; one that runs already is waited for. 2: a person should look. */
export async function drift({ settings, env }: { settings: Settings; env: Environment }): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    const workflowId = await startCheck(connected.client.schedule.getHandle(DRIFT_ID));
    const last: DriftStatus = await connected.client.workflow
      .getHandle(workflowId)
      .result()
      .catch((error: unknown) => {
        throw new CommandError(`${workflowId} did not end well: ${String(error)}`);
      });
    const report = { paused: false, last: { ...last, workflowId } };
    const text = [renderDriftLine(report).replace(/; .*$/, ''), ...renderFindings(last)].join('\n');
    const behind = last.counts.behind > 0 ? ['', '`sync` was told what is behind and writes it again.'] : [];
    return {
      code: driftNeedsPerson(report) ? 2 : 0,
      text: [text, ...behind].join('\n'),
      json: { ...last, workflowId },
    };
  } finally {
    await connected.close();
  }
}

/** Answers the id of the check that runs. */
async function startCheck(handle: ScheduleHandle): Promise<string> {
  const before = await describe(handle);
  const running = before.info.runningActions[0]?.workflow.workflowId;
  if (running !== undefined) return running;
  await handle.trigger(ScheduleOverlapPolicy.SKIP);
  for (let waited = 0; waited < START_MS; waited += LOOK_MS) {
    const { info } = await describe(handle);
    const started = info.recentActions.at(-1)?.action.workflow.workflowId;
    if (info.numActionsTaken > before.info.numActionsTaken && started !== undefined) return started;
    await wait(LOOK_MS);
  }
  throw new CommandError('the Schedule `drift` started no check: look at it in the Temporal UI');
}

const describe = (handle: ScheduleHandle) =>
  handle.describe().catch((error: unknown) => {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    throw new CommandError('there is no Schedule `drift` yet: start Showrunner with `npm start`');
  });
