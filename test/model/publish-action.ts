import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { waitForPlan } from './approval-actions.ts';
import { checkAlways } from './check-always.ts';
import { type EpisodeFile, hasPicture, type Tree } from './content.ts';
import { isIdle, readStatus } from './episode-status.ts';
import { InvariantViolation } from './invariant-violation.ts';
import type { ModelEpisode } from './model-episode.ts';
import { reachIdle, sendApproval } from './reach-idle.ts';
import { untilTomorrow } from './time.ts';
import { advanceClock, type ModelWorld, recordHead } from './world.ts';

const PATIENCE_MS = 10_000;

/** A show, or one episode's own file, say that videos are public after their stream; or no longer. */
export const publish: Action = async (world, { pick, more }) => {
  await reachIdle(world);
  return more % 2 === 0 ? publishShow(world) : publishOne(world, pick);
};

/** Nothing becomes public before a person approves what the rewrite names; everything it names does then. */
async function publishShow(world: ModelWorld): Promise<string> {
  const { raw } = world.branch;
  const after = raw.after === 'public' ? 'unlisted' : 'public';
  const hidden = await listHidden(
    world,
    (file) => file !== undefined && hasPicture(file.uid) && file.after === undefined,
  );
  await commitTree(world, `the show is ${after} afterwards`, { ...raw, after });
  if (after === 'unlisted' || hidden.length === 0) return `the show is ${after} afterwards`;
  const waiting = await waitForPlan(world);
  if (waiting === 'synced')
    throw new InvariantViolation(
      '11',
      `${hidden.length} videos are to be public, and no approval is asked for`,
    );
  if (waiting !== undefined) await waitUntilAnswered(world, waiting.rewrite, hidden);
  await checkAlways(world);
  if (waiting === undefined) return `the show is ${after} afterwards, and the plan waits`;
  await sendApproval(world, waiting.rewrite, waiting.checksum);
  await reachIdle(world);
  await expectPublic(world, hidden);
  return `the show is ${after} afterwards, and the publication of ${hidden.length} is approved`;
}

/** All else that the commit changes is done: the videos it would publish were compared, and left alone. */
async function waitUntilAnswered(
  world: ModelWorld,
  rewrite: string,
  hidden: readonly ModelEpisode[],
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let isAdvanced = false;
  while (Date.now() < deadline) {
    const status = await world.academy.rewrite(rewrite).catch(() => undefined);
    const { done = 0, total = 1, pending, waitingUntil } = status ?? {};
    if (done >= total - (pending?.episodes ?? 0) && (await areIdle(world, hidden))) return;
    if (waitingUntil !== undefined && !isAdvanced) {
      await advanceClock(world, untilTomorrow(world.academy.clock.now()));
      isAdvanced = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function areIdle(world: ModelWorld, all: readonly ModelEpisode[]): Promise<boolean> {
  const found = await Promise.all(all.map((one) => readStatus(world, one)));
  return found.every((status) => status === 'none' || (status !== 'silent' && isIdle(status)));
}

/** The episode's own file publishes its video at once. */
async function publishOne(world: ModelWorld, pick: number): Promise<string> {
  const hidden = await listHidden(world, (file) => file?.broken === false && file.after === undefined);
  const one = choose(hidden, pick);
  const [path, file] =
    Object.entries(world.branch.raw.episodes).find(([, { uid }]) => uid === one?.uid) ?? [];
  if (one === undefined || path === undefined || file === undefined) return NOT_POSSIBLE;
  const { raw } = world.branch;
  const episodes = { ...raw.episodes, [path]: { ...file, after: 'public' as const } };
  await commitTree(world, `episode ${one.uid} is public afterwards`, { ...raw, episodes });
  await reachIdle(world);
  await expectPublic(world, [one]);
  return `episode ${one.uid} is public afterwards, by its own file`;
}

async function commitTree(world: ModelWorld, words: string, tree: Tree): Promise<void> {
  await world.branch.commit(words, tree);
  recordHead(world);
}

/** Episodes whose stream is over and whose video is unlisted, as the content says. */
async function listHidden(
  world: ModelWorld,
  isRight: (file: EpisodeFile | undefined) => boolean,
): Promise<ModelEpisode[]> {
  const { videos } = await world.academy.youtube.channel();
  const files = Object.values(world.branch.raw.episodes);
  return [...world.episodes.values()].filter(
    ({ uid, stage, wasIdle, expected, isForeign, unknownSettings, baseLost, videoId }) =>
      stage === 'complete' &&
      wasIdle &&
      !baseLost &&
      !isForeign &&
      !unknownSettings.has('privacy') &&
      expected?.cancelled === false &&
      expected.after === 'unlisted' &&
      videos.find(({ id }) => id === videoId)?.privacyStatus === 'unlisted' &&
      isRight(files.find((file) => file.uid === uid)),
  );
}

async function expectPublic(world: ModelWorld, all: readonly ModelEpisode[]): Promise<void> {
  for (const { uid, videoId = '' } of all) {
    const { privacyStatus } = await world.academy.youtube.video(videoId);
    if (privacyStatus !== 'public')
      throw new InvariantViolation('7', `episode ${uid} is ${privacyStatus}, expected public`);
  }
}
