import { type DriftStatus, driftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Connected } from './connect.ts';
import { count } from './outcome.ts';

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

/** Whether a check found something that only a person can resolve. */
export const driftNeedsPerson = ({ problem: trouble, counts }: DriftStatus): boolean =>
  trouble !== undefined || counts.edited + counts.vanished + counts.unknown > 0;

/** One line for `status`. */
export function renderDriftLine({ last, next, paused }: DriftReport): string {
  const check = last === undefined ? 'not checked yet' : renderCheck(last);
  return `${check}; ${paused ? 'paused' : `next ${next ?? 'unknown'}`}`;
}

/** One line about a check: when, and how many videos it found in each state. */
export function renderCheck({
  counts,
  startedAt,
  endedAt,
  waitingUntil,
  knownUnknown: toldBefore,
  units,
}: DriftStatus): string {
  const words = Object.entries(counts).flatMap(([name, number]) => (number > 0 ? [`${number} ${name}`] : []));
  const reported = toldBefore > 0 ? [`${toldBefore} unknown reported before`] : [];
  const found = [...words, ...reported].join(', ') || 'nothing to compare';
  if (waitingUntil !== undefined)
    return `checking since ${startedAt}, waiting for quota until ${waitingUntil}`;
  if (endedAt === undefined) return `checking since ${startedAt}: ${found}`;
  return `checked ${endedAt}: ${found}, ${count(units, 'unit')}`;
}

/** What a check found, with what a person can do about it. */
export function renderFindings({
  counts,
  edited,
  vanished,
  unknown,
  problem: trouble,
}: DriftStatus): readonly string[] {
  return [
    ...(trouble === undefined ? [] : ['', `the check is incomplete: ${trouble}`]),
    ...renderList('edited on YouTube, not overwritten', counts.edited, edited, ({ episodeId, fields }) => [
      `  ${episodeId}: ${fields.join(', ')}`,
      `    Next: npx showrunner overwrite ${episodeId} --by NAME, or npx showrunner adopt ${episodeId}`,
    ]),
    ...renderList('missing on YouTube', counts.vanished, vanished, ({ episodeId, videoId }) => [
      `  ${episodeId}: ${videoId}`,
      '    Next: if it was deleted on purpose, remove the file or set `kind: none`; else correct `youtube.videoId`',
    ]),
    ...renderList('on the channel, but in no file (reported once)', counts.unknown, unknown, (video) => [
      `  youtube: { videoId: ${video.videoId} }${video.marker === undefined ? '' : `  # its marker names ${video.marker}, which has no file`}`,
    ]),
  ];
}

function renderList<T>(
  name: string,
  all: number,
  first: readonly T[],
  render: (one: T) => string[],
): string[] {
  if (all === 0) return [];
  const more = all - first.length;
  return ['', `${name}: ${all}`, ...first.flatMap(render), ...(more > 0 ? [`  and ${more} more`] : [])];
}
