import { isInPlaylist, listPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { Dependencies } from '../dependencies.ts';

type Wanted = Pick<Desired, 'videoId' | 'playlists'>;

/** The videos that each playlist has already, among those that were asked for. */
export type PlaylistMembers = ReadonlyMap<string, ReadonlySet<string>>;

/** Asking for a few videos is cheaper than reading a playlist that may be long. */
const FEW = 3;

/**
 * Reads which of these videos are in the playlists that their files name: 1 unit for 50 entries, or for a video where there are few.
 * What a playlist that cannot be read has, and what the units do not reach for, counts as not there.
 */
export async function readMembers(
  deps: Pick<Dependencies, 'youtube'>,
  call: YouTubeCall,
  wanted: readonly Wanted[],
): Promise<PlaylistMembers> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const playlistId of new Set(wanted.flatMap(({ playlists = [] }) => playlists))) {
    const ids = wanted.flatMap(({ videoId, playlists }) =>
      playlists?.includes(playlistId) === true ? (videoId ?? []) : [],
    );
    const found = new Set<string>();
    members.set(playlistId, found);
    const reading = ids.length <= FEW ? findEach(deps, call, playlistId, ids) : list(deps, call, playlistId);
    await addUntilAllFound(found, ids, reading);
  }
  return members;
}

async function addUntilAllFound(
  found: Set<string>,
  ids: readonly string[],
  reading: AsyncGenerator<readonly string[]>,
): Promise<void> {
  const missing = new Set(ids);
  try {
    for await (const page of reading) {
      for (const id of page) if (missing.delete(id)) found.add(id);
      if (missing.size === 0) return;
    }
  } catch (error) {
    if (!(error instanceof Failure) || (error.kind === 'wait' && error.reason !== 'no-units')) throw error;
  }
}

async function* findEach(
  { youtube }: Pick<Dependencies, 'youtube'>,
  { meter, signal }: YouTubeCall,
  playlistId: string,
  ids: readonly string[],
): AsyncGenerator<readonly string[]> {
  for (const videoId of ids)
    yield (await isInPlaylist(youtube, meter, { playlistId, videoId }, signal)) ? [videoId] : [];
}

async function* list(
  { youtube }: Pick<Dependencies, 'youtube'>,
  { meter, signal }: YouTubeCall,
  playlistId: string,
): AsyncGenerator<readonly string[]> {
  for await (const page of listPlaylist(youtube, meter, playlistId, signal))
    yield page.map(({ videoId }) => videoId);
}
