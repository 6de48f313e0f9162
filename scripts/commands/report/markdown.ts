import { describeDay } from '../../../domain/render/report/period.ts';
import type { AudienceReport, EpisodeReport } from '../../../domain/render/report/report.ts';
import { NUMBER_KEYS } from '../../../domain/render/report/samples.ts';
import { markdownCell, markdownLine, markdownText } from '../../../domain/shared/media/markdown.ts';
import {
  airedOf,
  describeEpisodes,
  describePeriod,
  describeState,
  formatGrowth,
  formatNumber,
  HEADINGS,
  listNotes,
  renderTitle,
  toComeOf,
} from './describe.ts';

/** A report as Markdown: totals, a table of the episodes, what is to come, notes. */
export function renderReportMarkdown(report: AudienceReport): string {
  const { academy, at, timezone } = report;
  return [
    `# ${markdownText(renderTitle(report))}`,
    '',
    markdownLine(
      `${markdownText(academy.name)}, ${describeDay(Date.parse(at), timezone)}: ${describeEpisodes(report)}.`,
    ),
    '',
    ...renderTotals(report),
    ...renderEpisodes(report),
    ...renderToCome(report),
    '',
    ...listNotes(report).map((note) => `- ${markdownText(note)}`),
    '',
  ].join('\n');
}

function renderTotals(report: AudienceReport): string[] {
  const { numbers, growth } = report.totals;
  const period = describePeriod(report);
  const head = ['', 'total', ...(growth === undefined || period === undefined ? [] : [`growth ${period}`])];
  return [
    ...renderTable(
      head,
      NUMBER_KEYS.map((key) => [
        HEADINGS[key],
        formatNumber(numbers[key]),
        ...(head.length < 3 ? [] : [formatGrowth(growth?.[key])]),
      ]),
    ),
    '',
  ];
}

function renderEpisodes(report: AudienceReport): string[] {
  const aired = airedOf(report);
  if (aired.length === 0) return ['No episode so far.'];
  const hasGrowth = report.totals.growth !== undefined;
  const head = ['Date', 'Episode', 'Views', ...(hasGrowth ? ['Growth'] : []), 'Likes', 'Comments', 'Watch'];
  return renderTable(
    head,
    aired.map((episode) => [
      episode.day ?? '',
      nameOf(episode),
      formatNumber(episode.numbers?.views),
      ...(hasGrowth ? [formatGrowth(episode.growth?.views)] : []),
      formatNumber(episode.numbers?.likes),
      formatNumber(episode.numbers?.comments),
      episode.watchUrl === undefined ? '' : `[${episode.videoId}](${episode.watchUrl})`,
    ]),
  );
}

const nameOf = (episode: EpisodeReport): string => {
  const state = describeState(episode);
  return `${markdownCell(episode.title)}${state === undefined ? '' : ` (${state})`}`;
};

function renderToCome(report: AudienceReport): string[] {
  const toCome = toComeOf(report);
  if (toCome.length === 0) return [];
  return ['', '## To come', '', ...toCome.map(({ day, title }) => `- ${day}: ${markdownText(title)}`)];
}

/** Numbers are on the right. */
const renderTable = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map((name) => (LEFT.has(name) ? '---' : '---:')).join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

const LEFT: ReadonlySet<string> = new Set(['', 'Date', 'Episode', 'Watch']);
