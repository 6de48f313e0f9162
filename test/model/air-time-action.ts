import { choose, NOTHING, type Play } from './action.ts';
import type { Known } from './model-episode.ts';
import { rest } from './reach-idle.ts';
import { HOUR } from './time.ts';
import * as edits from './tree-edits.ts';
import { advance, learn, type World, waitForQuiet } from './world.ts';

/** From an hour before the start that YouTube has until the end, an episode whose own file was done already is changed by nobody. */
export async function noticeAir({ academy, known }: World): Promise<void> {
  const now = academy.clock.now();
  const last = await academy.youtube.lastWrite();
  const { videos } = await academy.youtube.channel();
  const startOf = (one: Known): number =>
    Date.parse(videos.find(({ id }) => id === one.videoId)?.broadcast?.scheduledStartTime ?? '');
  for (const one of known.values()) {
    const isNear = one.stage === 'ready' && startOf(one) - now <= HOUR;
    if (one.own || one.videoId === undefined || !(isNear || one.stage === 'live')) one.airSince = undefined;
    else one.airSince ??= last;
  }
}

/** An episode whose file is done comes on air, or half an hour before it; then all shows change. */
export const air: Play = async (world, { pick, more }) => {
  if (listDone(world).length === 0) await rest(world);
  const one = choose(listDone(world), pick);
  if (one === undefined) return NOTHING;
  const how = await (more % 2 === 0 ? goOnAir(world, one) : comeNear(world, one));
  await noticeAir(world);
  const { tree, words } = edits.edition({ world, tree: world.history.raw, pick, more });
  await world.history.commit(words, tree);
  learn(world);
  return `episode ${one.uid} ${how}, and ${words}`;
};

const listDone = ({ known, academy }: World): Known[] =>
  [...known.values()].filter(
    ({ videoId, stage, rested, own, want }) =>
      videoId !== undefined &&
      stage === 'ready' &&
      rested &&
      !own &&
      Date.parse(want?.start ?? '') > academy.clock.now() + HOUR,
  );

async function goOnAir(world: World, one: Known): Promise<string> {
  await waitForQuiet(world);
  await world.academy.youtube.studio(`${one.videoId}/live`, {});
  one.stage = 'live';
  one.due = true;
  return 'goes live';
}

async function comeNear(world: World, one: Known): Promise<string> {
  const ahead = Date.parse(one.want?.start ?? '') - HOUR / 2 - world.academy.clock.now();
  await advance(world, ahead);
  return 'starts in half an hour';
}
