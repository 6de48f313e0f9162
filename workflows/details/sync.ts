import type { SyncState } from '../sync/state.ts';

/** Markdown for the Temporal UI: where the branch stands, what was refused and why. */
export function renderSyncDetails(state: SyncState): string {
  const short = (commit: string | undefined): string =>
    commit === undefined ? 'none yet' : `\`${commit.slice(0, 10)}\``;
  const refused = state.refused.map(
    ({ path, line, column, code, message }) => `- \`${path}:${line}:${column}\` **${code}** ${message}`,
  );
  const more = state.refusedCount - state.refused.length;
  return [
    state.pausedBy === undefined ? undefined : `**Paused** by ${state.pausedBy}.`,
    `Head ${short(state.head)}, settled ${short(state.settled)}${state.rewrite === undefined ? '' : `, open: \`${state.rewrite.workflowId}\``}.`,
    `Last: ${state.last}`,
    state.refusedCount === 0
      ? 'Nothing was refused.'
      : `**${state.refusedCount} problems in content** (the rest went through; a broken file keeps its last good form):`,
    refused.length === 0 ? undefined : refused.slice(0, 20).join('\n'),
    more > 0 ? `and ${more} more: run \`npx showrunner validate\`` : undefined,
    state.orphaned.length === 0
      ? undefined
      : `Videos that no file names any more, left as they are: ${state.orphaned.slice(0, 20).join(', ')}`,
    'Updates: `pause`, `resume`, each with the argument `{"by":"your name"}`.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}
