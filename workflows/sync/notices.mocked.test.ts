import { beforeEach, expect, it, vi } from 'vitest';
import type { Need } from '../../contract/attention.ts';
import type { Notice } from '../../contract/notifications.ts';
import { NO_NEEDS, setNeeds } from './needs.ts';
import { listNotices, noteSettled, sendNotices } from './notices.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

const world = vi.hoisted(() => ({ sent: [] as Notice[][], isRunning: true }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  getExternalWorkflowHandle: () => ({
    signal: async (_signal: unknown, { notices }: { notices: Notice[] }) => {
      if (!world.isRunning) throw new Error('not found');
      world.sent.push(notices);
    },
  }),
}));
beforeEach(() => Object.assign(world, { sent: [], isRunning: true }));

const need = (reason: Need['reason'], more: Partial<Need> = {}): Need => ({
  reason,
  message: 'why',
  since: 1,
  ...more,
});
const open = (more: Partial<SyncState> = {}): SyncState => ({
  ...NEW_SYNC,
  syncedCommit: 'c'.repeat(40),
  setsReasons: true,
  ...more,
});
const setOf = (state: SyncState, id: string, ...needs: Need[]) => {
  state.needs = setNeeds(state.needs ?? NO_NEEDS, { workflowId: id, title: 'Title', videoId: 'v', needs });
};

it('tells each need once, with its command, and once that it is cured', async () => {
  const state = open();
  setOf(state, 'episode/a', need('edited', { fields: ['title'] }), need('overdue'));
  setOf(state, 'sync', need('broken', { place: 'a b.yaml:1:2' }), need('broken', { place: 'c.yaml:1:2' }));
  await sendNotices(state, 5);
  await sendNotices(state, 6);
  expect(world.sent).toHaveLength(1);
  expect(world.sent[0]?.map(({ event, reason, subject }) => [event, reason, subject])).toEqual([
    ['needs-a-person', 'edited', 'a'],
    ['needs-a-person', 'overdue', 'a'],
    ['needs-a-person', 'broken', 'a b.yaml:1:2'],
    ['needs-a-person', 'broken', 'c.yaml:1:2'],
  ]);
  expect(world.sent[0]?.[0]).toMatchObject({
    title: 'Title',
    videoId: 'v',
    command: ['npx', 'showrunner', 'overwrite', 'a', '--by', 'NAME'],
  });
  // The same problem a line further down is no news.
  setOf(state, 'sync', need('broken', { place: 'a b.yaml:2:2' }), need('broken', { place: 'c.yaml:1:2' }));
  await sendNotices(state, 6);
  expect(world.sent).toHaveLength(1);
  setOf(state, 'episode/a', need('overdue', { message: 'other words' }));
  setOf(state, 'sync');
  await sendNotices(state, 7);
  expect(world.sent[1]?.map(({ event, key, subject }) => [event, key, subject])).toEqual([
    ['cured', 'edited episode/a', 'a'],
    ['cured', 'broken sync  a b.yaml', 'a b.yaml'],
    ['cured', 'broken sync  c.yaml', 'c.yaml'],
  ]);
  expect(listNotices(state, 8)).toEqual([]);
});

it('what could not be reported is reported the next time; a run of version 0.2 tells nothing', async () => {
  const state = open();
  setOf(state, 'episode/a', need('overdue'));
  world.isRunning = false;
  await sendNotices(state, 5);
  world.isRunning = true;
  await sendNotices(state, 6);
  expect(world.sent).toHaveLength(1);
  const old = open({ setsReasons: undefined, needs: state.needs });
  await sendNotices(old, 7);
  expect(world.sent).toHaveLength(1);
});

it('a commit is done but for what needs a person, with its subject while it is the head', async () => {
  const state = open({ head: 'c'.repeat(40), subject: 'Correct ada' });
  setOf(state, 'episode/a', need('refused'));
  noteSettled(state, { commit: 'c'.repeat(40), message: '3 written' }, 4);
  noteSettled(state, { commit: 'd'.repeat(40), message: 'older' }, 4);
  await sendNotices(state, 5);
  expect(world.sent[0]).toMatchObject([
    { event: 'commit', subject: 'cccccccccc', title: 'Correct ada', count: 1, message: '3 written' },
    { event: 'commit', subject: 'dddddddddd' },
    { event: 'needs-a-person' },
  ]);
  expect(world.sent[0]?.[1]).not.toHaveProperty('title');
  expect(state.outbox).toEqual([]);
});
