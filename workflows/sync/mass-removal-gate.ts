import { renderArgument } from '../../contract/reports/block.ts';
import type { Acceptance, CommitPlan } from '../../contract/sync.ts';
import type { SyncState } from './state.ts';

const FEWEST_CHARACTERS = 7;

/** Whether this head waits for a person already. A wait for another head is over: what the branch says now counts. */
export function keepWaiting(state: SyncState, head: string): boolean {
  if (state.blockedCommit?.commit === head) return state.accepted?.commit !== head;
  state.blockedCommit = undefined;
  state.accepted = undefined;
  return false;
}

/**
 * Holds a commit that would orphan too many episodes, unless an operator accepted this very commit: a partial read or a slip
 * looks the same as a wish. What was handed over before goes on.
 */
export function mustWait(state: SyncState, commit: string, { removal: loss, subject }: CommitPlan): boolean {
  const accepted = state.accepted?.commit === commit;
  state.accepted = undefined;
  state.blockedCommit = loss === undefined || accepted ? undefined : { commit, subject, ...loss };
  if (state.blockedCommit === undefined) return false;
  state.lastEvent = `${commit.slice(0, 10)} ${subject}: waits for a person, ${state.blockedCommit.orphaned} of ${state.blockedCommit.of} episodes would lose their file`;
  return true;
}

/** @throws Error in the words of what to send instead */
export function assertAcceptable(
  { blockedCommit: waits }: SyncState,
  argument: Acceptance | undefined,
): void {
  if (waits === undefined) throw new Error('no commit waits for a person');
  const commit = argument?.commit;
  const matches =
    typeof commit === 'string' && commit.length >= FEWEST_CHARACTERS && waits.commit.startsWith(commit);
  if (!matches)
    throw new Error(`the commit that waits is another: send ${renderArgument({ commit: waits.commit })}`);
}

/** Call after `assertAcceptable`. */
export function acceptCommit(state: SyncState, by: string): string {
  const commit = state.blockedCommit?.commit ?? '';
  state.accepted = { commit, by };
  return `${commit.slice(0, 10)} accepted by ${by}`;
}
