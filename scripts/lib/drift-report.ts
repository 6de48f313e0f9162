import { type DriftStatus, driftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import type { ReportBlock } from '../../contract/reports/block.ts';
import { describeUnlistedDrift, driftNeedsPerson } from '../../contract/reports/drift.ts';
import { text } from '../../contract/reports/text.ts';
import { describeTime } from '../../contract/reports/words.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Connected } from './connect.ts';

/** The last check of the channel and the time of the next. */
export type DriftReport = {
  /** Absent: there was none yet, or it cannot be queried. */
  readonly last?: DriftStatus & { readonly workflowId: string };
  /** ISO 8601; absent: none is scheduled. */
  readonly next?: string;
  readonly paused: boolean;
};

/** undefined: this server has no such schedule. */
export async function findDriftReport({ client, quickly }: Connected): Promise<DriftReport | undefined> {
  const handle = client.schedule.getHandle(DRIFT_ID);
  const schedule = await quickly(() => handle.describe()).catch(() => undefined);
  if (schedule === undefined) return undefined;
  const workflowId = schedule.info.recentActions.at(-1)?.action.workflow.workflowId;
  const last =
    workflowId === undefined
      ? undefined
      : await quickly(() => client.workflow.getHandle(workflowId).query(driftStatus)).catch(() => undefined);
  const { paused } = schedule.state;
  const next = paused ? undefined : schedule.info.nextActionTimes[0]?.toISOString();
  return {
    paused,
    ...(last === undefined || workflowId === undefined ? {} : { last: { ...last, workflowId } }),
    ...defined({ next }),
  };
}

/** Whether the last check found something that only a person can resolve, and that `sync` does not list. */
export const scheduleNeedsPerson = ({ last }: DriftReport): boolean =>
  last !== undefined && driftNeedsPerson({ ...last, counts: { ...last.counts, edited: 0, vanished: 0 } });

/** The last check without what `sync` lists of it, and when the next one is. */
export const describeSchedule = ({ last, next, paused }: DriftReport, now: number): ReportBlock[] => [
  ...(last === undefined ? [NOT_CHECKED] : describeUnlistedDrift(last, now)),
  { kind: 'paragraph', text: text`Next check: ${paused ? 'paused' : describeNext(next, now)}.` },
];

const NOT_CHECKED: ReportBlock = { kind: 'paragraph', text: text`Not checked yet.` };

const describeNext = (next: string | undefined, now: number): string =>
  next === undefined ? 'unknown' : describeTime(next, now);
