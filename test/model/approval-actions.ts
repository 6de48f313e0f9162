import { reject } from '../../contract/rewrite.ts';
import { type Action, NOT_POSSIBLE } from './action.ts';
import { checkEditionUnwritten } from './check-paused.ts';
import { commit } from './commit-actions.ts';
import { getHandle } from './episode-status.ts';
import { InvariantViolation } from './invariant-violation.ts';
import { pauseOne } from './pause-actions.ts';
import { reachIdle, sendApproval } from './reach-idle.ts';
import { changeShows } from './tree-edits.ts';
import { ensureWorker, type World } from './world.ts';

const PATIENCE_MS = 30_000;
/** In which a write that must not be would come. */
const MOMENT_MS = 400;
const CHECKS = 5;
/** `approval.episodes` in content.ts. */
const MOST_WITHOUT_APPROVAL = 5;

type Choice = Parameters<Action>[1];
type WaitingRewrite = { readonly rewrite: string; readonly checksum: string; readonly episodes: number };

/**
 * A rewrite that waits for a person is answered, and where none waits, that of a change of all shows; what is rejected is approved
 * at the next rest at the latest.
 */
export const decide =
  (kind: 'approve' | 'reject'): Action =>
  async (world, choice) => {
    const asking = (await findWaitingRewrite(world)) ?? (await openWaitingRewrite(world, choice));
    if (asking === undefined) return NOT_POSSIBLE;
    const { rewrite, checksum, episodes } = asking;
    if (kind === 'approve') await sendApproval(world, rewrite, checksum);
    else await sendRejection(world, rewrite, checksum);
    return `${kind} the ${episodes} episodes of ${rewrite}`;
  };

/** A rewrite that asks is paused and then approved: before `resume` it writes nothing, `checkHeld` sees to that. */
export const pauseRewrite: Action = async (world, choice) => {
  const asking = await openWaitingRewrite(world, choice);
  if (asking === undefined) return NOT_POSSIBLE;
  const words = await pauseOne(world, asking.rewrite);
  if (!world.paused.has(asking.rewrite)) return words;
  await sendApproval(world, asking.rewrite, asking.checksum);
  world.pausedRewrite = { rewrite: asking.rewrite, edition: world.branch.raw.edition };
  for (let look = 0; look < CHECKS; look += 1) await checkUnwritten(world, `${asking.rewrite} is paused`);
  return `${words}, and approve its ${asking.episodes} episodes`;
};

/** Changes all shows, with nothing else under way: what is large must ask, and until it is answered nothing of it is written. */
async function openWaitingRewrite(world: World, choice: Choice): Promise<WaitingRewrite | undefined> {
  await reachIdle(world);
  const before = new Map([...world.episodes.values()].map((one) => [one, JSON.stringify(one.expected)]));
  await commit(changeShows)(world, choice);
  const changed = [...before].filter(
    ([one, want]) =>
      !one.ownFileChanged && one.expected !== undefined && want !== JSON.stringify(one.expected),
  );
  const asking = await waitForPlan(world);
  if (asking === 'settled' && changed.length > MOST_WITHOUT_APPROVAL)
    throw new InvariantViolation('approval', `${changed.length} episodes change, and nobody was asked`);
  if (asking === undefined || asking === 'settled') return undefined;
  await checkUnwritten(world, `${asking.rewrite} asks`);
  return asking;
}

async function waitForPlan(world: World): Promise<WaitingRewrite | 'settled' | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    await ensureWorker(world);
    const asking = await findWaitingRewrite(world);
    if (asking !== undefined) return asking;
    const sync = await world.academy.sync().catch(() => undefined);
    if (sync?.syncedCommit === world.branch.head) return 'settled';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

async function findWaitingRewrite({ academy }: World): Promise<WaitingRewrite | undefined> {
  const { rewrite } = await academy.sync().catch(() => ({ rewrite: undefined }));
  if (rewrite === undefined) return undefined;
  const status = await academy.rewrite(rewrite).catch(() => undefined);
  return status?.pending === undefined ? undefined : { rewrite, ...status.pending };
}

async function checkUnwritten(world: World, why: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  const { videos } = await world.academy.youtube.channel();
  checkEditionUnwritten(world, videos, { edition: world.branch.raw.edition, why });
}

const sendRejection = (world: World, rewrite: string, checksum: string): Promise<unknown> =>
  getHandle(world, rewrite)
    .executeUpdate(reject, { args: [{ by: 'the model', checksum }] })
    .catch(() => undefined);
