import type { Exceeded } from '../approval/thresholds.ts';
import type { FieldEdit } from './edits.ts';
import type { Gate } from './gates.ts';
import type { PlanReport } from './report.ts';

/** `1 episode`, `3,000 episodes`. */
export const count = (number: number, word: string): string =>
  `${group(number)} ${word}${number === 1 ? '' : 's'}`;

/** `9,184`, whatever the machine's language. */
export const group = (number: number): string => number.toLocaleString('en-US');

export const shorten = (commit: string | undefined): string => commit?.slice(0, 10) ?? 'nothing';

/** Nothing that moves a cursor or turns the direction of reading: what is shown may be a stranger's. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');

/** The first names of a list and how many were left out, never fewer without a word. */
export function nameSome(names: readonly string[], most: number): string {
  const left = names.length - most;
  // "and 1 more" is no shorter than the name.
  if (left <= 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${group(left)} more`;
}

/** `180 of 2,000 episodes: 180 finished, all through a shared cause`. */
export function describeSize({ changes, shared, of }: PlanReport): string {
  const total = changes.length;
  const finished = changes.filter((change) => change.finished).length;
  const stages = [
    ...(finished < total ? [`${group(total - finished)} to come or on air`] : []),
    ...(finished > 0 ? [`${group(finished)} finished`] : []),
  ].join(', ');
  return `${group(total)} of ${count(of, 'episode')}: ${stages}; ${describeCause(shared.length, total)}`;
}

const describeCause = (shared: number, total: number): string => {
  if (shared === total) return `${total === 1 ? '' : 'all '}by the rewrite`;
  return shared === 0
    ? `by ${total === 1 ? 'its' : 'their'} own file`
    : `${group(shared)} by the rewrite, ${group(total - shared)} by ${total - shared === 1 ? 'its' : 'their'} own file`;
};

/** `description 180, title 2`. */
export const describeFields = ({ fields }: PlanReport): string =>
  Object.entries(fields)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([field, number]) => `${field} ${group(number)}`)
    .join(', ');

/** `none`, or who gets a new one. */
export const describeThumbnails = ({ thumbnails }: PlanReport, most: number): string =>
  thumbnails.length === 0
    ? 'none drawn anew'
    : `${group(thumbnails.length)} drawn anew: ${nameSome(thumbnails, most)}`;

/** `about 9,184`; with live what is left of it. */
export const describeUnits = ({ units, live }: PlanReport): string =>
  live === undefined
    ? `about ${group(units)}`
    : `about ${group(live.units)} for what differs on YouTube; ${group(units)} if all did`;

/** `2 at 8,000 a day (10,000 less the reserve of 2,000), at the least`. */
export function describeDays({ budget, shared }: PlanReport): string {
  const { perDay, reserve, days } = budget;
  if (days === undefined) return `never: ${group(perDay)} units a day less the reserve of ${group(reserve)}`;
  const rate =
    shared.length === 0
      ? `${group(perDay)} units a day`
      : `${group(perDay - reserve)} units a day (${group(perDay)} less the reserve of ${group(reserve)})`;
  return `${days <= 1 ? '1' : `${group(days)} or more`}, at ${rate}`;
}

/** One line a gate, each with what opens it. */
export function describeGate(gate: Gate, most: number): string {
  switch (gate.kind) {
    case 'approval':
      return `waits for approval${gate.atMost ? ', if as much differs on YouTube' : ''}: ${gate.exceeded.map(describeExceeded).join('; ')}`;
    case 'orphans':
      return `the whole commit waits for a person: ${group(gate.orphaned)} of ${count(gate.of, 'episode')} lose their file, more than a tenth`;
    case 'on-air':
      return `on air or within an hour of it, by the calendar: ${nameSome(gate.episodes, most)}; written after the stream`;
    case 'observe':
      return `manage: observe, never written: ${nameSome(gate.episodes, most)}`;
    case 'held':
      return `${gate.field} differs and is not written (fields: ${gate.field}: ${gate.owner}): ${nameSome(gate.episodes, most)}`;
  }
}

function describeExceeded({ name, found, limit }: Exceeded): string {
  const unit = name === 'percent' ? '% of all episodes' : ` ${name}`;
  return `${group(found)}${unit}, the limit is ${group(limit)}${name === 'percent' ? '%' : ''}`;
}

/** How the plan stands to YouTube: a word and, where it was asked, numbers. */
export function describeLive({ live }: PlanReport): string {
  if (live === undefined) return 'live unknown: from git alone, what stands on YouTube was not read';
  const { behind, same, edited, absent, spent } = live;
  return [
    `live: ${group(behind.length)} to write`,
    `${group(same.length)} already right`,
    `${group(edited.length)} edited by a person or unknown`,
    `${group(absent.length)} without a video; read for ${count(spent, 'unit')}`,
  ].join(', ');
}

/** `description, tags, thumbnail drawn anew`. */
export const nameEdits = (edits: readonly FieldEdit[]): string =>
  [...new Set(edits.map(nameEdit))].join(', ');

/** Where no lines follow, the name says that it changes. */
const nameEdit = ({ field, removed, added }: FieldEdit): string => {
  if (field === 'thumbnail') return 'thumbnail drawn anew';
  return removed.length + added.length > 0 ? field : `${field} changes`;
};
