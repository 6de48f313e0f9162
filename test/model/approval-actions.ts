import { reject } from '../../contract/rewrite.ts';
import { NOTHING, type Play } from './action.ts';
import { checkEdition } from './check-paused.ts';
import { commit } from './commit-actions.ts';
import { handle } from './episode-status.ts';
import { Broken } from './invariant-violation.ts';
import { pauseOne } from './pause-actions.ts';
import { rest, sendApproval } from './reach-idle.ts';
import { edition } from './tree-edits.ts';
import { keepWorker, type World } from './world.ts';

const PATIENCE_MS = 30_000;
/** In which a write that must not be would come. */
const MOMENT_MS = 400;
const LOOKS = 5;
/** `approval.episodes` in content.ts. */
const MOST_UNASKED = 5;

type Choice = Parameters<Play>[1];
type Asking = { readonly rewrite: string; readonly checksum: string; readonly episodes: number };

/**
 * A rewrite that waits for a person is answered, and where none waits, that of a change of all shows; what is rejected is approved
 * at the next rest at the latest.
 */
export const answer =
  (kind: 'approve' | 'reject'): Play =>
  async (world, choice) => {
    const asking = (await findAsking(world)) ?? (await askByEdition(world, choice));
    if (asking === undefined) return NOTHING;
    const { rewrite, checksum, episodes } = asking;
    if (kind === 'approve') await sendApproval(world, rewrite, checksum);
    else await sendRejection(world, rewrite, checksum);
    return `${kind} the ${episodes} episodes of ${rewrite}`;
  };

/** A rewrite that asks is paused and then approved: before `resume` it writes nothing, `checkHeld` sees to that. */
export const pauseRewrite: Play = async (world, choice) => {
  const asking = await askByEdition(world, choice);
  if (asking === undefined) return NOTHING;
  const words = await pauseOne(world, asking.rewrite);
  if (!world.paused.has(asking.rewrite)) return words;
  await sendApproval(world, asking.rewrite, asking.checksum);
  world.held = { rewrite: asking.rewrite, edition: world.history.raw.edition };
  for (let look = 0; look < LOOKS; look += 1) await checkUnwritten(world, `${asking.rewrite} is paused`);
  return `${words}, and approve its ${asking.episodes} episodes`;
};

/** Changes all shows, with nothing else under way: what is large must ask, and until it is answered nothing of it is written. */
async function askByEdition(world: World, choice: Choice): Promise<Asking | undefined> {
  await rest(world);
  const before = new Map([...world.known.values()].map((one) => [one, JSON.stringify(one.want)]));
  await commit(edition)(world, choice);
  const changed = [...before].filter(
    ([one, want]) => !one.own && one.want !== undefined && want !== JSON.stringify(one.want),
  );
  const asking = await waitForQuestion(world);
  if (asking === 'settled' && changed.length > MOST_UNASKED)
    throw new Broken('approval', `${changed.length} episodes change, and nobody was asked`);
  if (asking === undefined || asking === 'settled') return undefined;
  await checkUnwritten(world, `${asking.rewrite} asks`);
  return asking;
}

async function waitForQuestion(world: World): Promise<Asking | 'settled' | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    await keepWorker(world);
    const asking = await findAsking(world);
    if (asking !== undefined) return asking;
    const sync = await world.academy.sync().catch(() => undefined);
    if (sync?.syncedCommit === world.history.head) return 'settled';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

async function findAsking({ academy }: World): Promise<Asking | undefined> {
  const { rewrite } = await academy.sync().catch(() => ({ rewrite: undefined }));
  if (rewrite === undefined) return undefined;
  const status = await academy.rewrite(rewrite).catch(() => undefined);
  return status?.pending === undefined ? undefined : { rewrite, ...status.pending };
}

async function checkUnwritten(world: World, why: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  const { videos } = await world.academy.youtube.channel();
  checkEdition(world, videos, { edition: world.history.raw.edition, why });
}

const sendRejection = (world: World, rewrite: string, checksum: string): Promise<unknown> =>
  handle(world, rewrite)
    .executeUpdate(reject, { args: [{ by: 'the model', checksum }] })
    .catch(() => undefined);
