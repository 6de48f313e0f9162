import type { EpisodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import type { QuotaStatus } from '../../contract/quota.ts';
import type { ContentProblem, SyncStatus } from '../../contract/sync.ts';
import { count } from '../outcome.ts';
import { renderAsked } from './asked.ts';
import { driftNeedsPerson, renderDriftLine, renderFindings } from './drift.ts';
import type { Listed, Report } from './read.ts';
import { renderRewrite } from './rewrite.ts';

/** The report for a terminal: what stands, what was refused, who waits, what comes. */
export function renderReport(report: Report): string {
  const { sync, quota, rewrite, drift, attention, upcoming, uiUrl, address } = report;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['head', renderHead(sync)],
    ['last', sync.lastEvent],
    ['rewrite', rewrite === undefined ? undefined : renderRewrite(rewrite)],
    ['units', quota === undefined ? undefined : renderQuota(quota)],
    ['drift', drift === undefined ? undefined : renderDriftLine(drift)],
    ['Temporal', uiUrl ?? address],
  ];
  return [
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)} ${value}`])),
    ...renderWaiting(sync),
    ...(rewrite === undefined ? [] : renderAsked(rewrite)),
    ...renderRefused(sync),
    ...renderOrphaned(sync),
    ...(drift?.last === undefined ? [] : renderFindings(drift.last)),
    ...renderList('needs a person', attention, renderAttention(createLinks(report))),
    ...renderList('upcoming', upcoming, renderUpcoming(widest(upcoming))),
  ].join('\n');
}

const widest = ({ episodes }: Listed): number =>
  Math.max(...episodes.map(({ episodeId }) => episodeId.length), 0);

/** Whether somebody has to act. */
export const needsPerson = ({ sync, rewrite, drift, attention }: Report): boolean =>
  sync.refusedCount > 0 ||
  sync.blockedCommit !== undefined ||
  rewrite?.pending !== undefined ||
  attention.count > 0 ||
  (drift !== undefined && driftNeedsPerson(drift));

function renderHead({ head, syncedCommit: settled, paused }: SyncStatus): string {
  const short = (commit: string | undefined): string => commit?.slice(0, 10) ?? 'none yet';
  const standing = head === settled ? 'settled: every episode answered for it' : `settled ${short(settled)}`;
  return `${short(head)}, ${standing}${paused ? '; PAUSED, send the update `resume` to `sync`' : ''}`;
}

function renderQuota({
  day,
  perDay,
  reserve,
  closed,
  resetsAt,
  spent,
  granted,
  waiters,
}: QuotaStatus): string {
  const lanes = Object.entries(spent).map(([lane, units]) => `${lane} ${units}`);
  const sum = Object.values(spent).reduce((total, units) => total + units, granted);
  const parts = [...lanes, ...(granted === 0 ? [] : [`granted ${granted}`])].join(', ');
  const gone = closed ? '; YouTube says that the quota is gone' : '';
  const waiting = waiters.length === 0 ? '' : `; ${count(waiters.length, 'workflow')} waiting`;
  return `${sum} of ${perDay} on ${day}${parts === '' ? '' : ` (${parts})`}, the last ${reserve} for live work; reset ${resetsAt}${gone}${waiting}`;
}

function renderWaiting({ blockedCommit: waits }: SyncStatus): string[] {
  if (waits === undefined) return [];
  const { commit, subject, orphaned, of, first } = waits;
  const more = orphaned > first.length ? ` and ${orphaned - first.length} more` : '';
  return [
    '',
    `waits for a person: ${commit.slice(0, 10)} ${subject}`,
    `  ${orphaned} of ${count(of, 'episode')} would lose their file: ${first.join(', ')}${more}`,
    `  Next: if it was meant, send the update \`accept\` to \`sync\` with {"commit":"${commit}","by":"your name"}; else restore the files and commit.`,
  ];
}

function renderRefused({ refused, refusedCount }: SyncStatus): string[] {
  if (refusedCount === 0) return [];
  const more = refusedCount - refused.length;
  return [
    '',
    `refused: ${count(refusedCount, 'problem')}; the rest went through, a broken file keeps its last good form`,
    ...refused.map(renderRefusal),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '  Next: mend the files (`npx showrunner validate` tells all) and commit.',
  ];
}

const renderRefusal = ({ path, line, column, code, message }: ContentProblem): string =>
  `  ${path}:${line}:${column}  ${code}\n    ${message}`;

const renderOrphaned = ({ orphans = [] }: SyncStatus): string[] =>
  orphans.length === 0
    ? []
    : [
        '',
        'no file names them any more, their videos are left as they are:',
        ...orphans.map(({ episodeId, restore }) => `  ${episodeId}: ${restore}`),
        '  Next: to bring one back, run its line and commit; one that has another file now: its id under `id:` or `aliases:` there.',
      ];

function renderList(
  name: string,
  { count: all, episodes }: Listed,
  render: (one: EpisodeStatus) => string,
): string[] {
  if (all === 0) return [];
  const more = all - episodes.length;
  return [
    '',
    `${name}: ${count(all, 'episode')}`,
    ...episodes.map(render),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const renderAttention =
  (linkTo: LinkTo) =>
  ({ episodeId, attention = 'no reason told', next, skippedFields: left = [] }: EpisodeStatus): string =>
    [
      `  ${episodeId}: ${attention.replaceAll('\n', '\n    ')}`,
      `    Next: ${next}`,
      ...renderAnswers(episodeId, left),
      ...linkTo(episodeWorkflowId(episodeId)),
    ].join('\n');

/** What to do about a person's edits, ready to paste. */
function renderAnswers(episodeId: string, left: readonly string[]): string[] {
  if (left.length === 0) return [];
  const fields = left.join(' ');
  return [
    `    Write over ${left.join(', ')}: npx showrunner overwrite ${episodeId} --field ${fields} --by "your name"`,
    `    Make it the content: npx showrunner adopt ${episodeId} --field ${fields} --write`,
    `    Or send the update overwrite or adopt with ${JSON.stringify({ fields: left, by: 'your name' })}`,
  ];
}

type LinkTo = (workflowId: string) => string[];

/** The page of a workflow in the Temporal UI, where there is one. */
const createLinks =
  ({ uiUrl, namespace }: Report): LinkTo =>
  (workflowId) =>
    uiUrl === undefined
      ? []
      : [`    ${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`];

const renderUpcoming =
  (width: number) =>
  ({ episodeId, phase, videoId, next }: EpisodeStatus): string =>
    `  ${episodeId.padEnd(width)} ${phase.padEnd(9)} ${(videoId ?? 'no video').padEnd(12)} ${next}`;
