import { VERDICT_LABELS } from '../../../contract/rewrite.ts';
import type { OpenRewrite } from '../../lib/open-rewrite.ts';
import { count } from '../../lib/outcome.ts';

const BAR_WIDTH = 20;
const MAX_NOTES = 5;

/** The progress, speed and end of the open rewrite; then the results of its episodes, and why some were not written. */
export function renderRewrite(rewrite: OpenRewrite): string {
  const { workflowId, done, total, units } = rewrite;
  const head = `${workflowId}: ${renderBar(done, total)} ${done} of ${total} episodes, ${count(units, 'unit')}${renderPace(rewrite)}`;
  return [head, ...renderCounts(rewrite), ...renderNotes(rewrite)].join('\n          ');
}

function renderBar(done: number, total: number): string {
  const full = total === 0 ? BAR_WIDTH : Math.floor((BAR_WIDTH * Math.min(done, total)) / total);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
}

function renderPace({ progress: pace, waitingUntil, paused }: OpenRewrite): string {
  const end = pace === undefined ? '' : `, ends about ${pace.endsAt.slice(0, 16).replace('T', ' ')} UTC`;
  if (paused) return ', PAUSED: send the update `resume`';
  if (waitingUntil !== undefined) return `, waiting for quota until ${waitingUntil} at the latest${end}`;
  return pace === undefined ? '' : `, ${renderSpeed(pace.perSecond)}${end}`;
}

const renderSpeed = (perSecond: number): string =>
  perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(60 * perSecond).toFixed(1)}/min`;

function renderCounts({ counts }: OpenRewrite): string[] {
  const words = Object.entries(VERDICT_LABELS).flatMap(([kind, word]) => {
    const number = counts[kind as keyof typeof counts];
    return number > 0 ? [`${number} ${word}`] : [];
  });
  return words.length === 0 ? [] : [words.join(', ')];
}

const renderNotes = ({ notes }: OpenRewrite): string[] => [
  ...notes.slice(0, MAX_NOTES),
  ...(notes.length > MAX_NOTES ? [`and ${notes.length - MAX_NOTES} more in its details`] : []),
];
