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
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { candidatesOf } from './own-video.ts';

/** As much as a page of the Temporal UI shows; the command applies the whole change. */
const MAX_DIFF = 4000;

/**
 * Reads what a person wrote on YouTube, and returns the edits of the episode's file that adopt it. Writes nothing. 1 or 2 units, 1 more
 * for the streams, 1 for each requested playlist, and the listing of the channel if the video is not known.
 */
export function readAdoption(deps: Dependencies, request: AdoptRequest): Promise<AdoptResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<AdoptResult>> => {
    const named = parseFieldNames(request.fields);
    if (named.kind === 'refused') return named;
    const fields = request.fields === undefined ? undefined : named.fields;
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const text = String(await deps.repository.readBlob(content.episode.origin.blob));
    const seen = await readYouTube(deps, call, { content, fields, videoId: request.videoId });
    const bases = await readBases(deps.repository, request.baseCommits, content.episode);
    return { kind: 'adoption', adoption: shorten(adoptLive({ ...content, ...seen, text, bases, fields })) };
  });
}

type Input = {
  readonly content: EpisodeContent;
  readonly fields: readonly Field[] | undefined;
  readonly videoId?: string | undefined;
};
type Seen = Pick<AdoptInput, 'live' | 'broadcast' | 'boundStream' | 'playlists'>;

async function readYouTube(deps: Dependencies, call: YouTubeCall, input: Input): Promise<Seen> {
  const { content, fields } = input;
  const { youtube } = deps;
  const videoId = await findVideo(deps, call, input);
  const [live] = await readVideos(youtube, call.meter, [videoId], call.signal);
  if (live === undefined) throw stall('vanished', `video ${videoId} is no longer on YouTube`);
  const [broadcast] =
    live.phase === 'upcoming' ? await readBroadcasts(youtube, call.meter, [videoId], call.signal) : [];
  const needsStream = fields === undefined ? content.desired.stream !== undefined : fields.includes('stream');
  return {
    live,
    broadcast,
    boundStream: needsStream ? await readStream(deps, call, broadcast) : undefined,
    playlists: fields?.includes('playlists') ? await readPlaylists(deps, call, content, videoId) : undefined,
  };
}

/** A new run knows no video: use the one in the file, else the one with the marker. */
async function findVideo(
  deps: Dependencies,
  call: YouTubeCall,
  { content, videoId }: Input,
): Promise<string> {
  const { catalog, episode, desired } = content;
  const known = videoId ?? desired.videoId ?? candidatesOf(deps, catalog, episode)[0];
  if (known !== undefined) return known;
  await deps.index.listAll(call, catalog.academy);
  const found = candidatesOf(deps, catalog, episode)[0];
  if (found !== undefined) return found;
  throw stall('no-video', `${episode.id} has no video on YouTube: there is nothing to adopt`);
}

async function readStream(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  broadcast: LiveBroadcast | undefined,
): Promise<string | undefined> {
  const id = broadcast?.boundStreamId;
  if (id === undefined) return undefined;
  return (await listStreams(youtube, meter, signal)).find(({ streamId }) => streamId === id)?.title;
}

async function readPlaylists(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  { desired }: EpisodeContent,
  videoId: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const playlistId of desired.playlists ?? [])
    if (await isInPlaylist(youtube, meter, { playlistId, videoId }, signal)) found.push(playlistId);
  return found;
}

const shorten = (adoption: Adoption): Adoption =>
  adoption.diff.length <= MAX_DIFF
    ? adoption
    : { ...adoption, diff: `${adoption.diff.slice(0, MAX_DIFF)}\n(and more)` };
