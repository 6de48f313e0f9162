import { readContent } from './content.ts';
import type { Parts } from './parts.ts';
import { runOnGrant } from './run.ts';
import type { StepResult, VideoOrder } from './types.ts';
import { addToPlaylist, isInPlaylist } from './youtube/playlists.ts';

/** Adds a video to the playlists that lack it: 1 unit for each look, 50 for each addition. It is taken out of none. */
export function fillPlaylists(parts: Parts, order: VideoOrder): Promise<StepResult> {
  return runOnGrant(parts, order.grant, async ({ purse, signal }) => {
    const { desired } = await readContent(parts.repository, order.commit, order.episodeId);
    const added: string[] = [];
    for (const playlistId of desired.playlists ?? []) {
      const place = { playlistId, videoId: order.videoId };
      if (await isInPlaylist(parts.youtube, purse, place, signal)) continue;
      await addToPlaylist(parts.youtube, purse, place, signal);
      added.push(playlistId);
    }
    return {
      done: added.length > 0,
      detail: added.length > 0 ? `added to ${added.join(', ')}` : 'in all its playlists',
    };
  });
}
