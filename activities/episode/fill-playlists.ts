import { addToPlaylist, isInPlaylist, removeFromPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { StepRefusal, StepResult } from '../../contract/episode-steps.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { hashValue } from '../../domain/shared/hash.ts';
import type { Dependencies } from '../dependencies.ts';
import { readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { notVisibleFailure } from './own-video.ts';
import { isManaged } from './plan-steps.ts';
import {
  describeParts,
  isHeldBack,
  REFUSAL_DIGITS,
  type RefusedPart,
  STILL_REFUSED,
  sendPart,
} from './step-refusal.ts';

/**
 * Adds a video to playlists that the content newly lists, and removes it from those no longer listed: 1 unit for each check, 50 for
 * each addition or removal. A playlist that a person added it to stays; one that a person removed it from is reported; one that
 * refuses holds up no other.
 */
export function fillPlaylists(deps: Dependencies, request: VideoRequest): Promise<StepResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<StepResult>> => {
    const { episode, desired } = await readContent(deps.repository, request.commit, request.episodeId);
    if (!isManaged(desired, 'playlists')) return { done: false, detail: 'playlists: keep' };
    const bases = basesOf(request, desired, await readBases(deps.repository, request.baseCommits, episode));
    const all = desired.playlists ?? [];
    const leaving = listLeaving(request, desired, bases);
    const hash = hashValue({ all, leaving }, REFUSAL_DIGITS);
    if (isHeldBack(request, hash)) return STILL_REFUSED;
    const joined = await add(deps, call, request, { all, ours: listOurs(request, desired, bases) });
    const left = await remove(deps, call, request.videoId, leaving);
    const refused = describeParts(hash, [...joined.refused, ...left.refused]);
    return { ...describe(joined, left, refused), ...defined({ refused }) };
  });
}

type Joined = Awaited<ReturnType<typeof add>>;
type Left = Awaited<ReturnType<typeof remove>>;

function describe(
  { added, missing }: Joined,
  { removed }: Left,
  refused: StepRefusal | undefined,
): WithoutSpent<StepResult> {
  const did = [
    ...(added.length === 0 ? [] : [`added to ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`removed from ${removed.join(', ')}`]),
  ];
  const skipped =
    missing.length === 0 ? [] : [`a person removed it from ${missing.join(', ')}; not added again`];
  return {
    done: did.length > 0,
    detail: [...did, ...skipped].join('; ') || refused?.message || 'in all its playlists',
    ...(skipped.length === 0 ? {} : { skippedField: 'playlists' as const }),
  };
}

/** A commit from before the file named this video never applied to it. */
const basesOf = (
  { videoId }: VideoRequest,
  desired: Desired,
  bases: readonly Desired[],
): readonly Desired[] =>
  desired.videoId === videoId ? bases.filter((base) => base.videoId === videoId) : bases;

/** All playlists for a new video or on an operator's request, else those that the content newly lists and those that refused it. */
function listOurs(request: VideoRequest, desired: Desired, bases: readonly Desired[]): readonly string[] {
  const isOverwritten = request.overwrite?.includes('playlists') === true;
  const all = request.madeMsAgo !== undefined || isOverwritten || bases.length === 0;
  if (all) return desired.playlists ?? [];
  return [...playlistsToJoin(desired, bases), ...(request.lastRefusal?.parts ?? [])];
}

/** A playlist that refused the removal is in no base any more. */
function listLeaving(
  { lastRefusal }: VideoRequest,
  desired: Desired,
  bases: readonly Desired[],
): readonly string[] {
  const { playlists } = desired;
  if (playlists === undefined) return [];
  const refused = (lastRefusal?.parts ?? []).filter((id) => !playlists.includes(id));
  return [...new Set([...playlistsToLeave(desired, bases), ...refused])];
}

type Lists = { readonly all: readonly string[]; readonly ours: readonly string[] };

async function add(deps: Dependencies, call: YouTubeCall, request: VideoRequest, { all, ours }: Lists) {
  const added: string[] = [];
  const missing: string[] = [];
  const refused: RefusedPart[] = [];
  for (const playlistId of all) {
    const result = await sendPart(playlistId, () => addTo(deps, call, request, { playlistId, ours }));
    if ('part' in result) refused.push(result);
    else if (result.sent === 'added') added.push(playlistId);
    else if (result.sent === 'missing') missing.push(playlistId);
  }
  return { added, missing, refused };
}

/** missing: a person removed it, so it is not added again. */
async function addTo(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { videoId, madeMsAgo }: VideoRequest,
  { playlistId, ours }: { readonly playlistId: string; readonly ours: readonly string[] },
): Promise<'present' | 'missing' | 'added'> {
  const place = { playlistId, videoId };
  if (await isInPlaylist(youtube, meter, place, signal)) return 'present';
  if (!ours.includes(playlistId)) return 'missing';
  await addToPlaylist(youtube, meter, place, signal).catch((error: unknown) => {
    const isHidden = error instanceof Failure && error.reason === 'videoNotFound';
    throw isHidden && madeMsAgo !== undefined ? notVisibleFailure(videoId) : error;
  });
  return 'added';
}

async function remove(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  videoId: string,
  ids: readonly string[],
) {
  const removed: string[] = [];
  const refused: RefusedPart[] = [];
  for (const playlistId of ids) {
    const place = { playlistId, videoId };
    const result = await sendPart(playlistId, () => removeFromPlaylist(youtube, meter, place, signal));
    if ('part' in result) refused.push(result);
    else if (result.sent) removed.push(playlistId);
  }
  return { removed, refused };
}
