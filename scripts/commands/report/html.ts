import { describeDay } from '../../../domain/render/report/period.ts';
import type { AudienceReport, EpisodeReport } from '../../../domain/render/report/report.ts';
import { NUMBER_KEYS } from '../../../domain/render/report/samples.ts';
import { htmlText } from '../../../domain/shared/media/html.ts';
import { renderBarsChart, renderTraceChart } from './charts.ts';
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
import { ACCENT, FAINT, FONTS, INK, PALE, RULE } from './style.ts';

/** For paper and phones; a mail program may drop it, since all that matters is in the elements themselves. */
const STYLE = `@page { size: A4; margin: 14mm; }
@media (max-width: 520px) {
  .sheet > tbody > tr > td { padding-left: 16px !important; padding-right: 16px !important; }
}
@media print {
  body, .page { background: #ffffff !important; }
  .page { padding: 0 !important; }
  .sheet { border: 0 !important; max-width: none !important; }
  .sheet > tbody > tr > td { padding-left: 0 !important; padding-right: 0 !important; }
  thead { display: table-header-group; }
  tr, svg { break-inside: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}`;
const FONT = `font-family:${FONTS}`;
const TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const CELL = `padding:9px 8px;border-bottom:1px solid ${RULE};vertical-align:top`;
const FIRST = `padding:9px 8px 9px 0;border-bottom:1px solid ${RULE};vertical-align:top`;
const NUMBER = `${CELL};text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums`;

/**
 * A page that can be sent by mail and printed: tables and styles in the elements, no script, and nothing that is loaded from elsewhere.
 * Pictures are charts of what the tables say, so that nothing is lost where a mail program drops them.
 */
export const renderReportHtml = (report: AudienceReport): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${htmlText(`${renderTitle(report)} - ${report.academy.name}`)}</title>
<style>
${STYLE}
</style>
</head>
<body style="margin:0;background:#f3f4f6;${FONT};color:${INK}">
<table class="page" ${TABLE} style="background:#f3f4f6;padding:24px 0">
<tr><td align="center">
<table class="sheet" ${TABLE} style="max-width:704px;background:#ffffff;border:1px solid ${RULE};${FONT};color:${INK}">
${[
  renderHead(report),
  renderTotals(report),
  ...renderCharts(report),
  renderEpisodes(report),
  renderToCome(report),
  renderNotes(report),
]
  .filter((part) => part !== '')
  .map((part) => `<tr><td style="padding:0 32px 28px">\n${part}\n</td></tr>`)
  .join('\n')}
</table>
</td></tr>
</table>
</body>
</html>
`;

const renderHead = (report: AudienceReport): string => {
  const { academy, at, timezone } = report;
  return `<div style="height:6px;background:${ACCENT};margin:0 -32px 28px;font-size:0;line-height:0">&nbsp;</div>
<p style="margin:0 0 6px;font-size:13px;color:${ACCENT}">${htmlText(academy.name)}</p>
<h1 style="margin:0 0 6px;font-size:28px;line-height:1.2;font-weight:700">${htmlText(renderTitle(report))}</h1>
<p style="margin:0;font-size:14px;color:${FAINT}">${htmlText(`${describeDay(Date.parse(at), timezone)} \u00b7 ${describeEpisodes(report)}`)}</p>`;
};

function renderTotals(report: AudienceReport): string {
  const { numbers, growth } = report.totals;
  const period = describePeriod(report);
  const boxes = NUMBER_KEYS.map((key) => {
    const gained =
      growth === undefined || period === undefined
        ? ''
        : `<div style="font-size:13px;font-weight:600;color:${ACCENT};margin-top:2px">${formatGrowth(growth[key])}</div>
<div style="font-size:11px;color:${FAINT};margin-top:1px">${htmlText(period)}</div>`;
    return `<td width="33%" style="padding:14px 16px;background:#f0f7f6;border-left:3px solid ${PALE};vertical-align:top">
<div style="font-size:12px;color:${FAINT}">${HEADINGS[key]}</div>
<div style="font-size:26px;line-height:1.25;font-weight:700;font-variant-numeric:tabular-nums">${formatNumber(numbers[key])}</div>
${gained}</td>`;
  });
  return `<table ${TABLE}><tr>${boxes.join('<td width="12" style="font-size:0">&nbsp;</td>')}</tr></table>`;
}

const renderCharts = (report: AudienceReport): string[] =>
  [renderTraceChart(report), renderBarsChart(report)].filter((chart) => chart !== undefined);

function renderEpisodes(report: AudienceReport): string {
  const aired = airedOf(report);
  if (aired.length === 0) return '<p style="margin:0;font-size:14px">No episode so far.</p>';
  const hasGrowth = report.totals.growth !== undefined;
  const head = (name: string, align: 'left' | 'right'): string =>
    `<th align="${align}" style="padding:0 8px 8px ${align === 'left' ? 0 : 8}px;border-bottom:2px solid ${INK};font-size:12px;font-weight:600;text-align:${align}">${name}</th>`;
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;font-size:13px">
<thead><tr>${head('Episode', 'left')}${head('Views', 'right')}${hasGrowth ? head('Growth', 'right') : ''}${head('Likes', 'right')}${head('Comments', 'right')}</tr></thead>
<tbody>
${aired.map((episode) => renderRow(episode, hasGrowth)).join('\n')}
</tbody>
</table>`;
}

function renderRow(episode: EpisodeReport, hasGrowth: boolean): string {
  const { numbers, growth } = episode;
  const cells = [
    formatNumber(numbers?.views),
    ...(hasGrowth ? [formatGrowth(growth?.views)] : []),
    formatNumber(numbers?.likes),
    formatNumber(numbers?.comments),
  ];
  return `<tr><td style="${FIRST}">${renderName(episode)}</td>${cells.map((cell) => `<td style="${NUMBER}">${cell}</td>`).join('')}</tr>`;
}

/** The address is written out, so that it is there on paper. */
function renderName(episode: EpisodeReport): string {
  const { title, show, day, watchUrl, videoId } = episode;
  const facts = [day, show, describeState(episode)].filter((fact) => fact !== undefined);
  const link =
    watchUrl === undefined
      ? ''
      : `${facts.length > 0 ? ' \u00b7 ' : ''}<a href="${htmlText(watchUrl)}" style="color:${ACCENT};text-decoration:none">youtu.be/${htmlText(videoId ?? '')}</a>`;
  return `<div style="font-weight:600;line-height:1.35">${htmlText(title)}</div><div style="font-size:12px;color:${FAINT};margin-top:2px">${htmlText(facts.join(' \u00b7 '))}${link}</div>`;
}

function renderToCome(report: AudienceReport): string {
  const toCome = toComeOf(report);
  if (toCome.length === 0) return '';
  const rows = toCome.map(
    ({ day = '', title, show = '' }) =>
      `<tr><td style="${FIRST};white-space:nowrap;color:${FAINT}" width="1">${htmlText(day)}</td><td style="${CELL}">${htmlText(title)} <span style="color:${FAINT}">${htmlText(show)}</span></td></tr>`,
  );
  return `<h2 style="margin:0 0 8px;font-size:15px;font-weight:600">To come</h2>
<table ${TABLE} style="border-collapse:collapse;font-size:13px">
${rows.join('\n')}
</table>`;
}

const renderNotes = (report: AudienceReport): string =>
  listNotes(report)
    .map(
      (note) =>
        `<p style="margin:0 0 4px;font-size:11px;line-height:1.5;color:${FAINT}">${htmlText(note)}</p>`,
    )
    .join('\n');
