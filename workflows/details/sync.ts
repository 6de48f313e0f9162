import type { BlockedCommit, ContentProblem } from '../../contract/sync.ts';
import { renderAcceptance } from '../sync/mass-removal-gate.ts';
import type { SyncState } from '../sync/state.ts';

const MOST_REFUSED = 20;

/** Markdown for the Temporal UI: where the branch stands, what was refused and why. */
export function renderSyncDetails(state: SyncState): string {
  return [
    state.pausedBy === undefined ? undefined : `**Paused** by ${state.pausedBy}.`,
    state.blockedCommit === undefined ? undefined : describeWaiting(state.blockedCommit),
    describeStanding(state),
    `Last: ${state.lastEvent}`,
    state.refusedCount === 0 ? 'Nothing was refused.' : describeRefused(state),
    describeOrphans(state),
    describeDecided(state),
    'Updates: `pause`, `resume`, each with the argument `{"by":"your name"}`.',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function describeWaiting({ commit, subject, orphaned, of, first }: BlockedCommit): string {
  const more = orphaned > first.length ? ` and ${orphaned - first.length} more` : '';
  return [
    `**Waits for a person**: commit \`${commit.slice(0, 10)}\` (${subject}) would leave ${orphaned} of ${of} episodes without their file. Nothing of it was done.`,
    `They are: ${first.join(', ')}${more}. Their videos would stay as they are.`,
    `Was it meant? Send the update \`accept\` with the argument \`${renderAcceptance(commit)}\`. Else restore the files and commit: a newer commit goes on by itself.`,
  ].join('\n\n');
}

/** The commands that bring the files back, ready to paste. */
function describeOrphans({ orphans = [] }: SyncState): string | undefined {
  if (orphans.length === 0) return undefined;
  return [
    'No file names these episodes any more; their videos are left as they are. To bring one back, run its line and commit, or name its id under `id:` or `aliases:` of the file that it became:',
    orphans.map(({ episodeId, restore }) => `- ${episodeId}: \`${restore}\``).join('\n'),
  ].join('\n\n');
}

/** What goes on past the rewrite in which it was said. */
function describeDecided({ approved = [], rejected = [], rewritePausedBy }: SyncState): string | undefined {
  const kept =
    approved.length + rejected.length === 0
      ? []
      : [`Kept of rewrites: ${approved.length} approved changes and ${rejected.length} rejected ones.`];
  const paused =
    rewritePausedBy === undefined
      ? []
      : [`Rewrites are **paused** by ${rewritePausedBy}, also the next one: \`resume\` it.`];
  return kept.length + paused.length === 0 ? undefined : [...kept, ...paused].join('\n\n');
}

function describeStanding({ head, syncedCommit: settled, rewrite }: SyncState): string {
  const short = (commit: string | undefined): string =>
    commit === undefined ? 'none yet' : `\`${commit.slice(0, 10)}\``;
  const open = rewrite === undefined ? '' : `, open: \`${rewrite.workflowId}\``;
  if (head !== undefined && head === settled)
    return `Head ${short(head)}, settled: every episode has answered for it${open}.`;
  return `Head ${short(head)}, settled ${short(settled)}${open}.`;
}

function describeRefused({ refused, refusedCount }: SyncState): string {
  const shown = refused.slice(0, MOST_REFUSED);
  const more = refusedCount - shown.length;
  return [
    `**${refusedCount} ${refusedCount === 1 ? 'problem' : 'problems'} in content**: the rest went through; a broken file keeps its last good form.`,
    shown.map(renderRefusal).join('\n'),
    more > 0
      ? `and ${more} more: run \`npx showrunner validate\``
      : 'Mend the files and commit; `npx showrunner validate` tells the same on your disk.',
  ].join('\n\n');
}

const renderRefusal = ({ path, line, column, code, message }: ContentProblem): string =>
  `- \`${path}:${line}:${column}\` **${code}** ${message}`;
