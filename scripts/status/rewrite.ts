import { VERDICT_LABELS } from '../../contract/rewrite.ts';
import { count } from '../outcome.ts';
import type { Report } from './read.ts';

type Rewrite = NonNullable<Report['rewrite']>;

const BAR = 20;
const MOST_NOTES = 5;

/** How far the open rewrite is, how fast, until when; below it what became of its episodes, and why some were not written. */
export function renderRewrite(rewrite: Rewrite): string {
  const { workflowId, done, total, units } = rewrite;
  const head = `${workflowId}: ${renderBar(done, total)} ${done} of ${total} episodes, ${count(units, 'unit')}${renderPace(rewrite)}`;
  return [head, ...renderVerdicts(rewrite), ...renderNotes(rewrite)].join('\n          ');
}

function renderBar(done: number, total: number): string {
  const full = total === 0 ? BAR : Math.floor((BAR * Math.min(done, total)) / total);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
}

function renderPace({ progress: pace, waitingUntil, paused }: Rewrite): string {
  const end = pace === undefined ? '' : `, ends about ${pace.endsAt.slice(0, 16).replace('T', ' ')} UTC`;
  if (paused) return ', PAUSED: send the update `resume`';
  if (waitingUntil !== undefined) return `, waits for units until ${waitingUntil} at the latest${end}`;
  return pace === undefined ? '' : `, ${renderSpeed(pace.perSecond)}${end}`;
}

const renderSpeed = (perSecond: number): string =>
  perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(60 * perSecond).toFixed(1)}/min`;

function renderVerdicts({ counts }: Rewrite): string[] {
  const words = Object.entries(VERDICT_LABELS).flatMap(([kind, word]) => {
    const number = counts[kind as keyof typeof counts];
    return number > 0 ? [`${number} ${word}`] : [];
  });
  return words.length === 0 ? [] : [words.join(', ')];
}

const renderNotes = ({ notes }: Rewrite): string[] => [
  ...notes.slice(0, MOST_NOTES),
  ...(notes.length > MOST_NOTES ? [`and ${notes.length - MOST_NOTES} more reasons in its details`] : []),
];
