import type { FoundEpisode } from '../../contract/answers.ts';
import { createRefusal } from '../pending-update.ts';
import { baseCommitsOf, type SyncState } from './state.ts';

/**
 * No answer for one episode walks around a decision about many: a change that waits for an approval, or that was rejected or paused,
 * would be written with it. @throws a refusal that says what to do first
 */
export function assertUndecided(state: SyncState, target: FoundEpisode): void {
  const why = describeDecision(state, target);
  if (why !== undefined) throw createRefusal(`${target.episodeId}: ${why}`);
}

/** The same of many changes, for a command; null: nothing is decided about it. A query may come without an argument. */
export const describeDecisions = (
  state: SyncState,
  changeKeys: readonly string[] | undefined,
): readonly (string | null)[] =>
  (Array.isArray(changeKeys) ? changeKeys : []).map(
    (changeKey) => describeDecision(state, { changeKey }) ?? null,
  );

/** undefined: nothing is decided about it, or waits. */
export function describeDecision(
  state: SyncState,
  { changeKey }: Pick<FoundEpisode, 'changeKey'>,
): string | undefined {
  const { rewrite, rewritePausedBy, pendingApproval, rejected = [], answered } = state;
  const name = rewrite?.workflowId ?? 'the rewrite';
  const isIn = (keys: readonly string[]): boolean => changeKey !== undefined && keys.includes(changeKey);
  if (isIn(pendingApproval?.changeKeys ?? []))
    return `its change waits for an approval, and would be written: answer ${name} first`;
  if (isIn(rejected))
    return `its change was rejected, and would be written: approve it in ${name}, or commit another one, first`;
  if (rewrite === undefined) return undefined;
  if (rewritePausedBy !== undefined)
    return `${name} is paused by ${rewritePausedBy}, and its change may be one of it: send \`resume\` there first`;
  return baseCommitsOf(state).length === 0 && answered !== rewrite.commit
    ? `${name} still counts what differs: send it again when that is done`
    : undefined;
}
