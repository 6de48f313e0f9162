import { expect, it } from 'vitest';
import { describeDecision, describeDecisions } from './decided.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

const rewrite = { workflowId: 'rewrite/c2', commit: 'c2' };
const state: SyncState = { ...NEW_SYNC, head: 'c2', syncedCommit: 'c1', dispatched: ['c2'], rewrite };
const pendingApproval = { commit: 'c2', checksum: 'x', changeKeys: ['mine'] };

it.each<[string, Partial<SyncState>, RegExp | undefined]>([
  ['waits for an approval', { pendingApproval }, /waits for an approval, .* answer rewrite\/c2 first/],
  ['was rejected', { rejected: ['mine'], rewrite: undefined }, /was rejected/],
  ['is of a rewrite that is paused', { rewritePausedBy: 'ann' }, /paused by ann/],
  ['is of a rewrite that still counts', { syncedCommit: undefined }, /still counts/],
  ['is not among those', { pendingApproval: { ...pendingApproval, changeKeys: ['other'] } }, undefined],
  ['has its rewrite running', {}, undefined],
  ['waits no more: only others do', { syncedCommit: undefined, answered: 'c2' }, undefined],
])('an episode whose change %s', (_name, more, why) => {
  const said = describeDecision({ ...state, ...more }, { changeKey: 'mine' });
  if (why === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(why);
});

it('a command asks about many at once, and a query without an argument about none', () => {
  const waiting = { ...state, pendingApproval };
  expect(describeDecisions(waiting, ['other', 'mine'])).toEqual([
    null,
    expect.stringContaining('waits for an approval'),
  ]);
  expect(describeDecisions(waiting, undefined)).toEqual([]);
});

it('an episode that cannot be rendered has no change to decide about', () => {
  expect(describeDecision({ ...state, pendingApproval, rejected: ['mine'] }, {})).toBeUndefined();
});
