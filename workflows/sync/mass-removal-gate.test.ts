import { describe, expect, it } from 'vitest';
import { describeSync } from '../../contract/reports/sync.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { renderMarkdown } from '../details/markdown.ts';
import {
  acceptCommit,
  assertAcceptable,
  blockUnaccepted,
  clearOtherBlock,
  isBlocked,
} from './mass-removal-gate.ts';
import { NEW_SYNC, newestDispatched, type SyncState, toSyncStatus } from './state.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const REMOVAL = { orphaned: 21, of: 100, first: ['talks/one', 'talks/two'] };
const plan = (removal?: CommitPlan['removal']): CommitPlan => ({
  usable: true,
  subject: 'tidy up',
  direct: [],
  indirect: 0,
  refused: [],
  refusedCount: 0,
  orphaned: [],
  ...defined({ removal }),
});
function blocks(state: SyncState, head: string): boolean {
  clearOtherBlock(state, head);
  return isBlocked(state, head);
}
function waiting(): SyncState {
  const state = { ...NEW_SYNC, head: B, syncedCommit: B };
  expect(blockUnaccepted(state, A, plan(REMOVAL))).toBe(true);
  return state;
}

describe('a commit that would orphan too many episodes', () => {
  it('waits, and leaves the head where it was', () => {
    const state = waiting();
    expect(blocks(state, A)).toBe(true);
    expect(toSyncStatus(state)).toMatchObject({
      head: B,
      syncedCommit: B,
      blockedCommit: { commit: A, ...REMOVAL },
    });
    expect(state.lastEvent).toBe(
      'aaaaaaaaaa tidy up: waits for a person, 21 of 100 episodes would lose their file',
    );
  });

  it('continues once an operator accepts it, and only once', () => {
    const state = waiting();
    assertAcceptable(state, { commit: A.slice(0, 7) });
    expect(acceptCommit(state, 'ann')).toBe('aaaaaaaaaa accepted by ann');
    expect(blocks(state, A)).toBe(false);
    expect(blockUnaccepted(state, A, plan(REMOVAL))).toBe(false);
    expect(state).toMatchObject({ blockedCommit: undefined, accepted: undefined });
    expect(blockUnaccepted(state, A, plan(REMOVAL))).toBe(true);
  });

  it('is over when the branch has another head, and its acceptance too', () => {
    const state = waiting();
    acceptCommit(state, 'ann');
    expect(blocks(state, B)).toBe(false);
    expect(state).toMatchObject({ blockedCommit: undefined, accepted: undefined });
    expect(blockUnaccepted(state, B, plan())).toBe(false);
  });

  it('is shown with the argument to paste', () => {
    const details = renderMarkdown(describeSync(toSyncStatus(waiting()), 0));
    expect(details).toContain('would leave 21 of 100 episodes without a file');
    expect(details).toContain('Nothing of it has been applied');
    expect(details).toContain('talks/one, talks/two and 19 more');
    expect(details).toContain(`    {\n      "commit": "${A}",\n      "by": "your name"\n    }`);
  });
});

describe('a commit that names another channel, or gives up its marker', () => {
  const identity = ['channelId changes from UCa to UCb'];

  it('waits with its reasons, and continues once it is accepted', () => {
    const state = { ...NEW_SYNC, head: B, syncedCommit: B };
    expect(blockUnaccepted(state, A, { ...plan(), identity })).toBe(true);
    expect(isBlocked(state, A)).toBe(true);
    expect(state.lastEvent).toBe(`aaaaaaaaaa tidy up: waits for a person, ${identity[0]}`);
    const details = renderMarkdown(describeSync(toSyncStatus(state), 0));
    expect(details).toContain(`\`tidy up\`, ${identity[0]}. Nothing of it has been applied.`);
    expect(details).not.toContain('without a file');
    expect(details).toContain('Else correct academy.yaml and commit');
    acceptCommit(state, 'ann');
    expect(blockUnaccepted(state, A, { ...plan(), identity })).toBe(false);
  });

  it('tells both reasons', () => {
    const state = { ...NEW_SYNC, head: B, syncedCommit: B };
    blockUnaccepted(state, A, { ...plan(REMOVAL), identity });
    const details = renderMarkdown(describeSync(toSyncStatus(state), 0));
    expect(details).toContain('would leave 21 of 100 episodes without a file');
    expect(details).toContain(identity[0]);
    expect(details).toContain('Else restore the files and correct academy.yaml and commit');
  });
});

describe('what is accepted', () => {
  it.each([
    ['another commit', { commit: B }],
    ['a commit too short to tell', { commit: A.slice(0, 6) }],
    ['no commit', { by: 'ann' }],
  ])('must name the blocked commit: %s is refused with what to send', (_name, argument) => {
    expect(() => assertAcceptable(waiting(), argument)).toThrow(`send {"commit":"${A}"`);
  });

  it('is refused when nothing waits', () => {
    expect(() => assertAcceptable(NEW_SYNC, { commit: A })).toThrow('no commit waits for a person');
  });
});

it('the newest dispatched commit counts, also when the branch went back to the synced one', () => {
  expect(newestDispatched({ ...NEW_SYNC, syncedCommit: 'a', dispatched: ['b', 'a'] })).toBe('a');
  expect(newestDispatched({ ...NEW_SYNC, syncedCommit: 'a' })).toBe('a');
  expect(newestDispatched(NEW_SYNC)).toBeUndefined();
});
