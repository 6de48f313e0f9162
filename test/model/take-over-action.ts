import { SYNC_ID } from '../../contract/ids.ts';
import { reject } from '../../contract/rewrite.ts';
import { takeOver as takeOverUpdate } from '../../contract/sync.ts';
import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { checkAlways } from './check-always.ts';
import { expectedIdOf, getHandle } from './episode-status.ts';
import { editHandmade } from './handmade-actions.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import { reachIdle, sendApproval } from './reach-idle.ts';
import { ensureWorker, killWorker, type ModelWorld } from './world.ts';

const PATIENCE_MS = 60_000;

/** An operator asks for the take-over of all named videos, or of one, and approves its card or rejects it. */
export const takeOver: Action = async (world, choice) => {
  await reachIdle(world);
  const all = [...world.episodes.values()].filter(
    ({ isForeign, expected }) => isForeign && expected !== undefined,
  );
  const one = choose(all, choice.pick);
  if (one === undefined) return NOT_POSSIBLE;
  const meant = choice.more % 3 === 0 ? [one] : all;
  const card = await requestCard(world, choice.more % 3 === 0 ? { episodes: [expectedIdOf(one)] } : {});
  if (typeof card === 'string') return card;
  assertCard(card, meant);
  world.offer = { checksum: card.checksum, episodes: new Set(meant) };
  // Asking changes nothing.
  await checkAlways(world);
  const words = [`take over ${meant.map(({ uid }) => uid).join(', ')}`];
  if (choice.more % 5 === 1) words.push(await editHandmade(world, choice));
  if (choice.more % 5 === 2) {
    await sendRejection(world, card);
    await checkAlways(world);
    return [...words, 'and reject the card'].join(', ');
  }
  await sendApproval(world, card.rewrite, card.checksum);
  if (choice.more % 5 === 3) {
    await killWorker(world);
    words.push('kill -9 the worker');
  }
  await reachIdle(world);
  return words.join(', ');
};

type Card = { readonly rewrite: string; readonly checksum: string; readonly episodes: number };

/** @returns why there is none */
async function requestCard(
  world: ModelWorld,
  request: { readonly episodes?: readonly string[] },
): Promise<Card | string> {
  await ensureWorker(world);
  const refused = await getHandle(world, SYNC_ID)
    .executeUpdate(takeOverUpdate, { args: [{ by: 'the model', ...request }] })
    .then(
      () => undefined,
      (error: Error) => `${error.cause instanceof Error ? error.cause.message : error.message}`,
    );
  if (refused !== undefined) return `take-over refused: ${refused}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    await ensureWorker(world);
    const { rewrite } = await world.academy.sync().catch(() => ({ rewrite: undefined }));
    const status =
      rewrite === undefined ? undefined : await world.academy.rewrite(rewrite).catch(() => undefined);
    const { pending, waitingUntil } = status ?? {};
    if (rewrite !== undefined && pending?.takeOver !== undefined) return { rewrite, ...pending };
    if (waitingUntil !== undefined) return 'the card waits for units';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new InvariantViolation('13', `no card of a take-over: ${JSON.stringify(await world.academy.sync())}`);
}

function assertCard({ episodes }: Card, meant: readonly ModelEpisode[]): void {
  if (episodes !== meant.length)
    throw new InvariantViolation(
      '13',
      `the card names ${episodes} videos, expected those of ${meant.map(({ uid }) => uid).join(', ')}`,
    );
}

const sendRejection = (world: ModelWorld, { rewrite, checksum }: Card): Promise<unknown> =>
  getHandle(world, rewrite)
    .executeUpdate(reject, { args: [{ by: 'the model', checksum }] })
    .catch(() => undefined);
