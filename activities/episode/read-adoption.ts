import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import { isInPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { listStreams } from '../../clients/youtube/streams.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { AdoptRequest, AdoptResult } from '../../contract/episode.ts';
import { type AdoptInput, adoptLive } from '../../domain/changes/adopt/adopt.ts';
import type { Adoption } from '../../domain/changes/adopt/types.ts';
import type { LiveBroadcast } from '../../domain/changes/live.ts';
import { parseFieldNames } from '../../domain/changes/parse-fields.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { stall } from '../../domain/shared/failure.ts';
import { type EpisodeContent, readBases, readContent } from '../content.ts';
import type { Dependencies } from '../dependencies.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { candidatesOf } from './find-video.ts';

/** As much of it as a page of the Temporal UI shows; the command makes the whole change. */
const MOST_DIFF = 4000;

/**
 * Reads what a person wrote on YouTube, and says which edits of the episode's file make it the content. Writes nothing. 1 or
 * 2 units, 1 more for the streams, 1 for each playlist that was asked about, and the listing where the video is not known.
 */
export function readAdoption(parts: Dependencies, order: AdoptRequest): Promise<AdoptResult> {
  return runWithQuota(parts, order.grant, async (till): Promise<WithoutSpent<AdoptResult>> => {
    const named = parseFieldNames(order.fields);
    if (named.kind === 'refused') return named;
    const fields = order.fields === undefined ? undefined : named.fields;
    const content = await readContent(parts.repository, order.commit, order.episodeId);
    const text = String(await parts.repository.readBlob(content.episode.origin.blob));
    const seen = await look(parts, till, { content, fields, videoId: order.videoId });
    const bases = await readBases(parts.repository, order.baseCommits, content.episode);
    return { kind: 'adoption', adoption: shorten(adoptLive({ ...content, ...seen, text, bases, fields })) };
  });
}

type Question = {
  readonly content: EpisodeContent;
  readonly fields: readonly Field[] | undefined;
  readonly videoId?: string | undefined;
};
type Seen = Pick<AdoptInput, 'live' | 'broadcast' | 'boundStream' | 'playlists'>;

async function look(parts: Dependencies, till: YouTubeCall, question: Question): Promise<Seen> {
  const { content, fields } = question;
  const { youtube } = parts;
  const videoId = await findVideo(parts, till, question);
  const [live] = await readVideos(youtube, till.meter, [videoId], till.signal);
  if (live === undefined) throw stall('vanished', `video ${videoId} is not on YouTube any more`);
  const [broadcast] =
    live.phase === 'upcoming' ? await readBroadcasts(youtube, till.meter, [videoId], till.signal) : [];
  const asksStream = fields === undefined ? content.desired.stream !== undefined : fields.includes('stream');
  return {
    live,
    broadcast,
    boundStream: asksStream ? await readStream(parts, till, broadcast) : undefined,
    playlists: fields?.includes('playlists') ? await readPlaylists(parts, till, content, videoId) : undefined,
  };
}

/** A run that has just begun knows no video: the file's, else the one with the marker. */
async function findVideo(
  parts: Dependencies,
  till: YouTubeCall,
  { content, videoId }: Question,
): Promise<string> {
  const { catalog, episode, desired } = content;
  const known = videoId ?? desired.videoId ?? candidatesOf(parts, catalog, episode)[0];
  if (known !== undefined) return known;
  await parts.index.listAll(till, catalog.academy);
  const found = candidatesOf(parts, catalog, episode)[0];
  if (found !== undefined) return found;
  throw stall('no-video', `${episode.id} has no video on YouTube: there is nothing to adopt`);
}

async function readStream(
  { youtube }: Dependencies,
  { meter: purse, signal }: YouTubeCall,
  broadcast: LiveBroadcast | undefined,
): Promise<string | undefined> {
  const id = broadcast?.boundStreamId;
  if (id === undefined) return undefined;
  return (await listStreams(youtube, purse, signal)).find(({ streamId }) => streamId === id)?.title;
}

async function readPlaylists(
  { youtube }: Dependencies,
  { meter: purse, signal }: YouTubeCall,
  { desired }: EpisodeContent,
  videoId: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const playlistId of desired.playlists ?? [])
    if (await isInPlaylist(youtube, purse, { playlistId, videoId }, signal)) found.push(playlistId);
  return found;
}

const shorten = (adoption: Adoption): Adoption =>
  adoption.diff.length <= MOST_DIFF
    ? adoption
    : { ...adoption, diff: `${adoption.diff.slice(0, MOST_DIFF)}\n(and more)` };
