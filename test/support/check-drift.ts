import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { DriftStatus } from '../../contract/drift.ts';
import { type TestAcademy, until } from './academy.ts';

/** One check of the channel by the Schedule, to its end; `sync` has received its signal. The Schedule must exist. */
export async function checkDrift(academy: TestAcademy): Promise<DriftStatus> {
  const client = academy.client();
  const handle = client.schedule.getHandle('drift');
  const { info } = await handle.describe();
  await handle.trigger(ScheduleOverlapPolicy.SKIP);
  const { info: after } = await until(
    () => handle.describe(),
    (now) => now.info.numActionsTaken > info.numActionsTaken,
  );
  const workflowId = after.recentActions.at(-1)?.action.workflow.workflowId ?? '';
  const status: DriftStatus = await client.workflow.getHandle(workflowId).result();
  await academy.sync();
  return status;
}
