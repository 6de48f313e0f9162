import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import type { ModelEpisode } from './model-episode.ts';
import { reachIdle } from './reach-idle.ts';
import { HOUR } from './time.ts';
import * as edits from './tree-edits.ts';
import { advanceClock, type ModelWorld, recordHead, waitForQuiet } from './world.ts';

/** From an hour before YouTube's start time until the end, nothing changes an episode whose own file is already applied. */
export async function recordAirTime({ academy, episodes }: ModelWorld): Promise<void> {
  const now = academy.clock.now();
  const last = await academy.youtube.lastWrite();
  const { videos } = await academy.youtube.channel();
  const startOf = (one: ModelEpisode): number =>
    Date.parse(videos.find(({ id }) => id === one.videoId)?.broadcast?.scheduledStartTime ?? '');
  for (const one of episodes.values()) {
    const isNear = one.stage === 'ready' && startOf(one) - now <= HOUR;
    if (one.ownFileChanged || one.videoId === undefined || !(isNear || one.stage === 'live'))
      one.lastWriteBeforeAir = undefined;
    else one.lastWriteBeforeAir ??= last;
  }
}

/** An episode whose own file is applied goes live, or comes within half an hour of its start; then all shows change. */
export const nearAirTime: Action = async (world, { pick, more }) => {
  if (listCandidates(world).length === 0) await reachIdle(world);
  const one = choose(listCandidates(world), pick);
  if (one === undefined) return NOT_POSSIBLE;
  const how = await (more % 2 === 0 ? goOnAir(world, one) : approachStart(world, one));
  await recordAirTime(world);
  const { tree, words } = edits.changeShows({ world, tree: world.branch.raw, pick, more });
  await world.branch.commit(words, tree);
  recordHead(world);
  return `episode ${one.uid} ${how}, and ${words}`;
};

const listCandidates = ({ episodes, academy }: ModelWorld): ModelEpisode[] =>
  [...episodes.values()].filter(
    ({ videoId, stage, wasIdle, ownFileChanged, expected }) =>
      videoId !== undefined &&
      stage === 'ready' &&
      wasIdle &&
      !ownFileChanged &&
      Date.parse(expected?.start ?? '') > academy.clock.now() + HOUR,
  );

async function goOnAir(world: ModelWorld, one: ModelEpisode): Promise<string> {
  await waitForQuiet(world);
  await world.academy.youtube.studio(`${one.videoId}/live`, {});
  one.stage = 'live';
  one.needsCheck = true;
  return 'goes live';
}

async function approachStart(world: ModelWorld, one: ModelEpisode): Promise<string> {
  const ahead = Date.parse(one.expected?.start ?? '') - HOUR / 2 - world.academy.clock.now();
  await advanceClock(world, ahead);
  return 'starts in half an hour';
}
