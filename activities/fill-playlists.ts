import { playlistsToLeave } from '../domain/playlists.ts';
import { readBases, readContent } from './content.ts';
import type { Parts } from './parts.ts';
import { runOnGrant, type Till } from './run.ts';
import type { StepResult, VideoOrder } from './types.ts';
import { addToPlaylist, isInPlaylist, removeFromPlaylist } from './youtube/playlists.ts';

/**
 * Adds a video to the playlists that lack it, and takes it out of those that the content named and names no longer: 1 unit for each look, 50 for
 * each addition and each removal. A playlist that a person put it in is left.
 */
export function fillPlaylists(parts: Parts, order: VideoOrder): Promise<StepResult> {
  return runOnGrant(parts, order.grant, async (till) => {
    const { episode, desired } = await readContent(parts.repository, order.commit, order.episodeId);
    const bases = await readBases(parts.repository, order.bases, episode);
    const added = await add(parts, till, order.videoId, desired.playlists ?? []);
    const removed = await remove(parts, till, order.videoId, playlistsToLeave(desired, bases));
    const did = [
      ...(added.length === 0 ? [] : [`added to ${added.join(', ')}`]),
      ...(removed.length === 0 ? [] : [`taken out of ${removed.join(', ')}`]),
    ];
    return { done: did.length > 0, detail: did.join('; ') || 'in all its playlists' };
  });
}

async function add(parts: Parts, { purse, signal }: Till, videoId: string, ids: readonly string[]) {
  const added: string[] = [];
  for (const playlistId of ids) {
    const place = { playlistId, videoId };
    if (await isInPlaylist(parts.youtube, purse, place, signal)) continue;
    await addToPlaylist(parts.youtube, purse, place, signal);
    added.push(playlistId);
  }
  return added;
}

async function remove(parts: Parts, { purse, signal }: Till, videoId: string, ids: readonly string[]) {
  const removed: string[] = [];
  for (const playlistId of ids)
    if (await removeFromPlaylist(parts.youtube, purse, { playlistId, videoId }, signal))
      removed.push(playlistId);
  return removed;
}
