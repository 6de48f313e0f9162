import type { EpisodeStatus } from '../../../contract/episode.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../../contract/ids.ts';
import { describeEpisode } from '../../../contract/reports/episode.ts';
import { describeQuota, quotaNeedsPerson } from '../../../contract/reports/quota.ts';
import { describeRewrite, rewriteNeedsPerson } from '../../../contract/reports/rewrite.ts';
import { describeSync, syncNeedsPerson } from '../../../contract/reports/sync.ts';
import { describeRest, describeTimes } from '../../../contract/reports/words.ts';
import { printable } from '../../../domain/shared/media/printable.ts';
import { type Printed, printLines } from '../../../domain/shared/media/terminal.ts';
import { describeSchedule, scheduleNeedsPerson } from '../../lib/drift-report.ts';
import type { OpenRewrite } from '../../lib/open-rewrite.ts';
import { count } from '../../lib/outcome.ts';
import { indent, renderLines } from '../../lib/render-blocks.ts';
import type { EndedWorkflow, EpisodeList, Report } from './read.ts';

const BAR_WIDTH = 20;

type Section = { readonly needsPerson: boolean; readonly title: string; readonly lines: readonly string[] };

/** The report for a terminal: what stops everything, sections that need a person, then the others, upcoming streams and the address last. */
export function renderReport(report: Report, now: number): Printed {
  const { upcoming, uiUrl, address, quota, ended = [] } = report;
  const sections = listSections(report, now);
  const ordered = [
    ...sections.filter(({ needsPerson: first }) => first),
    ...sections.filter(({ needsPerson: first }) => !first),
  ];
  return printLines([
    ...ended.flatMap((workflow) => [describeEnded(workflow), '']),
    ...(quota?.stop === undefined ? [] : [quota.stop.message, '']),
    ...ordered.flatMap(({ title, lines }) => [title, ...indent(lines), '']),
    ...renderUpcoming(upcoming, now),
    `Temporal  ${uiUrl ?? address}`,
  ]);
}

const WITHOUT: Readonly<Record<string, string>> = {
  [SYNC_ID]: 'no commit is followed',
  [QUOTA_ID]: 'no units are granted, so nothing is written to YouTube',
};

const describeEnded = ({ id, how = 'never started, or deleted' }: EndedWorkflow): string =>
  `The workflow ${id} is not running (${how}): ${WITHOUT[id] ?? 'its work is not done'}. A worker starts it again within a minute; if it does not, restart the worker. To stop new work on purpose, send the update \`pause\` to ${SYNC_ID} instead.`;

/** Whether a person has to act. */
export const needsPerson = ({ sync, quota, rewrite, drift, attention, ended = [] }: Report): boolean =>
  ended.length > 0 ||
  (quota !== undefined && quotaNeedsPerson(quota)) ||
  syncNeedsPerson(sync) ||
  (rewrite !== undefined && rewriteNeedsPerson(rewrite)) ||
  attention.count > 0 ||
  (drift !== undefined && scheduleNeedsPerson(drift));

function listSections(report: Report, now: number): Section[] {
  const { sync, quota, rewrite, drift, attention } = report;
  const sections: readonly (Section | undefined)[] = [
    attention.count === 0 ? undefined : renderAttention(report, now),
    { needsPerson: syncNeedsPerson(sync), title: SYNC_ID, lines: renderLines(describeSync(sync, now)) },
    rewrite && {
      needsPerson: rewriteNeedsPerson(rewrite),
      title: `${rewrite.workflowId} ${renderBar(rewrite)}`,
      lines: renderLines(describeRewrite(rewrite, now)),
    },
    drift && {
      needsPerson: scheduleNeedsPerson(drift),
      title: drift.last?.workflowId ?? 'drift',
      lines: renderLines(describeSchedule(drift, now)),
    },
    quota && {
      needsPerson: quotaNeedsPerson(quota),
      title: QUOTA_ID,
      lines: renderLines(describeQuota(quota, now)),
    },
  ];
  return sections.flatMap((section) => section ?? []);
}

function renderBar({ done, total }: OpenRewrite): string {
  const full = total === 0 ? BAR_WIDTH : Math.floor((BAR_WIDTH * Math.min(done, total)) / total);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
}

function renderAttention(report: Report, now: number): Section {
  const { count: all, episodes } = report.attention;
  return {
    needsPerson: true,
    title: `${count(all, 'episode')} ${all === 1 ? 'needs' : 'need'} a person`,
    lines: [
      ...episodes.flatMap((episode) => renderEpisode(episode, report, now)),
      ...renderRest(report.attention),
    ],
  };
}

const renderEpisode = (episode: EpisodeStatus, report: Report, now: number): string[] => [
  episode.episodeId,
  ...indent(renderLines(describeEpisode(episode, now))),
  ...indent(renderLink(episodeWorkflowId(episode.episodeId), report)),
];

/** The page of a workflow in the Temporal UI, when there is one. */
const renderLink = (workflowId: string, { uiUrl, namespace }: Report): string[] =>
  uiUrl === undefined
    ? []
    : [`${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(printable(workflowId))}`];

function renderUpcoming(list: EpisodeList, now: number): string[] {
  const { count: all, episodes } = list;
  if (all === 0) return [];
  const width = Math.max(...episodes.map(({ episodeId }) => episodeId.length), 0);
  const rows = episodes.map(
    ({ episodeId, phase, videoId = 'no video', next }) =>
      `${episodeId.padEnd(width)} ${phase.padEnd(9)} ${videoId.padEnd(12)} ${describeTimes(next, now)}`,
  );
  return [`upcoming: ${count(all, 'episode')}`, ...indent([...rows, ...renderRest(list)]), ''];
}

function renderRest({ count: all, episodes }: EpisodeList): string[] {
  const rest = describeRest(episodes.length, all);
  return rest === undefined ? [] : [rest];
}
