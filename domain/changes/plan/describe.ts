import { renderNumber } from '../take-over-number.ts';
import type { NotOursVideo } from './compare-live.ts';
import type { FieldEdit } from './edits.ts';
import { count, formatNumber, listSome } from './format.ts';
import type { Gate } from './gates.ts';
import type { PlanReport } from './report.ts';
import type { Exceeded } from './thresholds.ts';

/** `180 of 2,000 episodes: 180 finished; all by the rewrite`. */
export function describeSize({ changes, shared, totalEpisodes }: PlanReport): string {
  const total = changes.length;
  const finished = changes.filter((change) => change.finished).length;
  const stages = [
    ...(finished < total ? [`${formatNumber(total - finished)} upcoming or on air`] : []),
    ...(finished > 0 ? [`${formatNumber(finished)} finished`] : []),
  ].join(', ');
  return `${formatNumber(total)} of ${count(totalEpisodes, 'episode')}: ${stages}; ${describeCause(shared.length, total)}`;
}

const describeCause = (shared: number, total: number): string => {
  if (shared === total) return `${total === 1 ? '' : 'all '}by the rewrite`;
  return shared === 0
    ? `by ${total === 1 ? 'its' : 'their'} own file`
    : `${formatNumber(shared)} by the rewrite, ${formatNumber(total - shared)} by ${total - shared === 1 ? 'its' : 'their'} own file`;
};

/** `description 180, title 2`. */
export const describeFields = ({ fields }: PlanReport): string =>
  Object.entries(fields)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([field, number]) => `${field} ${formatNumber(number)}`)
    .join(', ');

/** `none redrawn`, or the episodes with a new one. */
export const describeThumbnails = ({ thumbnails }: PlanReport, most: number): string =>
  thumbnails.length === 0
    ? 'none redrawn'
    : `${formatNumber(thumbnails.length)} redrawn: ${listSome(thumbnails, most)}`;

/** `about 9,184`; with live, only for what differs there. */
export const describeUnits = ({ units, live }: PlanReport): string =>
  live === undefined
    ? `about ${formatNumber(units)}`
    : `about ${formatNumber(live.units)} for what differs on YouTube; ${formatNumber(units)} if everything did`;

/** `2 or more, at 8,000 units a day (10,000 minus the reserve of 2,000)`. */
export function describeDays({ budget, shared }: PlanReport): string {
  const { perDay, reserve, days } = budget;
  if (days === undefined)
    return `never: ${formatNumber(perDay)} units a day minus the reserve of ${formatNumber(reserve)} leaves none`;
  const rate =
    shared.length === 0
      ? `${formatNumber(perDay)} units a day`
      : `${formatNumber(perDay - reserve)} units a day (${formatNumber(perDay)} minus the reserve of ${formatNumber(reserve)})`;
  return `${days <= 1 ? '1' : `${formatNumber(days)} or more`}, at ${rate}`;
}

/** One line per gate. */
export function describeGate(gate: Gate, most: number): string {
  switch (gate.kind) {
    case 'approval':
      return `${gate.atMost ? 'needs approval if as much differs on YouTube' : 'needs approval'}: ${gate.exceeded.map(describeExceeded).join(', ')}`;
    case 'publishing':
      return `publishes ${gate.text}; waits for an approval, whatever the limits${gate.checksum === undefined ? '' : `: npx showrunner approve ${gate.checksum} --by NAME`}`;
    case 'orphans':
      return `the whole commit waits for a person: ${formatNumber(gate.orphaned)} of ${count(gate.totalEpisodes, 'episode')} would lose their file, more than a tenth`;
    case 'identity':
      return `the whole commit waits for a person: ${gate.changes.map(({ text }) => text).join('; ')}`;
    case 'on-air':
      return `on air or due within an hour, according to the schedule: ${listSome(gate.episodes, most)}; written after the stream`;
    case 'observe':
      return `not written, because of "manage: observe": ${listSome(gate.episodes, most)}`;
    case 'not-ours':
      return `${gate.field} differs but is not written (fields: ${gate.field}: ${gate.owner}): ${listSome(gate.episodes, most)}`;
  }
}

function describeExceeded({ name, found, limit }: Exceeded): string {
  const unit = name === 'percent' ? '% of all episodes' : ` ${name}`;
  return `${formatNumber(found)}${unit} (limit ${formatNumber(limit)}${name === 'percent' ? '%' : ''})`;
}

/** How the plan compares with YouTube: unknown, or numbers if it was read. */
/** Who corrects a guest should know which texts do not follow; nothing where all do. */
export const describeVerbatim = ({ verbatim }: Pick<PlanReport, 'verbatim'>): string[] =>
  verbatim === undefined
    ? []
    : [
        `${count(verbatim, 'episode')} with a verbatim description: no correction of a guest, a show or a template reaches it`,
      ];

export function describeLive({ live }: PlanReport): string {
  if (live === undefined) return 'live unknown: computed from git alone, without reading YouTube';
  const { outOfDate, same, edited, absent, spent, notOurs = [], observed = [] } = live;
  return [
    `live: ${formatNumber(outOfDate.length)} to write`,
    `${formatNumber(same.length)} already correct`,
    `${formatNumber(edited.length)} edited by a person or of unknown origin`,
    ...(notOurs.length === 0 ? [] : [`${formatNumber(notOurs.length)} not ours yet`]),
    ...(observed.length === 0 ? [] : [`${formatNumber(observed.length)} observed and different`]),
    `${formatNumber(absent.length)} without a video; reading took ${count(spent, 'unit')}`,
  ].join(', ');
}

/** `a/one: not ours yet, title differs; to take it over in a commit: youtube: { ... }`. */
export const describeNotOurs = ({ episodeId, videoId, fields, takeOver }: NotOursVideo): string =>
  [
    `${episodeId}: not ours yet, ${fields.length === 0 ? 'as the file says' : `different in ${fields.join(', ')}`}`,
    ...(takeOver === undefined ? [] : [`to take it over by a commit: ${renderNumber(videoId, takeOver)}`]),
  ].join('; ');

/** `description, tags, thumbnail redrawn`. */
export const describeEdits = (edits: readonly FieldEdit[]): string =>
  [...new Set(edits.map(describeEdit))].join(', ');

/** Without lines to show, it says that the field changes. */
const describeEdit = ({ field, removed, added }: FieldEdit): string => {
  if (field === 'thumbnail') return 'thumbnail redrawn';
  return removed.length + added.length > 0 ? field : `${field} changes`;
};
