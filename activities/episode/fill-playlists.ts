import { addToPlaylist, isInPlaylist, removeFromPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { StepResult, VideoRequest } from '../../contract/episode.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { readBases, readContent } from '../content.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { notVisibleFailure } from './read-live.ts';

/**
 * Adds a video to the playlists that the content names newly, and takes it out of those that it names no longer: 1 unit for each look, 50 for
 * each addition and each removal. A playlist that a person put it in is left, and one that a person took it out of is told.
 */
export function fillPlaylists(parts: Dependencies, order: VideoRequest): Promise<StepResult> {
  return runWithQuota(parts, order.grant, async (till): Promise<WithoutSpent<StepResult>> => {
    const { episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
    const bases = basesOf(order, desired, await readBases(parts.repository, order.baseCommits, episode));
    const { added, lacking } = await add(parts, till, order, {
      all: desired.playlists ?? [],
      ours: listOurs(order, desired, bases),
    });
    const removed = await remove(parts, till, order.videoId, playlistsToLeave(desired, bases));
    const did = [
      ...(added.length === 0 ? [] : [`added to ${added.join(', ')}`]),
      ...(removed.length === 0 ? [] : [`taken out of ${removed.join(', ')}`]),
    ];
    const left = lacking.length === 0 ? [] : [`a person took it out of ${lacking.join(', ')}; left alone`];
    return {
      done: did.length > 0,
      detail: [...did, ...left].join('; ') || 'in all its playlists',
      ...(left.length === 0 ? {} : { skippedField: 'playlists' as const }),
    };
  });
}

/** What an older commit said before the file named this video was never said of it. */
const basesOf = (
  { videoId }: VideoRequest,
  desired: Desired,
  bases: readonly Desired[],
): readonly Desired[] =>
  desired.videoId === videoId ? bases.filter((base) => base.videoId === videoId) : bases;

/** All of them for a video that is new or that an operator says so of, else those that the content names newly. */
function listOurs(order: VideoRequest, desired: Desired, bases: readonly Desired[]): readonly string[] {
  const isReleased = order.overwrite?.includes('playlists') === true;
  const all = order.madeMsAgo !== undefined || isReleased || bases.length === 0;
  return all ? (desired.playlists ?? []) : playlistsToJoin(desired, bases);
}

type Lists = { readonly all: readonly string[]; readonly ours: readonly string[] };

async function add(
  parts: Dependencies,
  { meter: purse, signal }: YouTubeCall,
  order: VideoRequest,
  { all, ours }: Lists,
) {
  const { videoId, madeMsAgo } = order;
  const added: string[] = [];
  const lacking: string[] = [];
  for (const playlistId of all) {
    const place = { playlistId, videoId };
    if (await isInPlaylist(parts.youtube, purse, place, signal)) continue;
    if (!ours.includes(playlistId)) {
      lacking.push(playlistId);
      continue;
    }
    await addToPlaylist(parts.youtube, purse, place, signal).catch((error: unknown) => {
      const isHidden = error instanceof Failure && error.reason === 'videoNotFound';
      throw isHidden && madeMsAgo !== undefined ? notVisibleFailure(videoId) : error;
    });
    added.push(playlistId);
  }
  return { added, lacking };
}

async function remove(
  parts: Dependencies,
  { meter: purse, signal }: YouTubeCall,
  videoId: string,
  ids: readonly string[],
) {
  const removed: string[] = [];
  for (const playlistId of ids)
    if (await removeFromPlaylist(parts.youtube, purse, { playlistId, videoId }, signal))
      removed.push(playlistId);
  return removed;
}
