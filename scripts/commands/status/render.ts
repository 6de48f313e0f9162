import type { EpisodeStatus } from '../../../contract/episode.ts';
import { episodeWorkflowId } from '../../../contract/ids.ts';
import type { QuotaStatus } from '../../../contract/quota.ts';
import type { ContentProblem, SyncStatus } from '../../../contract/sync.ts';
import { driftNeedsPerson, renderDriftLine, renderFindings } from '../../lib/drift-report.ts';
import { renderPendingApproval } from '../../lib/open-rewrite.ts';
import { count } from '../../lib/outcome.ts';
import type { EpisodeList, Report } from './read.ts';
import { renderRewrite } from './rewrite.ts';

/** The report for a terminal: first what is running, then what needs a person, then upcoming streams. */
export function renderReport(report: Report): string {
  const { sync, quota, rewrite, drift, attention, upcoming, uiUrl, address } = report;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['head', renderHead(sync)],
    ['last', sync.lastEvent],
    ['rewrite', rewrite && renderRewrite(rewrite)],
    ['units', quota && renderQuota(quota)],
    ['drift', drift && renderDriftLine(drift)],
    ['Temporal', uiUrl ?? address],
  ];
  return [
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)} ${value}`])),
    ...renderMassRemoval(sync),
    ...(rewrite === undefined ? [] : renderPendingApproval(rewrite)),
    ...renderContentProblems(sync),
    ...renderOrphans(sync),
    ...(drift?.last === undefined ? [] : renderFindings(drift.last)),
    ...renderList('needs a person', attention, (episode) => renderAttention(episode, report)),
    ...renderList('upcoming', upcoming, (episode) => renderUpcoming(episode, maxIdLength(upcoming))),
  ].join('\n');
}

/** Whether a person has to act. */
export const needsPerson = ({ sync, rewrite, drift, attention }: Report): boolean =>
  sync.refusedCount > 0 ||
  sync.blockedCommit !== undefined ||
  rewrite?.pending !== undefined ||
  attention.count > 0 ||
  (drift?.last !== undefined && driftNeedsPerson(drift.last));

function renderHead({ head, syncedCommit: settled, paused }: SyncStatus): string {
  const short = (commit: string | undefined): string => commit?.slice(0, 10) ?? 'none yet';
  const state = head === settled ? 'applied to every episode' : `last fully applied: ${short(settled)}`;
  return `${short(head)}, ${state}${paused ? '; PAUSED, send the update `resume` to `sync`' : ''}`;
}

function renderQuota(quota: QuotaStatus): string {
  const { day, perDay, reserve, closed, resetsAt, spent, granted, waiters } = quota;
  const used = Object.values(spent).reduce((total, units) => total + units, granted);
  const lanes = Object.entries(spent).map(([lane, units]) => `${lane} ${units}`);
  const parts = [...lanes, ...(granted === 0 ? [] : [`granted ${granted}`])].join(', ');
  const exceeded = closed ? '; YouTube reports that the quota is exceeded' : '';
  const waiting = waiters.length === 0 ? '' : `; ${count(waiters.length, 'workflow')} waiting for quota`;
  return `${used} of ${perDay} on ${day}${parts === '' ? '' : ` (${parts})`}, the last ${reserve} for live work; resets at ${resetsAt}${exceeded}${waiting}`;
}

function renderMassRemoval({ blockedCommit: waits }: SyncStatus): string[] {
  if (waits === undefined) return [];
  const { commit, subject, orphaned, of, first } = waits;
  const more = orphaned > first.length ? ` and ${orphaned - first.length} more` : '';
  return [
    '',
    `waiting for a decision: ${commit.slice(0, 10)} ${subject}`,
    `  ${orphaned} of ${count(of, 'episode')} would lose their file: ${first.join(', ')}${more}`,
    `  Next: if that is intended, send the update \`accept\` to \`sync\` with {"commit":"${commit}","by":"your name"}; else restore the files and commit.`,
  ];
}

function renderContentProblems({ refused, refusedCount }: SyncStatus): string[] {
  if (refusedCount === 0) return [];
  const more = refusedCount - refused.length;
  return [
    '',
    `content: ${count(refusedCount, 'problem')}; everything else was applied; a broken file stays at its last valid version`,
    ...refused.map(renderContentProblem),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '  Next: fix the files (`npx showrunner validate` lists every problem) and commit.',
  ];
}

const renderContentProblem = ({ path, line, column, code, message }: ContentProblem): string =>
  `  ${path}:${line}:${column}  ${code}\n    ${message}`;

const renderOrphans = ({ orphans = [] }: SyncStatus): string[] =>
  orphans.length === 0
    ? []
    : [
        '',
        'episodes without a file, their videos stay unchanged:',
        ...orphans.map(({ episodeId, restore }) => `  ${episodeId}: ${restore}`),
        '  Next: to restore one, run its command and commit; if it has another file now, add its id there under `id:` or `aliases:`.',
      ];

function renderList(
  name: string,
  { count: all, episodes }: EpisodeList,
  render: (episode: EpisodeStatus) => string,
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

const renderAttention = (
  { episodeId, attention = 'no reason given', next, skippedFields: left = [] }: EpisodeStatus,
  report: Report,
): string =>
  [
    `  ${episodeId}: ${attention.replaceAll('\n', '\n    ')}`,
    `    Next: ${next}`,
    ...renderChoices(episodeId, left),
    ...renderLink(episodeWorkflowId(episodeId), report),
  ].join('\n');

/** What to do about edited fields, ready to paste. */
function renderChoices(episodeId: string, edited: readonly string[]): string[] {
  if (edited.length === 0) return [];
  const fields = edited.join(' ');
  return [
    `    Overwrite ${edited.join(', ')}: npx showrunner overwrite ${episodeId} --field ${fields} --by "your name"`,
    `    Keep YouTube's version (writes it to the YAML): npx showrunner adopt ${episodeId} --field ${fields} --write`,
    `    Or send the update overwrite or adopt with ${JSON.stringify({ fields: edited, by: 'your name' })}`,
  ];
}

/** The page of a workflow in the Temporal UI, when there is one. */
const renderLink = (workflowId: string, { uiUrl, namespace }: Report): string[] =>
  uiUrl === undefined
    ? []
    : [`    ${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`];

const renderUpcoming = (
  { episodeId, phase, videoId = 'no video', next }: EpisodeStatus,
  width: number,
): string => `  ${episodeId.padEnd(width)} ${phase.padEnd(9)} ${videoId.padEnd(12)} ${next}`;

const maxIdLength = ({ episodes }: EpisodeList): number =>
  Math.max(...episodes.map(({ episodeId }) => episodeId.length), 0);
