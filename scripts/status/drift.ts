import { type DriftStatus, driftStatus } from '../../contract/drift.ts';
import { DRIFT_ID } from '../../contract/ids.ts';
import type { Connected } from '../connect.ts';
import { count } from '../outcome.ts';

/** The checks of the channel: what the last one found, and when the next is. */
export type DriftReport = {
  /** Absent: there was none yet, or it cannot be asked. */
  readonly last?: DriftStatus & { readonly workflowId: string };
  /** ISO 8601; absent: none is planned. */
  readonly next?: string;
  readonly paused: boolean;
};

/** undefined: this server has no such Schedule. */
export async function readDrift({ client, quickly }: Connected): Promise<DriftReport | undefined> {
  const handle = client.schedule.getHandle(DRIFT_ID);
  const schedule = await quickly(() => handle.describe()).catch(() => undefined);
  if (schedule === undefined) return undefined;
  const workflowId = schedule.info.recentActions.at(-1)?.action.workflow.workflowId;
  const last =
    workflowId === undefined
      ? undefined
      : await quickly(() => client.workflow.getHandle(workflowId).query(driftStatus)).catch(() => undefined);
  const next = schedule.state.paused ? undefined : schedule.info.nextActionTimes[0]?.toISOString();
  return {
    paused: schedule.state.paused,
    ...(last === undefined || workflowId === undefined ? {} : { last: { ...last, workflowId } }),
    ...(next === undefined ? {} : { next }),
  };
}

/** Whether somebody has to look at what the last check found. */
export const driftNeedsPerson = ({ last }: DriftReport): boolean =>
  last !== undefined &&
  (last.problem !== undefined || last.counts.edited + last.counts.vanished + last.counts.unknown > 0);

/** One line for `status`. */
export function renderDriftLine({ last, next, paused }: DriftReport): string {
  const found = last === undefined ? 'not checked yet' : renderFound(last);
  const planned = paused ? 'paused' : `next ${next ?? 'unknown'}`;
  return `${found}; ${planned}`;
}

function renderFound({
  counts,
  startedAt,
  endedAt,
  waitingUntil,
  knownUnknown: toldBefore,
  units,
}: DriftStatus): string {
  const words = Object.entries(counts).flatMap(([name, number]) => (number > 0 ? [`${number} ${name}`] : []));
  const told = toldBefore > 0 ? [`${toldBefore} unknown told before`] : [];
  const found = [...words, ...told].join(', ') || 'nothing to compare';
  if (waitingUntil !== undefined) return `checking since ${startedAt}, waits for units until ${waitingUntil}`;
  if (endedAt === undefined) return `checking since ${startedAt}: ${found}`;
  return `checked ${endedAt}: ${found}, ${count(units, 'unit')}`;
}

/** What a person can do about each, for a terminal. */
export function renderFindings({
  counts,
  edited,
  vanished,
  unknown,
  problem: trouble,
}: DriftStatus): readonly string[] {
  return [
    ...(trouble === undefined ? [] : ['', `not everything was looked at: ${trouble}`]),
    ...renderList('edited by a person, left alone', counts.edited, edited, ({ episodeId, fields }) => [
      `  ${episodeId}: ${fields.join(', ')}`,
      `    Next: npx showrunner overwrite ${episodeId} --by NAME, or npx showrunner adopt ${episodeId}`,
    ]),
    ...renderList('vanished from YouTube', counts.vanished, vanished, ({ episodeId, videoId }) => [
      `  ${episodeId}: ${videoId}`,
      '    Next: deleted on purpose, remove the file or say `kind: none`; else correct `youtube.videoId`',
    ]),
    ...renderList("on the channel, in nobody's file, told once", counts.unknown, unknown, (video) => [
      `  youtube: { videoId: ${video.videoId} }${video.marker === undefined ? '' : `  # its last line names ${video.marker}, which has no file`}`,
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
