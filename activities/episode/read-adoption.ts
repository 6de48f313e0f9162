import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import { isInPlaylist } from '../../clients/youtube/playlists.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { listStreams } from '../../clients/youtube/streams.ts';
import type { AdoptRequest, AdoptResult } from '../../contract/episode-calls.ts';
import { type AdoptInput, adoptLive } from '../../domain/changes/adopt/adopt.ts';
import type { Adoption } from '../../domain/changes/adopt/types.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { parseFieldNames } from '../../domain/changes/parse-fields.ts';
import type { Field } from '../../domain/content/ownership.ts';
import type { Dependencies } from '../dependencies.ts';
import { type EpisodeContent, readBases, readContent } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { chooseVideo } from './choose-video.ts';

/** As much as a page of the Temporal UI shows; the command applies the whole change. */
const MAX_DIFF = 4000;

/**
 * Reads what a person wrote on YouTube, and returns the edits of the episode's file that adopt it. Writes nothing. 1 or 2 units, 1 more
 * for the streams, 1 for each requested playlist, and the listing of the channel if the video is not known. Of several videos none
 * is taken.
 */
export function readAdoption(deps: Dependencies, request: AdoptRequest): Promise<AdoptResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<AdoptResult>> => {
    const named = parseFieldNames(request.fields);
    if (named.kind === 'refused') return named;
    const fields = request.fields === undefined ? undefined : named.fields;
    const content = await readContent(deps.repository, request.commit, request.episodeId);
    const text = String(await deps.repository.readBlob(content.episode.origin.blob));
    const bases = await readBases(deps.repository, request.baseCommits, content.episode);
    const choice = await chooseVideo(deps, call, { content, videoId: request.videoId });
    if ('reason' in choice) return { kind: 'refused', reason: choice.reason };
    const seen = await readYouTube(deps, call, { content, fields, live: choice.live });
    const adoption = adoptLive({
      ...content,
      ...seen,
      remembered: request.remembered,
      chosen: request.chosen === true,
      text,
      bases,
      fields,
    });
    return { kind: 'adoption', adoption: shorten(adoption) };
  });
}

type Input = {
  readonly content: EpisodeContent;
  readonly fields: readonly Field[] | undefined;
  readonly live: LiveVideo;
};
type Seen = Pick<AdoptInput, 'live' | 'broadcast' | 'boundStream' | 'playlists'>;

async function readYouTube(
  deps: Dependencies,
  call: YouTubeCall,
  { content, fields, live }: Input,
): Promise<Seen> {
  const { videoId } = live;
  const [broadcast] =
    live.phase === 'upcoming' ? await readBroadcasts(deps.youtube, call.meter, [videoId], call.signal) : [];
  const needsStream = fields === undefined ? content.desired.stream !== undefined : fields.includes('stream');
  return {
    live,
    broadcast,
    boundStream: needsStream ? await readStream(deps, call, broadcast) : undefined,
    playlists: fields?.includes('playlists') ? await readPlaylists(deps, call, content, videoId) : undefined,
  };
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
