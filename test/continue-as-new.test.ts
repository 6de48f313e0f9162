import { WorkflowNotFoundError } from '@temporalio/client';
import { afterEach, expect, it } from 'vitest';
import { type ReconcileRequest, type ReconcileResult, reconcile } from '../contract/episode.ts';
import { episodeWorkflowId, QUOTA_ID, SYNC_ID, TASK_QUEUE, WORKFLOWS } from '../contract/ids.ts';
import { reportSpent, requestQuota } from '../contract/quota.ts';
import { checkBranch } from '../contract/sync.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finishedFiles, upcoming, videoIdOf } from './support/academy-files.ts';
import { replayAndClose } from './support/replay-histories.ts';

let academy: TestAcademy;
afterEach(() => replayAndClose(academy));

/** Small enough that each burst of messages meets several continue-as-new. */
const EVENTS = 150;

async function openWithShortHistories(episodes: number): Promise<void> {
  academy = await openAcademy({
    files: finishedFiles(episodes, () => 'ada'),
    suggestContinueAsNewAfter: EVENTS,
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
}

const handle = (workflowId: string) => academy.client().workflow.getHandle(workflowId);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

/** How many runs a workflow has had. */
async function countRuns(workflowId: string): Promise<number> {
  const runs = new Set<string>();
  for await (const { runId } of academy.client().workflow.list({ query: `WorkflowId = '${workflowId}'` }))
    runs.add(runId);
  return runs.size;
}

it('the quota workflow grants each of many requests and counts each report of units once, also while it continues as new', async () => {
  await openWithShortHistories(1);
  // Any workflow that ignores grants it did not request.
  await academy.client().workflow.start(WORKFLOWS.episode, {
    workflowId: episodeWorkflowId('idle'),
    taskQueue: TASK_QUEUE,
    args: [{ episodeId: 'idle', title: 'idle' }],
  });
  const before = (await academy.quota()).spent['live'] ?? 0;
  const workflowId = episodeWorkflowId('idle');
  const asks = numbers(250).map((number) => ({ id: `flood#${number}`, workflowId, want: 1, atLeast: 1 }));
  await Promise.all(
    asks.map(async (one, at) => {
      await pause(at * 15);
      await handle(QUOTA_ID).signal(requestQuota, { ...one, lane: 'live' });
    }),
  );
  // It has continued as new while all these units are granted.
  await until(
    () => countRuns(QUOTA_ID),
    (runs) => runs > 1,
  );
  await until(academy.quota, ({ granted, waiters }) => granted === asks.length && waiters.length === 0);
  await Promise.all(asks.map(({ id }) => handle(QUOTA_ID).signal(reportSpent, { id, spent: 1 })));
  const { spent } = await until(academy.quota, ({ granted }) => granted === 0);
  expect(spent['live']).toBe(before + asks.length);
});

it('sync learns that its rewrite has ended, also when many signals make it continue as new', async () => {
  await openWithShortHistories(20);
  const last = await academy.youtube.lastWrite();
  // The rewrite lasts longer than a run of sync.
  await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 6000, times: 20 });
  const commit = await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\n' });
  const flood = numbers(200).map(async (number) => {
    await pause(number * 20);
    await handle(SYNC_ID).signal(checkBranch, { because: 'a flood' });
  });
  await Promise.all(flood);
  await until(academy.sync, (status) => status.syncedCommit === commit);
  const written = await academy.youtube.writes(last);
  expect(written.map(({ videoId }) => videoId).toSorted()).toEqual(numbers(20).map(videoIdOf));
  await until(
    () => countRuns(SYNC_ID),
    (runs) => runs > 1,
  );
});

it('an episode answers every update, whichever of its runs receives it', async () => {
  await openWithShortHistories(1);
  const episodeId = 'talks/next';
  const commit = await academy.content.commit('announce', {
    'episodes/talks/next.yaml': upcoming('Next talk', 'ada'),
  });
  const { seq } = await academy.waitUntilSynced();
  const workflowId = episodeWorkflowId(episodeId);
  const verdicts = numbers(60).map(async (number) => {
    await pause(number * 40);
    return askUntilTaken(workflowId, {
      commit,
      seq: seq + 1 + number,
      baseCommits: [commit],
      cause: 'direct',
    });
  });
  const kinds = (await Promise.all(verdicts)).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['unchanged']));
  expect((await academy.episode(episodeId)).seq).toBe(seq + 60);
  await until(
    () => countRuns(workflowId),
    (runs) => runs > 1,
  );
});

/** As the product does: an update that no run accepted before continue-as-new is sent again. */
async function askUntilTaken(workflowId: string, wake: ReconcileRequest): Promise<ReconcileResult> {
  try {
    return await handle(workflowId).executeUpdate(reconcile, { args: [wake] });
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return askUntilTaken(workflowId, wake);
  }
}
