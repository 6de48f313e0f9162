import { isDeepStrictEqual } from 'node:util';
import {
  type ChannelState,
  type QuotaState,
  readControl,
  type VideoState,
  type WriteState,
} from '../lib/local-youtube.ts';

/** The state of the local YouTube at one moment, from its control API: costs no units. */
export type Snapshot = {
  readonly videos: ReadonlyMap<string, VideoState>;
  readonly playlists: ChannelState['playlists'];
  readonly spent: number;
  readonly writes: readonly WriteState[];
};

export async function readSnapshot(url: string): Promise<Snapshot> {
  const channel = await readControl<ChannelState>(url, 'channel');
  const { spent } = await readControl<QuotaState>(url, 'quota');
  const writes = await readControl<readonly WriteState[]>(url, 'writes');
  return {
    videos: new Map(channel.videos.map((video) => [video.id, video])),
    playlists: channel.playlists,
    spent,
    writes,
  };
}

/** The changes between two snapshots. */
export type Difference = {
  readonly added: readonly VideoState[];
  /** Videos of both snapshots that differ, and in which keys. */
  readonly changed: readonly { readonly video: VideoState; readonly keys: readonly string[] }[];
  readonly units: number;
  readonly writes: readonly WriteState[];
};

export function compareSnapshots(before: Snapshot, after: Snapshot): Difference {
  const last = before.writes.at(-1)?.seq ?? 0;
  const both = [...after.videos.values()].flatMap((video) => {
    const earlier = before.videos.get(video.id);
    return earlier === undefined ? [] : [{ video, keys: listChangedKeys(earlier, video) }];
  });
  return {
    added: [...after.videos.values()].filter(({ id }) => !before.videos.has(id)),
    changed: both.filter(({ keys }) => keys.length > 0),
    units: after.spent - before.spent,
    writes: after.writes.filter(({ seq }) => seq > last),
  };
}

/** Keys of a video that differ; not its etag and the like, which follow from them. */
function listChangedKeys(before: VideoState, after: VideoState): string[] {
  const ignored = ['etag', 'updatedAt'];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const readKey = (video: VideoState, key: string): unknown =>
    Object.entries(video).find(([name]) => name === key)?.[1];
  return [...keys].filter(
    (key) => !ignored.includes(key) && !isDeepStrictEqual(readKey(before, key), readKey(after, key)),
  );
}
