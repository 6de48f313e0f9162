import { type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { AudienceReport, EpisodeReport, ViewsPoint } from '../../../domain/render/report/report.ts';
import { htmlText } from '../../../domain/shared/media/html.ts';
import { airedOf, describePeriod, formatGrowth, formatNumber } from './describe.ts';
import { ACCENT, FAINT, FONTS, INK, PALE, RULE } from './style.ts';

/** Every chart as wide as the page of the report. */
const WIDTH = 640;

/** The views that all episodes gained, from the first day on; undefined if too little is known for a line. */
export function renderTraceChart(report: AudienceReport): string | undefined {
  const { trace } = report;
  const [first, last] = [trace[0], trace.at(-1)];
  const period = describePeriod(report);
  if (first === undefined || last === undefined || period === undefined) return undefined;
  const [height, top, bottom, left] = [220, 44, 28, 56];
  const x = scaleUtc([toDate(first), toDate(last)], [left, WIDTH - 12]);
  const lowest = Math.min(0, ...trace.map(({ views }) => views));
  const highest = Math.max(1, ...trace.map(({ views }) => views));
  const y = scaleLinear([lowest, highest], [height - bottom, top]).nice(4);
  const shape = area<ViewsPoint>(
    (point) => x(toDate(point)),
    () => y(lowest),
    ({ views }) => y(views),
  ).curve(curveMonotoneX);
  const path = line<ViewsPoint>(
    (point) => x(toDate(point)),
    ({ views }) => y(views),
  ).curve(curveMonotoneX);
  return renderSvg(height, `Views gained ${period}: ${formatGrowth(last.views)}`, [
    ...y
      .ticks(4)
      .filter(Number.isInteger)
      .flatMap((value) => [
        `<line x1="${left}" x2="${WIDTH - 12}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${RULE}"/>`,
        renderText(left - 8, y(value) + 4, formatNumber(value), { anchor: 'end', fill: FAINT }),
      ]),
    ...renderDays(x, height - 8),
    `<path d="${shape([...trace])}" fill="${ACCENT}" fill-opacity="0.12"/>`,
    `<path d="${path([...trace])}" fill="none" stroke="${ACCENT}" stroke-width="2"/>`,
    `<circle cx="${round(x(toDate(last)))}" cy="${round(y(last.views))}" r="3.5" fill="${ACCENT}"/>`,
  ]);
}

const DAY_MS = 86_400_000;
/** A day near the end of the line would be cut off. */
const EDGE = WIDTH - 30;

function renderDays(x: ScaleTime<number, number>, y: number): string[] {
  const [first, last] = x.domain().map(Number);
  const isLong = (last ?? 0) - (first ?? 0) > 300 * DAY_MS;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(isLong ? { year: 'numeric' } : { day: 'numeric' }),
    month: 'short',
    timeZone: 'UTC',
  });
  return x
    .ticks(6)
    .filter((time) => x(time) < EDGE)
    .map((time) => renderText(x(time), y, format.format(time), { anchor: 'middle', fill: FAINT }));
}

const toDate = ({ at }: ViewsPoint): Date => new Date(at);

/** As many fit on a page with the rest. */
const MOST_BARS = 8;
const ROW = 40;
/** For the numbers at the end of a bar. */
const NUMBERS_WIDTH = 150;

/** The episodes with the most views: a bar for each, its growth in the darker colour. undefined: none has any. */
export function renderBarsChart(report: AudienceReport): string | undefined {
  const most = airedOf(report)
    .filter(({ numbers }) => (numbers?.views ?? 0) > 0)
    .toSorted((a, b) => viewsOf(b) - viewsOf(a))
    .slice(0, MOST_BARS);
  if (most.length < 2) return undefined;
  const x = scaleLinear([0, viewsOf(most[0])], [0, WIDTH - NUMBERS_WIDTH]);
  const top = 40;
  return renderSvg(
    top + most.length * ROW,
    'Most watched episodes',
    most.flatMap((episode, index) => renderBar(episode, { y: top + index * ROW, scale: x })),
  );
}

type Row = { readonly y: number; readonly scale: (views: number) => number };

function renderBar(episode: EpisodeReport, { y, scale }: Row): string[] {
  const views = viewsOf(episode);
  const gained = Math.min(views, Math.max(0, episode.growth?.views ?? 0));
  const [width, grown] = [Math.max(2, scale(views)), scale(gained)];
  const rect = (from: number, wide: number, fill: string): string =>
    `<rect x="${round(from)}" y="${y + 18}" width="${round(wide)}" height="12" fill="${fill}"/>`;
  const growth = episode.growth?.views === undefined ? '' : formatGrowth(episode.growth.views);
  return [
    renderText(0, y + 12, shorten(episode.title), { fill: INK }),
    rect(0, width, PALE),
    ...(grown > 0 ? [rect(width - grown, grown, ACCENT)] : []),
    renderText(width + 8, y + 28, formatNumber(views), {
      fill: FAINT,
      after: `<tspan dx="6" fill="${ACCENT}">${htmlText(growth)}</tspan>`,
    }),
  ];
}

const viewsOf = (episode: EpisodeReport | undefined): number => episode?.numbers?.views ?? 0;

/** Each sign of a script such as Chinese is about twice as wide. */
const MOST_WIDTH = 96;

function shorten(title: string): string {
  const signs = [...title];
  let width = 0;
  const end = signs.findIndex((sign) => {
    width += (sign.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1;
    return width > MOST_WIDTH;
  });
  return end === -1 ? title : `${signs.slice(0, end).join('').trimEnd()}\u2026`;
}

/** `more`: attributes; `after`: markup of ours behind the text. */
type Style = {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly more?: string;
  readonly after?: string;
};

const renderText = (
  x: number,
  y: number,
  text: string,
  { fill, anchor, more = '', after = '' }: Style,
): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="12" fill="${fill}"${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${more}>${htmlText(text)}${after}</text>`;

/** The heading is in the picture: where a mail program drops it, nothing is left over. */
const renderSvg = (height: number, heading: string, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${htmlText(heading)}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" style="display:block;width:100%;height:auto" font-family="${FONTS}">`,
    renderText(0, 18, heading, { fill: INK, more: ' font-weight="600" style="font-size:15px"' }),
    ...parts,
    '</svg>',
  ].join('\n');

const round = (value: number): number => Math.round(value * 10) / 10;
