import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { create } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { type pause, resume, retry } from '../../contract/operator.ts';
import { approve } from '../../contract/rewrite.ts';
import { checkAlways } from './check-always.ts';
import { checkIdle } from './check-idle.ts';
import { expectedIdOf, getHandle, isIdle, readStatus } from './episode-status.ts';
import { recordTakeOver } from './handmade.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import { untilTomorrow } from './time.ts';
import { advanceClock, ensureWorker, type ModelWorld, waitForQuiet } from './world.ts';

/** Tasks of a killed worker are retried after seconds each, one after the other; a busy machine takes longer. */
const PATIENCE_MS = 180_000;
/** After so many polls it probably waits for a timeout: poll less often, each poll costs the worker a task. */
const FAST_POLLS = 30;
const OPERATOR = { by: 'the model' };

/**
 * Invariants 7 and 9: clears all faults, resumes what is paused and approves what waits; then YouTube must show the head's content. Makes
 * episodes check YouTube as their own timers would: those that something happened to, or all.
 */
export async function reachIdle(world: ModelWorld, looks: 'due' | 'all' = 'due'): Promise<void> {
  await world.academy.youtube.clearFaults();
  await resumeAll(world);
  await waitUntilIdle(world);
  let looked = await retryEpisodes(world, looks);
  while (looked) {
    await waitUntilIdle(world);
    // If a day had to pass to get units, the timers of all episodes would make them check again.
    looked = await retryEpisodes(world, 'due');
  }
  await waitForQuiet(world, 50);
  await checkAlways(world);
  await checkIdle(world);
}

/** @returns false if the workflow takes no update, because it has ended or refuses it */
export async function sendUpdate(
  world: ModelWorld,
  workflowId: string,
  update: typeof pause | typeof resume | typeof retry | typeof create,
): Promise<boolean> {
  await ensureWorker(world);
  return getHandle(world, workflowId)
    .executeUpdate(update, { args: [OPERATOR] })
    .then(
      () => true,
      () => false,
    );
}

async function resumeAll(world: ModelWorld): Promise<void> {
  await ensureWorker(world);
  for (const workflowId of world.paused) await sendUpdate(world, workflowId, resume);
  world.paused.clear();
}

async function retryEpisodes(world: ModelWorld, which: 'due' | 'all'): Promise<boolean> {
  const open = [...world.episodes.values()].filter(
    ({ expected, needsCheck }) => expected !== undefined && (needsCheck || which === 'all'),
  );
  await Promise.all(open.map((one) => sendUpdate(world, episodeWorkflowId(expectedIdOf(one)), retry)));
  for (const one of open) one.needsCheck = false;
  return open.length > 0;
}

/** Waits until no workflow has anything left to do; answers what waits for a person, and lets days pass when units are missing. */
async function waitUntilIdle(world: ModelWorld): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const idle = new Set<ModelEpisode>();
  let starved = 0;
  for (let turn = 1; ; turn += 1) {
    await ensureWorker(world);
    const open = await findUnfinished(world, idle);
    if (open === undefined) return;
    if (turn % 2 === 0) starved = (await isWaitingForUnits(world)) ? starved + 1 : 0;
    if (starved > 1) {
      await advanceClock(world, untilTomorrow(world.academy.clock.now()));
      starved = 0;
    }
    if (turn % 10 === 5) await unblockEpisodes(world);
    if (Date.now() > deadline) throw new InvariantViolation('7', `it does not become idle: ${open}`);
    await new Promise((resolve) => setTimeout(resolve, turn < FAST_POLLS ? 100 : 300));
  }
}

/** Describes what is not finished yet; undefined: nothing. An episode that is idle once `sync` is done stays so: `idle` caches it. */
async function findUnfinished(world: ModelWorld, idle: Set<ModelEpisode>): Promise<string | undefined> {
  const sync = await world.academy.sync().catch(() => undefined);
  if (sync === undefined) return 'sync does not answer';
  if (sync.blockedCommit !== undefined) await acceptMassRemoval(world, sync.blockedCommit.commit);
  if (sync.rewrite !== undefined) await approveRewrite(world, sync.rewrite);
  // A push that was reverted may still be in progress: `syncedCommit` alone does not show it.
  const { head } = world.branch;
  if (sync.head !== head || sync.syncedCommit !== head || sync.rewrite !== undefined)
    return `sync: ${JSON.stringify(sync)}`;
  for (const one of world.episodes.values()) {
    if (one.expected === undefined || idle.has(one)) continue;
    const status = await readStatus(world, one);
    if (status !== 'none' && (status === 'silent' || !isIdle(status)))
      return `${expectedIdOf(one)}: ${JSON.stringify(status)}`;
    idle.add(one);
  }
  return undefined;
}

const acceptMassRemoval = (world: ModelWorld, commit: string): Promise<unknown> =>
  getHandle(world, SYNC_ID)
    .executeUpdate('accept', { args: [{ ...OPERATOR, commit }] })
    .catch(() => undefined);

/**
 * Approves a waiting rewrite, a rejected part too, and resumes a paused one. A take-over is approved only if it is of the newest commit:
 * an approval covers what the card shows, and the next commit, which supersedes it, may change just that.
 */
async function approveRewrite(world: ModelWorld, rewrite: string): Promise<void> {
  const status = await world.academy.rewrite(rewrite).catch(() => undefined);
  if (status?.paused === true) await sendUpdate(world, rewrite, resume);
  const { checksum, takeOver } = status?.pending ?? status?.rejected ?? {};
  if (takeOver !== undefined && status?.commit !== world.branch.head) return;
  if (checksum !== undefined) await sendApproval(world, rewrite, checksum);
}

/** What the approval names may be published, or is ours from now on. */
export async function sendApproval(world: ModelWorld, rewrite: string, checksum: string): Promise<void> {
  const status = await world.academy.rewrite(rewrite).catch(() => undefined);
  const named = status === undefined || [status.pending, status.rejected].some((one) => one?.publishing);
  if (named) for (const one of world.episodes.values()) one.mayPublish = true;
  const isTaken = await getHandle(world, rewrite)
    .executeUpdate(approve, { args: [{ ...OPERATOR, checksum }] })
    .then(
      () => true,
      // A newer commit may have superseded it meanwhile; without an answer it is unknown.
      (error: unknown) =>
        !(error instanceof WorkflowUpdateFailedError || error instanceof WorkflowNotFoundError),
    );
  if (isTaken && world.offer?.checksum === checksum) recordTakeOver(world);
}

/** A workflow waits for units. */
async function isWaitingForUnits(world: ModelWorld): Promise<boolean> {
  const quota = await world.academy.quota().catch(() => undefined);
  return quota !== undefined && quota.waiters.length > 0;
}

/** Does what a person would do about each stall: `create` or `retry`. */
async function unblockEpisodes(world: ModelWorld): Promise<void> {
  for (const one of world.episodes.values()) {
    if (one.expected === undefined) continue;
    const status = await readStatus(world, one);
    if (status === 'none' || status === 'silent' || isIdle(status)) continue;
    const asks = status.next.includes('`create`');
    await sendUpdate(world, episodeWorkflowId(expectedIdOf(one)), asks ? create : retry);
  }
}
