import { listBroadcasts } from '../../../clients/youtube/broadcasts.ts';
import { readChannel } from '../../../clients/youtube/channel.ts';
import type { YouTubeClient } from '../../../clients/youtube/client.ts';
import { quotaDay } from '../../../clients/youtube/quota-day.ts';
import { createQuotaMeter, type QuotaMeter } from '../../../clients/youtube/quota-meter.ts';
import { assertChannel } from '../../../clients/youtube/send.ts';
import { listStreams } from '../../../clients/youtube/streams.ts';
import { listPlaylists, readImportedVideos, readPlaylist } from '../../../clients/youtube/whole-channel.ts';
import type {
  ImportedChannel,
  ImportedPlaylist,
  ImportedVideo,
} from '../../../domain/changes/import/imported-channel.ts';
import { type Costs, PAGE_SIZE } from '../../../domain/shared/costs.ts';
import { defined } from '../../../domain/shared/defined.ts';
import { Failure } from '../../../domain/shared/failure.ts';
import { mapSome } from '../../lib/map-some.ts';
import { CommandError, count } from '../../lib/outcome.ts';

export type ChannelReading = {
  readonly youtube: YouTubeClient;
  /** The only channel that may be read; absent: that of the token, whichever it is. */
  readonly channelId?: string | undefined;
  /** Only these videos are wanted; the others are read all the same, because an id depends on those with the same title. Absent: all. */
  readonly only?: readonly string[] | undefined;
  readonly costs: Costs;
  readonly clock: () => number;
  /** Gets one line for each step, for people. */
  readonly progress: (line: string) => void;
};

/** `gone`: listed by YouTube or named by a person, and not returned. `isWhole`: all videos are wanted. */
export type ReadChannel = {
  readonly channel: ImportedChannel;
  readonly gone: readonly string[];
  readonly isWhole: boolean;
  readonly spent: number;
};

/** Enough for 90,000 videos: an import never spends the day. */
const MAX_UNITS = 2000;
/** Calls at a time. */
const AT_ONCE = 4;

/** Reads everything that an import takes, and writes nothing. @throws Failure, and CommandError when a listing was cut short */
export async function readWholeChannel(reading: ChannelReading): Promise<ReadChannel> {
  const { youtube, clock, costs, only } = reading;
  const { day } = quotaDay(clock());
  const { channelId: wanted } = reading;
  const meter = createQuotaMeter(
    { id: 'import', day, units: MAX_UNITS, ...defined({ channelId: wanted }) },
    clock,
    costs,
  );
  const report = createProgress(reading, meter);
  const own =
    (await assertChannel({ youtube, meter, signal: undefined })) ?? (await readChannel(youtube, meter));
  const { channelId, title, uploadsPlaylistId } = own;
  report(`channel "${title}" (${channelId})`);
  const listed = await listUploads({ youtube, meter, only }, uploadsPlaylistId);
  const ids = [...new Set([...(only ?? []), ...listed])];
  report(`${count(listed.length, 'upload')} listed`);
  const videos = await readVideos({ youtube, meter, channelId, ids });
  report(`${count(videos.length, 'video')} read`);
  const [upcoming, active, streams] = await Promise.all([
    unlessNotLive(listBroadcasts(youtube, meter, 'upcoming')),
    unlessNotLive(listBroadcasts(youtube, meter, 'active')),
    unlessNotLive(listStreams(youtube, meter)),
  ]);
  const broadcasts = new Map([...upcoming, ...active].map((one) => [one.videoId, one]));
  const more = await readUnlisted({ youtube, meter, channelId }, { broadcasts, videos });
  report(`${count(broadcasts.size, 'broadcast')} upcoming or on air, ${count(streams.length, 'stream')}`);
  const playlists = await readPlaylists(youtube, meter);
  report(`${count(playlists.length, 'playlist')} read`);
  const found = new Set(videos.map(({ videoId }) => videoId));
  return {
    channel: {
      ...{ channelId, title, playlists, broadcasts, videos: [...videos, ...more] },
      streams: new Map(streams.map(({ streamId, title: name }) => [streamId, name])),
    },
    gone: (only ?? ids).filter((id) => !found.has(id)),
    isWhole: only === undefined,
    spent: meter.spent,
  };
}

const createProgress =
  ({ progress }: ChannelReading, meter: QuotaMeter) =>
  (line: string): void =>
    progress(`${line}; ${count(meter.spent, 'unit')} so far`);

/** A page that is missing would look like a channel with fewer videos. */
async function listUploads(
  { youtube, meter, only }: Pick<ChannelReading, 'youtube' | 'only'> & { readonly meter: QuotaMeter },
  playlistId: string,
): Promise<readonly string[]> {
  const { videoIds, size } = await readPlaylist(youtube, meter, playlistId);
  if (videoIds.length >= size || only !== undefined) return videoIds;
  throw new CommandError(
    `YouTube listed ${count(videoIds.length, 'upload')} of the ${size.toLocaleString('en-US')} that it says there are, so the list was cut short: nothing was written`,
    ['Run it again. If it stays so, name the videos with --only.'],
  );
}

/** A channel that may not stream has no streams. */
async function unlessNotLive<T>(listing: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await listing;
  } catch (error) {
    if (error instanceof Failure && NOT_LIVE.includes(error.reason)) return [];
    throw error;
  }
}

const NOT_LIVE = ['liveStreamingNotEnabled', 'livePermissionBlocked', 'insufficientLivePermissions'];

type Wanted = {
  readonly youtube: YouTubeClient;
  readonly meter: QuotaMeter;
  readonly channelId: string;
};

/** What YouTube did not return is asked for once more: a page that came back short must not look like deleted videos. */
async function readVideos(
  wanted: Wanted & { readonly ids: readonly string[] },
): Promise<readonly ImportedVideo[]> {
  const first = await readAll(wanted, wanted.ids);
  const found = new Set(first.map(({ videoId }) => videoId));
  const again = await readAll(
    wanted,
    wanted.ids.filter((id) => !found.has(id)),
  );
  return [...first, ...again];
}

async function readAll(
  { youtube, meter, channelId }: Wanted,
  ids: readonly string[],
): Promise<ImportedVideo[]> {
  const pages = Array.from({ length: Math.ceil(ids.length / PAGE_SIZE) }, (_, page) =>
    ids.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
  );
  const read = await mapSome(pages, AT_ONCE, (page) =>
    readImportedVideos(youtube, meter, { channelId, ids: page }),
  );
  return read.flat();
}

/** An upcoming broadcast may not be among the uploads yet. */
function readUnlisted(
  wanted: Wanted,
  input: Pick<ImportedChannel, 'broadcasts' | 'videos'>,
): Promise<ImportedVideo[]> {
  const known = new Set(input.videos.map(({ videoId }) => videoId));
  const missing = [...input.broadcasts.keys()].filter((id) => !known.has(id));
  return readAll(wanted, missing);
}

async function readPlaylists(youtube: YouTubeClient, meter: QuotaMeter): Promise<ImportedPlaylist[]> {
  const playlists = await listPlaylists(youtube, meter);
  return mapSome(playlists, AT_ONCE, async ({ id, title }) => ({
    ...{ id, title },
    ...(await readPlaylist(youtube, meter, id)),
  }));
}
