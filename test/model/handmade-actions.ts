import type { TestVideo } from '../support/youtube.ts';
import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { commit } from './commit-actions.ts';
import { pageOf } from './content.ts';
import { expectedIdOf } from './episode-status.ts';
import { copyDetails, isForeign, recordBytes } from './handmade.ts';
import { newFile } from './initial-tree.ts';
import type { ModelEpisode } from './model-episode.ts';
import type { Edit } from './tree-edits.ts';
import type { ModelWorld } from './world.ts';

const DAY = 24 * 60 * 60_000;
const MOST_COPIES = 4;
/** How the id of a copied broadcast that is not over begins. */
const UPCOMING = 'ahead';

/** A new file names a hand-written video that no file ever named. */
export const claim: Action = (world, choice) => commit(claimFile)(world, choice);

function claimFile({ world, tree, pick, more }: Parameters<Parameters<typeof commit>[0]>[0]): Edit {
  const claimed = new Set([...world.episodes.values()].map(({ videoId }) => videoId));
  const videoId = choose(
    // A file names what is over.
    [...world.handmade.keys()].filter((id) => !claimed.has(id) && !id.startsWith(UPCOMING)),
    pick,
  );
  if (videoId === undefined) return undefined;
  const uid = world.nextNumber();
  const kind = videoId.startsWith('handmade') && videoId !== 'handmade003' ? 'live' : 'video';
  const file = {
    ...newFile(uid, more, world.academy.clock.now(), Object.keys(tree.guests)),
    start: new Date(world.academy.clock.now() - 90 * DAY - uid * 60 * 60_000).toISOString(),
    claims: { videoId, kind },
  } as const;
  const episodes = { ...tree.episodes, [`episodes/talks/e${uid}.yaml`]: file };
  return { tree: { ...tree, episodes }, words: `episode ${uid} names ${videoId}` };
}

/** A person edits a video that was never handed over: title, a link to an episode's page, or a sealed line of another video. */
export const editHandmade: Action = async (world, { pick, more }) => {
  const videoId = choose(
    [...world.handmade.keys()].filter((id) => isForeign(world, id)),
    pick,
  );
  if (videoId === undefined) return NOT_POSSIBLE;
  const number = world.nextNumber();
  const { youtube } = world.academy;
  const other = choose(listSealed(world), more);
  const lines = [
    `By hand ${number}.`,
    ...(other === undefined ? [] : [pageOf(expectedIdOf(other)), await lastLineOf(world, other)]),
  ];
  const line = choose(lines, more) ?? '';
  if (more % 2 === 0) await youtube.studio(videoId, { title: `By hand ${number}` });
  else await youtube.studio(videoId, { description: `By hand ${number}.\n\n${line}` });
  await recordBytes(world, [videoId]);
  // What a card says of it no longer covers it.
  for (const one of world.offer?.episodes ?? [])
    if (one.videoId === videoId) world.offer?.episodes.delete(one);
  return `a person edits ${videoId}${more % 2 === 0 ? '' : `: ${line}`}`;
};

/** Studio's "Reuse details": a new video carries the texts of another, sealed line and all. */
export const reuseDetails: Action = async (world, { pick, more }) => {
  const one = choose(listSealed(world), pick);
  if (one?.videoId === undefined || world.handmade.size >= 3 + MOST_COPIES) return NOT_POSSIBLE;
  const isUpcoming = more % 3 === 0;
  const id = `${isUpcoming ? UPCOMING : 'again'}${String(world.nextNumber()).padStart(6, '0')}`;
  const from = await world.academy.youtube.video(one.videoId);
  const start = new Date(world.academy.clock.now() + (40 + (more % 30)) * DAY).toISOString();
  const upcoming = isUpcoming ? { scheduledStartTime: start } : {};
  // Known before it is there: a check may list the channel in between.
  world.handmade.set(id, {});
  await world.academy.youtube.seed({ videos: [{ ...copyDetails(id, from), ...upcoming }] });
  await recordBytes(world, [id]);
  return `reuse the details of episode ${one.uid} for ${id}`;
};

/** Episodes whose video carries a finished marker. */
export const listSealed = (world: ModelWorld): ModelEpisode[] =>
  [...world.episodes.values()].filter(
    ({ videoId, wasIdle, expected, unmarked, isForeign: foreign }) =>
      videoId !== undefined && wasIdle && expected !== undefined && !unmarked && !foreign,
  );

export const lastLineOf = async (world: ModelWorld, one: ModelEpisode): Promise<string> => {
  const { description }: TestVideo = await world.academy.youtube.video(one.videoId ?? '');
  return description.trim().split('\n').at(-1) ?? '';
};
