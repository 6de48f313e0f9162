import { SYNC_ID } from '../../contract/ids.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { unmarked } from '../../contract/reports/text.ts';
import type { Acceptance, CommitPlan } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { reportEvent } from '../report-event.ts';
import type { SyncState } from './state.ts';

const MIN_CHARACTERS = 7;

/** A block of another commit is over: only the present head counts. */
export function clearOtherBlock(state: SyncState, head: string): void {
  if (state.blockedCommit?.commit !== head) patch(state, { blockedCommit: undefined, accepted: undefined });
}

/** Whether this head waits for a person. */
export const isBlocked = ({ blockedCommit, accepted }: SyncState, head: string): boolean =>
  blockedCommit?.commit === head && accepted?.commit !== head;

/**
 * Blocks a commit that would orphan too many episodes, name another channel, give up its marker or let people's edits be overwritten,
 * unless an operator accepted this very commit: a mistake looks the same as a wish. What was dispatched before continues. @returns true when the commit is blocked
 */
export function blockUnaccepted(state: SyncState, commit: string, plan: CommitPlan): boolean {
  const { subject, author, at, url, removal, identity } = plan;
  const blocks = (removal ?? identity) !== undefined && state.accepted?.commit !== commit;
  const blockedCommit = blocks
    ? { commit, subject, ...defined({ author, at, url }), ...removal, ...defined({ identity }) }
    : undefined;
  patch(state, { accepted: undefined, blockedCommit });
  if (!blocks) return false;
  state.lastEvent = `${commit.slice(0, 10)} ${unmarked(subject)}: waits for a person, ${describeReasons(plan)}`;
  return true;
}

const describeReasons = ({ removal, identity = [] }: CommitPlan): string =>
  [
    ...(removal === undefined ? [] : [`${removal.orphaned} of ${removal.of} episodes would lose their file`]),
    ...identity,
  ].join('; ');

/** @throws Error that says what to send instead */
export function assertAcceptable({ blockedCommit }: SyncState, argument: Partial<Acceptance>): void {
  if (blockedCommit === undefined) throw new Error('no commit waits for a person');
  const { commit } = argument;
  const matches =
    typeof commit === 'string' && commit.length >= MIN_CHARACTERS && blockedCommit.commit.startsWith(commit);
  if (!matches)
    throw new Error(
      `this is not the commit that waits: send ${renderArgument({ commit: blockedCommit.commit })}`,
    );
}

/** Call after `assertAcceptable`. */
export function acceptCommit(state: SyncState, by: string): string {
  const commit = state.blockedCommit?.commit ?? '';
  state.accepted = { commit, by };
  const decision = `${commit.slice(0, 10)} accepted by ${by}`;
  reportEvent({ event: 'decided', workflowId: SYNC_ID, decision });
  return decision;
}
