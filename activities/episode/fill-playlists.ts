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
 * Adds a video to playlists that the content newly lists, and removes it from those no longer listed: 1 unit for each check, 50 for
 * each addition or removal. A playlist that a person added it to stays; one that a person removed it from is reported.
 */
export function fillPlaylists(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const { episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
    const bases = basesOf(request, desired, await readBases(deps.repository, request.baseCommits, episode));
    const { added, missing } = await add(deps, call, request, {
      all: desired.playlists ?? [],
      ours: listOurs(request, desired, bases),
    });
    const removed = await remove(deps, call, request.videoId, playlistsToLeave(desired, bases));
    const did = [
      ...(added.length === 0 ? [] : [`added to ${added.join(', ')}`]),
      ...(removed.length === 0 ? [] : [`removed from ${removed.join(', ')}`]),
    ];
    const skipped =
      missing.length === 0 ? [] : [`a person removed it from ${missing.join(', ')}; not added again`];
    return {
      done: did.length > 0,
      detail: [...did, ...skipped].join('; ') || 'in all its playlists',
      ...(skipped.length === 0 ? {} : { skippedField: 'playlists' as const }),
    };
  });
}

/** A commit from before the file named this video never applied to it. */
const basesOf = (
  { videoId }: VideoRequest,
  desired: Desired,
  bases: readonly Desired[],
): readonly Desired[] =>
  desired.videoId === videoId ? bases.filter((base) => base.videoId === videoId) : bases;

/** All playlists for a new video or on an operator's request, else those that the content newly lists. */
function listOurs(request: VideoRequest, desired: Desired, bases: readonly Desired[]): readonly string[] {
  const isOverwritten = request.overwrite?.includes('playlists') === true;
  const all = request.madeMsAgo !== undefined || isOverwritten || bases.length === 0;
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
  const missing: string[] = [];
  for (const playlistId of all) {
    const place = { playlistId, videoId };
    if (await isInPlaylist(deps.youtube, meter, place, signal)) continue;
    if (!ours.includes(playlistId)) {
      missing.push(playlistId);
      continue;
    }
    await addToPlaylist(deps.youtube, meter, place, signal).catch((error: unknown) => {
      const isHidden = error instanceof Failure && error.reason === 'videoNotFound';
      throw isHidden && madeMsAgo !== undefined ? notVisibleFailure(videoId) : error;
    });
    added.push(playlistId);
  }
  return { added, missing };
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
