import { expect, it } from 'vitest';
import { plainly } from '../../test/support/plain-blocks.ts';
import type { SyncStatus } from '../sync.ts';
import { describeSync as describeSyncText, syncNeedsPerson } from './sync.ts';

const describeSync = plainly(describeSyncText);

const NOW = Date.parse('2026-11-29T16:48:00Z');
const COMMIT = '0123456789abcdef';
const QUIET: SyncStatus = {
  head: COMMIT,
  syncedCommit: COMMIT,
  seq: 1,
  refused: [],
  refusedCount: 0,
  orphaned: [],
  paused: false,
  lastEvent: 'looked at 2026-11-29T16:18:00.000Z',
};

const EXAMPLE = '{"episode":"its id","by":"your name"}';

it('has only facts when nothing needs a person', () => {
  expect(describeSync(QUIET, NOW)).toEqual([
    { kind: 'fact', name: 'head', value: '`0123456789`, applied to every episode' },
    { kind: 'fact', name: 'last', value: 'looked 30 min ago, at 16:18 UTC' },
    { kind: 'fact', name: 'content', value: 'no problems' },
    { kind: 'updates', names: ['pause', 'resume'] },
    { kind: 'updates', names: ['check', 'overwrite', 'adopt', 'retry'], argument: EXAMPLE },
  ]);
  expect(syncNeedsPerson(QUIET)).toBe(false);
});

it('begins with the commit that waits, its update, and the problems in content', () => {
  const blockedCommit = { commit: COMMIT, subject: 'tidy up', orphaned: 21, of: 100, first: ['a'] };
  const refused = [{ path: 'a.yaml', line: 3, column: 5, code: 'unknown-key', message: 'no such key' }];
  const status = { ...QUIET, blockedCommit, refused, refusedCount: 4 };
  expect(syncNeedsPerson(status)).toBe(true);
  expect(describeSync(status, NOW)).toMatchObject([
    { strong: 'Waiting for a decision:', text: expect.stringContaining('21 of 100 episodes') },
    {
      choices: [
        {
          update: { name: 'accept', workflowId: 'sync', argument: `{"commit":"${COMMIT}","by":"your name"}` },
        },
        { label: expect.stringContaining('restore the files') },
      ],
    },
    { strong: '4 problems in content:', items: ['`a.yaml:3:5` unknown-key\nno such key'], total: 4 },
    { name: 'head' },
    { name: 'last' },
    { kind: 'updates' },
    { kind: 'updates', names: ['check', 'overwrite', 'adopt', 'retry'] },
  ]);
});

it('says who paused it, and who paused the rewrites', () => {
  const status = { ...QUIET, paused: true, pausedBy: 'ann', rewritePausedBy: 'bob', rewrite: 'rewrite/a' };
  expect(describeSync(status, NOW)).toMatchObject([
    { strong: 'Paused', text: 'by ann. New commits are not processed until it is resumed.' },
    { choices: [{ update: { name: 'resume', workflowId: 'sync' } }] },
    { strong: 'Rewrites are paused', text: expect.stringContaining('`resume` to `rewrite/a`') },
    { name: 'head' },
    { name: 'open', value: '`rewrite/a`' },
    { name: 'last' },
    { name: 'content' },
    { kind: 'updates' },
    { kind: 'updates', names: ['check', 'overwrite', 'adopt', 'retry'] },
  ]);
});

it('has the argument of the answers for one episode ready to paste: of the first that needs one', () => {
  const entry = (workflowId: string) => ({ workflowId, message: 'm', since: NOW });
  const needs = [
    { reason: 'failed', count: 2, entries: [entry('rewrite/a'), entry('episode/a/one')] },
  ] as const;
  expect(describeSync({ ...QUIET, needs }, NOW).at(-1)).toMatchObject({
    argument: '{"episode":"a/one","by":"your name"}',
  });
});

it('lists the commands that restore files, and counts remembered decisions', () => {
  const orphans = [{ episodeId: 'a/one', path: 'p', restore: 'git checkout c0 -- p', at: 1 }];
  const blocks = describeSync({ ...QUIET, orphans, decisions: { approved: 3, rejected: 1 } }, NOW);
  expect(blocks[0]).toMatchObject({ kind: 'list', items: ['a/one: `git checkout c0 -- p`'] });
  expect(blocks).toContainEqual({
    kind: 'fact',
    name: 'decisions',
    value: '3 approved changes and 1 rejected, remembered from rewrites',
  });
});

it('offers the take-over of videos that are not ours, which needs no person', () => {
  const takeOvers = { count: 2, shows: [{ show: 'talks', count: 2, first: ['a', 'b'] }] };
  const status = { ...QUIET, takeOvers };
  expect(describeSync(status, NOW)[0]).toMatchObject({
    strong: '2 videos can be taken over.',
    items: ['talks: 2 videos\n`npx showrunner take-over --show talks --by NAME`'],
  });
  expect(syncNeedsPerson(status)).toBe(false);
});
