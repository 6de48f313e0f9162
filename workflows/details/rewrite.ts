import type { RewriteState } from '../rewrite/state.ts';

/** Markdown for the Temporal UI: how far, what it costs, what a person can do. */
export function renderRewriteDetails(state: RewriteState): string {
  const rows = Object.entries(state.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `| ${kind} | ${count} |`);
  const seconds = Math.max(1, (Date.now() - state.startedAt) / 1000);
  return [
    `Commit \`${state.commit.slice(0, 10)}\` ${state.subject}`,
    `**${state.done} of ${state.total}** episodes answered, ${state.units} units, ${(state.done / seconds).toFixed(1)} episodes a second. ${describeStanding(state)}`,
    ['| verdict | episodes |', '|---|---|', ...rows].join('\n'),
    state.notes.length === 0 ? undefined : state.notes.map((note) => `- ${note}`).join('\n'),
    'Updates: `pause`, `resume`, each with the argument `{"by":"your name"}`. A newer commit supersedes it.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function describeStanding(state: RewriteState): string {
  if (state.superseded) return 'Superseded by a newer commit.';
  if (state.pausedBy !== undefined) return `**Paused** by ${state.pausedBy}.`;
  if (state.waitingUntil !== undefined)
    return `**Waits for units**, until ${state.waitingUntil} at the latest.`;
  return state.done >= state.total ? 'All verdicts are in.' : 'Running.';
}
