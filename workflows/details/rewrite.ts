import { type RewriteCounts, VERDICT_LABELS } from '../../contract/rewrite.ts';
import { endOf } from '../rewrite/approval.ts';
import { describeSpeed, estimateProgress, type Progress } from '../rewrite/progress.ts';
import { listNotes, type RewriteState } from '../rewrite/state.ts';
import { renderTable } from './table.ts';
import { toSeconds } from './time.ts';
import { renderWithheld } from './withheld.ts';

/** Markdown for the Temporal UI: how far, what it costs, what a person can do. */
export function renderRewriteDetails(state: RewriteState): string {
  const notes = listNotes(state);
  return [
    `Commit \`${state.commit.slice(0, 10)}\` ${state.subject}`,
    `**${state.done} of ${state.total}** episodes answered, ${state.units} units${tellPace(state)}. ${describeStanding(state)}`,
    renderWithheld(state),
    state.done === 0 ? undefined : renderTable(['verdict', 'episodes'], listVerdicts(state)),
    notes.length === 0 ? undefined : notes.map((note) => `- ${note}`).join('\n'),
    isOver(state)
      ? undefined
      : 'Updates: `pause`, `resume`, each with the argument `{"by":"your name"}`. A newer commit supersedes it.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

const isOver = (state: RewriteState): boolean => state.superseded || state.done >= state.total;

const listVerdicts = ({ counts }: RewriteState): [string, number][] =>
  Object.entries(VERDICT_LABELS).flatMap(([kind, words]): [string, number][] => {
    const count = counts[kind as keyof RewriteCounts];
    return count === 0 ? [] : [[words, count]];
  });

function tellPace(state: RewriteState): string {
  const pace = estimateProgress(state, Date.now());
  return pace === undefined || isOver(state) ? '' : `, ${describeSpeed(pace)}`;
}

function describeStanding(state: RewriteState): string {
  if (state.superseded) return 'Superseded by a newer commit.';
  if (state.done >= state.total) return 'All verdicts are in.';
  if (state.pausedBy !== undefined) return `**Paused** by ${state.pausedBy}.`;
  if (state.preflight !== undefined) return 'Looks first how much really differs; nothing is written yet.';
  if (state.excluded !== undefined && state.next >= endOf(state))
    return state.excluded.open === undefined ? 'The rest is done.' : '**Waits for approval.**';
  const pace = estimateProgress(state, Date.now());
  if (state.waitingUntil !== undefined)
    return `**Waits for units**, until ${toSeconds(state.waitingUntil)} at the latest.${tellDay(state, pace)}`;
  return pace === undefined ? 'Running.' : `Running. At this pace it ends at ${toSeconds(pace.endsAt)}.`;
}

const tellDay = ({ daily }: RewriteState, pace: Progress | undefined): string =>
  pace === undefined || daily === undefined || daily <= 0
    ? ''
    : ` With ${daily} units a day it ends on ${pace.endsAt.slice(0, 10)}.`;
