import type { LiveBroadcast, LiveVideo } from '../live.ts';

/** A video as it was read for an import, with what its file is made of. Times are ISO 8601 in UTC. */
export type ImportedVideo = LiveVideo & {
  /** Of an upload that is private still: when it was uploaded. */
  readonly publishedAt: string;
  /** Of a stream or a premiere that began. */
  readonly actualStart?: string;
  /** Languages into which title and description are translated on YouTube. */
  readonly translations: readonly string[];
};

export type ImportedPlaylist = {
  readonly id: string;
  readonly title: string;
  /** In the order of the playlist, those of other channels too. */
  readonly videoIds: readonly string[];
  /** As many entries as YouTube says that it has: more than `videoIds`, when some are hidden. */
  readonly size: number;
};

/** Everything that an import reads. `broadcasts`: those that are upcoming or on air. */
export type ImportedChannel = {
  readonly channelId: string;
  readonly title: string;
  readonly videos: readonly ImportedVideo[];
  readonly playlists: readonly ImportedPlaylist[];
  readonly broadcasts: ReadonlyMap<string, LiveBroadcast>;
  /** Titles of the streams, by their ids. */
  readonly streams: ReadonlyMap<string, string>;
};

/** When it was or will be on air, else when it was published. */
export function momentOf({ actualStart, start, publishedAt, phase }: ImportedVideo): string {
  return phase === 'none' ? publishedAt : (actualStart ?? start ?? publishedAt);
}

/** The oldest first; the same for each run. */
export const inOrder = (videos: readonly ImportedVideo[]): ImportedVideo[] =>
  videos.toSorted((a, b) => {
    const [one, other] = [momentOf(a), momentOf(b)];
    if (one !== other) return one < other ? -1 : 1;
    return a.videoId < b.videoId ? -1 : 1;
  });
