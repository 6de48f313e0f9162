import { addToPlaylist, isInPlaylist, removeFromPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { StepResult, VideoRequest } from '../../contract/episode.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';
import { readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { notVisibleFailure } from './own-video.ts';

/**
 * Adds a video to the playlists that the content names newly, and takes it out of those that it names no longer: 1 unit for each look, 50 for
 * each addition and each removal. A playlist that a person put it in is left, and one that a person took it out of is told.
 */
export function fillPlaylists(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const { episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
    const bases = basesOf(request, desired, await readBases(deps.repository, request.baseCommits, episode));
    const { added, lacking } = await add(deps, call, request, {
      all: desired.playlists ?? [],
      ours: listOurs(request, desired, bases),
    });
    const removed = await remove(deps, call, request.videoId, playlistsToLeave(desired, bases));
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
function listOurs(request: VideoRequest, desired: Desired, bases: readonly Desired[]): readonly string[] {
  const isReleased = request.overwrite?.includes('playlists') === true;
  const all = request.madeMsAgo !== undefined || isReleased || bases.length === 0;
  return all ? (desired.playlists ?? []) : playlistsToJoin(desired, bases);
}

type Lists = { readonly all: readonly string[]; readonly ours: readonly string[] };

async function add(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  request: VideoRequest,
  { all, ours }: Lists,
) {
  const { videoId, madeMsAgo } = request;
  const added: string[] = [];
  const lacking: string[] = [];
  for (const playlistId of all) {
    const place = { playlistId, videoId };
    if (await isInPlaylist(deps.youtube, meter, place, signal)) continue;
    if (!ours.includes(playlistId)) {
      lacking.push(playlistId);
      continue;
    }
    await addToPlaylist(deps.youtube, meter, place, signal).catch((error: unknown) => {
      const isHidden = error instanceof Failure && error.reason === 'videoNotFound';
      throw isHidden && madeMsAgo !== undefined ? notVisibleFailure(videoId) : error;
    });
    added.push(playlistId);
  }
  return { added, lacking };
}

async function remove(
  deps: Dependencies,
  { meter, signal }: YouTubeCall,
  videoId: string,
  ids: readonly string[],
) {
  const removed: string[] = [];
  for (const playlistId of ids)
    if (await removeFromPlaylist(deps.youtube, meter, { playlistId, videoId }, signal))
      removed.push(playlistId);
  return removed;
}
