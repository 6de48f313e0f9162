import { beforeEach, expect, it, vi } from 'vitest';
import type { CommitReport } from '../../contract/commit-report.ts';
import type { CommitPlan } from '../../contract/sync.ts';
import { NO_NEEDS, setNeeds } from './needs.ts';
import { addRewritten, addToReport, reportBlocked, reportSettled, reportTaken } from './report-commit.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

const started: { id: string; report: CommitReport }[] = [];
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  startChild: async (_type: string, { workflowId, args }: { workflowId: string; args: [CommitReport] }) => {
    started.push({ id: workflowId, report: args[0] });
  },
}));
beforeEach(() => void started.splice(0));

const COMMIT = 'c'.repeat(40);
const plan = (more: Partial<CommitPlan> = {}): CommitPlan => ({
  ...{
    usable: true,
    subject: 'Correct ada',
    direct: [],
    indirect: 0,
    refused: [],
    refusedCount: 0,
    orphaned: [],
  },
  reports: true,
  ...more,
});
const NO_COUNTS = {
  written: 0,
  unchanged: 0,
  'not-ours': 0,
  edited: 0,
  deferred: 0,
  stalled: 0,
  failed: 0,
  missed: 0,
};

it('a commit is pending, then done but for what needs a person; what was written is listed', async () => {
  const state: SyncState = { ...NEW_SYNC };
  await reportTaken(state, COMMIT, plan());
  const target = (episodeId: string) => ({
    episodeId,
    title: `T ${episodeId}`,
    guests: [],
    units: 1,
    videoId: 'v',
  });
  addToReport(
    state,
    [target('a'), target('b')],
    [
      { episodeId: 'a', kind: 'written', spent: 1, detail: 'title written' },
      { episodeId: 'b', kind: 'edited', spent: 1, detail: 'kept' },
    ],
  );
  addRewritten(state, { commit: COMMIT, counts: { ...NO_COUNTS, written: 2 } });
  state.needs = setNeeds(NO_NEEDS, {
    workflowId: 'episode/b',
    needs: [{ reason: 'edited', message: 'x', since: 1 }],
  });
  await reportSettled(state);
  expect(started).toHaveLength(1);
  state.syncedCommit = COMMIT;
  await reportSettled(state);
  await reportSettled(state);
  expect(started.map(({ id, report }) => [id, report.state, report.description])).toEqual([
    ['report/cccccccccc/pending', 'pending', 'being applied'],
    ['report/cccccccccc/success', 'success', '3 written, 1 needs you'],
  ]);
  expect(started[1]?.report).toMatchObject({
    done: [{ episodeId: 'a', title: 'T a', videoId: 'v', what: 'title written' }],
    total: 3,
  });
});

it('a commit with problems, one that cannot be used and one that waits for a person fail', async () => {
  const state: SyncState = { ...NEW_SYNC, refusedCount: 2 };
  await reportTaken(state, COMMIT, plan());
  state.syncedCommit = COMMIT;
  await reportSettled(state);
  await reportTaken(state, COMMIT, plan({ usable: false, refusedCount: 1 }));
  await reportBlocked(state, COMMIT, plan());
  expect(started.map(({ report }) => [report.state, report.description])).toEqual([
    ['pending', 'being applied'],
    ['failure', 'nothing to write; 2 problems in its files'],
    ['failure', 'it cannot be used: 1 problem'],
    ['failure', 'nothing of it is done before a person accepts it'],
  ]);
});

it('nothing is reported where no host is configured', async () => {
  const state: SyncState = { ...NEW_SYNC, syncedCommit: COMMIT };
  const { reports: _reports, ...without } = plan();
  await reportTaken(state, COMMIT, without);
  await reportBlocked(state, COMMIT, without);
  await reportSettled(state);
  expect(started).toEqual([]);
});
