import { create } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { type pause, resume, retry } from '../../contract/operator.ts';
import { approve } from '../../contract/rewrite.ts';
import { checkAlways } from './check-always.ts';
import { checkIdle } from './check-idle.ts';
import { expectedIdOf, getHandle, isIdle, readStatus } from './episode-status.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import { untilTomorrow } from './time.ts';
import { advanceClock, ensureWorker, type World, waitForQuiet } from './world.ts';

/** A killed worker's tasks come back after 10 to 20 s each, one after the other, and later on a machine that others use. */
const PATIENCE_MS = 180_000;
/** After so many looks it waits for a timeout: looking costs the worker a turn each time. */
const FAST_POLLS = 30;
const OPERATOR = { by: 'the model' };

/**
 * 7 and 9: faults end, every pause is lifted, every question is answered; then YouTube must show what the head says. Episodes look at
 * YouTube, as their own timers would have it: those that something has happened to, or all.
 */
export async function reachIdle(world: World, looks: 'due' | 'all' = 'due'): Promise<void> {
  await fetch(`${world.academy.youtube.url}/_/faults`, { method: 'DELETE' });
  await resumeAll(world);
  await waitUntilIdle(world);
  let looked = await retryEpisodes(world, looks);
  while (looked) {
    await waitUntilIdle(world);
    // A day may have had to turn before all was paid: then the timers of all would have them look once more.
    looked = await retryEpisodes(world, 'due');
  }
  await waitForQuiet(world, 50);
  await checkAlways(world);
  await checkIdle(world);
}

/** One that is over takes no update: nothing to do then. */
export async function sendUpdate(
  world: World,
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

async function resumeAll(world: World): Promise<void> {
  await ensureWorker(world);
  for (const workflowId of world.paused) await sendUpdate(world, workflowId, resume);
  world.paused.clear();
}

async function retryEpisodes(world: World, which: 'due' | 'all'): Promise<boolean> {
  const open = [...world.episodes.values()].filter(
    ({ expected, needsCheck }) => expected !== undefined && (needsCheck || which === 'all'),
  );
  await Promise.all(open.map((one) => sendUpdate(world, episodeWorkflowId(expectedIdOf(one)), retry)));
  for (const one of open) one.needsCheck = false;
  return open.length > 0;
}

/** Waits until nobody has anything left to do, and plays the people and the days that it needs for that. */
async function waitUntilIdle(world: World): Promise<void> {
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
    if (Date.now() > deadline) throw new InvariantViolation('7', `it does not come to rest: ${open}`);
    await new Promise((resolve) => setTimeout(resolve, turn < FAST_POLLS ? 100 : 300));
  }
}

/** What is not done yet, in words; undefined: everything is. Who is idle when `sync` is done stays so: `idle` remembers. */
async function findUnfinished(world: World, idle: Set<ModelEpisode>): Promise<string | undefined> {
  const sync = await world.academy.sync().catch(() => undefined);
  if (sync === undefined) return 'sync does not answer';
  if (sync.blockedCommit !== undefined) await acceptMassRemoval(world, sync.blockedCommit.commit);
  if (sync.rewrite !== undefined) await approveRewrite(world, sync.rewrite);
  // A push that was taken back may still be under way: `settled` alone says nothing of it.
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

const acceptMassRemoval = (world: World, commit: string): Promise<unknown> =>
  getHandle(world, SYNC_ID)
    .executeUpdate('accept', { args: [{ ...OPERATOR, commit }] })
    .catch(() => undefined);

/** A rewrite that asks is approved, a rejected part too; one that is paused, by whoever paused one before it, goes on. */
async function approveRewrite(world: World, rewrite: string): Promise<void> {
  const status = await world.academy.rewrite(rewrite).catch(() => undefined);
  if (status?.paused === true) await sendUpdate(world, rewrite, resume);
  const { checksum } = status?.pending ?? status?.rejected ?? {};
  if (checksum !== undefined) await sendApproval(world, rewrite, checksum);
}

export const sendApproval = (world: World, rewrite: string, checksum: string): Promise<unknown> =>
  getHandle(world, rewrite)
    .executeUpdate(approve, { args: [{ ...OPERATOR, checksum }] })
    .catch(() => undefined);

/** Somebody waits for units and nobody calls YouTube. */
async function isWaitingForUnits(world: World): Promise<boolean> {
  const quota = await world.academy.quota().catch(() => undefined);
  return quota !== undefined && quota.waiters.length > 0;
}

/** What a person would do about each stall: it is another one, or try again. */
async function unblockEpisodes(world: World): Promise<void> {
  for (const one of world.episodes.values()) {
    if (one.expected === undefined) continue;
    const status = await readStatus(world, one);
    if (status === 'none' || status === 'silent' || isIdle(status)) continue;
    const asks = status.next.includes('`create`');
    await sendUpdate(world, episodeWorkflowId(expectedIdOf(one)), asks ? create : retry);
  }
}
