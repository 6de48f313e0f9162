import { endOf } from '../rewrite/approval.ts';
import type { RewriteState } from '../rewrite/state.ts';
import { renderTable } from './table.ts';
import { toSeconds } from './time.ts';
import { renderWithheld } from './withheld.ts';

/** Markdown for the Temporal UI: how far, what it costs, what a person can do. */
export function renderRewriteDetails(state: RewriteState): string {
  const verdicts = Object.entries(state.counts).filter(([, count]) => count > 0);
  return [
    `Commit \`${state.commit.slice(0, 10)}\` ${state.subject}`,
    `**${state.done} of ${state.total}** episodes answered, ${state.units} units${describePace(state)}. ${describeStanding(state)}`,
    renderWithheld(state),
    verdicts.length === 0 ? undefined : renderTable(['verdict', 'episodes'], verdicts),
    state.notes.length === 0 ? undefined : state.notes.map((note) => `- ${note}`).join('\n'),
    isOver(state)
      ? undefined
      : 'Updates: `pause`, `resume`, each with the argument `{"by":"your name"}`. A newer commit supersedes it.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

const isOver = (state: RewriteState): boolean => state.superseded || state.done >= state.total;

const msPerEpisode = ({ startedAt, done }: RewriteState): number =>
  Math.max(1, Date.now() - startedAt) / done;

/** Before the first answer there is no pace to reckon with. */
const describePace = (state: RewriteState): string =>
  state.done === 0 ? '' : `, ${(1000 / msPerEpisode(state)).toFixed(1)} episodes a second`;

function describeStanding(state: RewriteState): string {
  if (state.superseded) return 'Superseded by a newer commit.';
  if (state.done >= state.total) return 'All verdicts are in.';
  if (state.pausedBy !== undefined) return `**Paused** by ${state.pausedBy}.`;
  if (state.survey !== undefined) return 'Looks first how much really differs; nothing is written yet.';
  if (state.withheld !== undefined && state.next >= endOf(state))
    return state.withheld.open === undefined ? 'The rest is done.' : '**Waits for approval.**';
  if (state.waitingUntil !== undefined)
    return `**Waits for units**, until ${toSeconds(state.waitingUntil)} at the latest.`;
  if (state.done === 0) return 'Running.';
  const end = new Date(Date.now() + msPerEpisode(state) * (state.total - state.done)).toISOString();
  return `Running. At this pace it ends at ${toSeconds(end)}.`;
}
