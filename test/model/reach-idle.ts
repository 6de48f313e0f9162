import { create } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import { type pause, resume, retry } from '../../contract/operator.ts';
import { approve } from '../../contract/rewrite.ts';
import { checkAlways } from './check-always.ts';
import { checkRest } from './check-idle.ts';
import { handle, idIn, isIdle, statusOf } from './episode-status.ts';
import { Broken } from './invariant-violation.ts';
import type { Known } from './model-episode.ts';
import { untilTomorrow } from './time.ts';
import { advance, keepWorker, type World, waitForQuiet } from './world.ts';

/** A killed worker's tasks come back after 10 to 20 s each, one after the other, and later on a machine that others use. */
const PATIENCE_MS = 180_000;
/** After so many looks it waits for a timeout: looking costs the worker a turn each time. */
const EAGER_LOOKS = 30;
const OPERATOR = { by: 'the model' };

/**
 * 7 and 9: faults end, every pause is lifted, every question is answered; then YouTube must show what the head says. Episodes look at
 * YouTube, as their own timers would have it: those that something has happened to, or all.
 */
export async function rest(world: World, looks: 'due' | 'all' = 'due'): Promise<void> {
  await fetch(`${world.academy.youtube.url}/_/faults`, { method: 'DELETE' });
  await resumeAll(world);
  await settle(world);
  let looked = await look(world, looks);
  while (looked) {
    await settle(world);
    // A day may have had to turn before all was paid: then the timers of all would have them look once more.
    looked = await look(world, 'due');
  }
  await waitForQuiet(world, 50);
  await checkAlways(world);
  await checkRest(world);
}

/** One that is over takes no update: nothing to do then. */
export async function tell(
  world: World,
  workflowId: string,
  update: typeof pause | typeof resume | typeof retry | typeof create,
): Promise<boolean> {
  await keepWorker(world);
  return handle(world, workflowId)
    .executeUpdate(update, { args: [OPERATOR] })
    .then(
      () => true,
      () => false,
    );
}

async function resumeAll(world: World): Promise<void> {
  await keepWorker(world);
  for (const workflowId of world.paused) await tell(world, workflowId, resume);
  world.paused.clear();
}

async function look(world: World, which: 'due' | 'all'): Promise<boolean> {
  const open = [...world.known.values()].filter(
    ({ want, due }) => want !== undefined && (due || which === 'all'),
  );
  await Promise.all(open.map((one) => tell(world, episodeWorkflowId(idIn(one)), retry)));
  for (const one of open) one.due = false;
  return open.length > 0;
}

/** Waits until nobody has anything left to do, and plays the people and the days that it needs for that. */
async function settle(world: World): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const idle = new Set<Known>();
  let starved = 0;
  for (let turn = 1; ; turn += 1) {
    await keepWorker(world);
    const open = await findUnsettled(world, idle);
    if (open === undefined) return;
    if (turn % 2 === 0) starved = (await isStarved(world)) ? starved + 1 : 0;
    if (starved > 1) {
      await advance(world, untilTomorrow(world.academy.clock.now()));
      starved = 0;
    }
    if (turn % 10 === 5) await hurry(world);
    if (Date.now() > deadline) throw new Broken('7', `it does not come to rest: ${open}`);
    await new Promise((resolve) => setTimeout(resolve, turn < EAGER_LOOKS ? 100 : 300));
  }
}

/** What is not done yet, in words; undefined: everything is. Who is idle when `sync` is done stays so: `idle` remembers. */
async function findUnsettled(world: World, idle: Set<Known>): Promise<string | undefined> {
  const sync = await world.academy.sync().catch(() => undefined);
  if (sync === undefined) return 'sync does not answer';
  if (sync.blockedCommit !== undefined) await acceptLoss(world, sync.blockedCommit.commit);
  if (sync.rewrite !== undefined) await answerRewrite(world, sync.rewrite);
  // A push that was taken back may still be under way: `settled` alone says nothing of it.
  const { head } = world.history;
  if (sync.head !== head || sync.syncedCommit !== head || sync.rewrite !== undefined)
    return `sync: ${JSON.stringify(sync)}`;
  for (const one of world.known.values()) {
    if (one.want === undefined || idle.has(one)) continue;
    const status = await statusOf(world, one);
    if (status !== 'none' && (status === 'silent' || !isIdle(status)))
      return `${idIn(one)}: ${JSON.stringify(status)}`;
    idle.add(one);
  }
  return undefined;
}

const acceptLoss = (world: World, commit: string): Promise<unknown> =>
  handle(world, SYNC_ID)
    .executeUpdate('accept', { args: [{ ...OPERATOR, commit }] })
    .catch(() => undefined);

/** A rewrite that asks is approved, a rejected part too; one that is paused, by whoever paused one before it, goes on. */
async function answerRewrite(world: World, rewrite: string): Promise<void> {
  const status = await world.academy.rewrite(rewrite).catch(() => undefined);
  if (status?.paused === true) await tell(world, rewrite, resume);
  const { checksum } = status?.pending ?? status?.rejected ?? {};
  if (checksum !== undefined) await sendApproval(world, rewrite, checksum);
}

export const sendApproval = (world: World, rewrite: string, checksum: string): Promise<unknown> =>
  handle(world, rewrite)
    .executeUpdate(approve, { args: [{ ...OPERATOR, checksum }] })
    .catch(() => undefined);

/** Somebody waits for units and nobody calls YouTube. */
async function isStarved(world: World): Promise<boolean> {
  const quota = await world.academy.quota().catch(() => undefined);
  return quota !== undefined && quota.waiters.length > 0;
}

/** What a person would do about each stall: it is another one, or try again. */
async function hurry(world: World): Promise<void> {
  for (const one of world.known.values()) {
    if (one.want === undefined) continue;
    const status = await statusOf(world, one);
    if (status === 'none' || status === 'silent' || isIdle(status)) continue;
    const asks = status.next.includes('`create`');
    await tell(world, episodeWorkflowId(idIn(one)), asks ? create : retry);
  }
}
