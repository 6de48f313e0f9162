import { reject } from '../../contract/rewrite.ts';
import { type Action, NOT_POSSIBLE } from './action.ts';
import { checkEditionUnwritten } from './check-paused.ts';
import { commit } from './commit-actions.ts';
import { getHandle } from './episode-status.ts';
import { InvariantViolation } from './invariant-violation.ts';
import { pauseOne } from './pause-actions.ts';
import { reachIdle, sendApproval } from './reach-idle.ts';
import { changeShows } from './tree-edits.ts';
import { ensureWorker, type ModelWorld } from './world.ts';

const PATIENCE_MS = 30_000;
/** A forbidden write would happen within this time. */
const MOMENT_MS = 400;
const CHECKS = 5;
/** `approval.episodes` in content.ts. */
const MOST_WITHOUT_APPROVAL = 5;

type Choice = Parameters<Action>[1];
type WaitingRewrite = { readonly rewrite: string; readonly checksum: string; readonly episodes: number };

/**
 * Approves or rejects the waiting rewrite. If none waits, changes all shows first, so that one does. A rejected rewrite is approved by the
 * next `reachIdle` at the latest.
 */
export const decide =
  (kind: 'approve' | 'reject'): Action =>
  async (world, choice) => {
    const waiting = (await findWaitingRewrite(world)) ?? (await openWaitingRewrite(world, choice));
    if (waiting === undefined) return NOT_POSSIBLE;
    const { rewrite, checksum, episodes } = waiting;
    if (kind === 'approve') await sendApproval(world, rewrite, checksum);
    else await sendRejection(world, rewrite, checksum);
    return `${kind} the ${episodes} episodes of ${rewrite}`;
  };

/** Pauses a waiting rewrite and then approves it: before `resume` it must write nothing, which `checkPausedRewrite` asserts. */
export const pauseRewrite: Action = async (world, choice) => {
  const waiting = await openWaitingRewrite(world, choice);
  if (waiting === undefined) return NOT_POSSIBLE;
  const words = await pauseOne(world, waiting.rewrite);
  if (!world.paused.has(waiting.rewrite)) return words;
  await sendApproval(world, waiting.rewrite, waiting.checksum);
  world.pausedRewrite = { rewrite: waiting.rewrite, edition: world.branch.raw.edition };
  for (let look = 0; look < CHECKS; look += 1) await checkUnwritten(world, `${waiting.rewrite} is paused`);
  return `${words}, and approve its ${waiting.episodes} episodes`;
};

/** Changes all shows while all is idle: a large rewrite must wait for approval, and nothing of it is written before. */
async function openWaitingRewrite(world: ModelWorld, choice: Choice): Promise<WaitingRewrite | undefined> {
  await reachIdle(world);
  const before = new Map([...world.episodes.values()].map((one) => [one, JSON.stringify(one.expected)]));
  await commit(changeShows)(world, choice);
  const changed = [...before].filter(
    ([one, want]) =>
      !one.ownFileChanged && one.expected !== undefined && want !== JSON.stringify(one.expected),
  );
  const waiting = await waitForPlan(world);
  if (waiting === 'synced' && changed.length > MOST_WITHOUT_APPROVAL)
    throw new InvariantViolation('approval', `${changed.length} episodes change without approval`);
  if (waiting === undefined || waiting === 'synced') return undefined;
  await checkUnwritten(world, `${waiting.rewrite} waits for approval`);
  return waiting;
}

export async function waitForPlan(world: ModelWorld): Promise<WaitingRewrite | 'synced' | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    await ensureWorker(world);
    const waiting = await findWaitingRewrite(world);
    if (waiting !== undefined) return waiting;
    const sync = await world.academy.sync().catch(() => undefined);
    if (sync?.syncedCommit === world.branch.head) return 'synced';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

async function findWaitingRewrite({ academy }: ModelWorld): Promise<WaitingRewrite | undefined> {
  const { rewrite } = await academy.sync().catch(() => ({ rewrite: undefined }));
  if (rewrite === undefined) return undefined;
  const status = await academy.rewrite(rewrite).catch(() => undefined);
  return status?.pending === undefined ? undefined : { rewrite, ...status.pending };
}

async function checkUnwritten(world: ModelWorld, why: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  const { videos } = await world.academy.youtube.channel();
  checkEditionUnwritten(world, videos, { edition: world.branch.raw.edition, why });
}

const sendRejection = (world: ModelWorld, rewrite: string, checksum: string): Promise<unknown> =>
  getHandle(world, rewrite)
    .executeUpdate(reject, { args: [{ by: 'the model', checksum }] })
    .catch(() => undefined);
