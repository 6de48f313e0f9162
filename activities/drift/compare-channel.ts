import { readBroadcasts } from '../../clients/youtube/broadcasts.ts';
import type { YouTubeCall } from '../../clients/youtube/quota-meter.ts';
import { readVideos } from '../../clients/youtube/videos.ts';
import type { ChannelRequest, ChannelResult, NotOursEpisode, ReplacedVideo } from '../../contract/drift.ts';
import { chooseVideos, markerIdsOf } from '../../domain/changes/claims.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { isSameInstant } from '../../domain/changes/merge/gates.ts';
import {
  createTranslationSearch,
  type NamedInTranslation,
  type TranslationSearch,
} from '../../domain/changes/named-in-translations.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { type Policy, STREAM_SETTINGS } from '../../domain/content/ownership.ts';
import type { Desired } from '../../domain/render/desired.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { listReplacedIds } from '../episode/replaced-videos.ts';
import { readCatalogAt } from '../read-content.ts';
import { runWithQuota, type WithoutSpent } from '../run-with-quota.ts';
import { classifyVideo, type VideoClass } from './classify-video.ts';
import { type Compared, listCompared } from './list-compared.ts';
import { findVisibleReplaced } from './list-replaced.ts';

/** An episode with its video, by its file or by the index. */
type Placed = Compared & { readonly videoIds: readonly string[]; readonly videoId: string };

/**
 * Compares up to 50 videos with a commit: 1 unit for all of them, and 1 more for the broadcasts of upcoming ones where it is needed. Writes nothing. If
 * a video is known only by its marker, the whole channel is listed, once per worker.
 */
export function compareChannel(deps: Dependencies, request: ChannelRequest): Promise<ChannelResult> {
  return runWithQuota(deps, request.grant, async (call): Promise<WithoutSpent<ChannelResult>> => {
    const catalog = await readCatalogAt(deps.repository, request.commit);
    const all = await placeAll(deps, call, catalog, request);
    const rest = all.filter(({ key }) => request.after === undefined || key > request.after);
    const slice = takeSlice(rest, request.size);
    const videos = byId(await readVideos(deps.youtube, call.meter, slice.flatMap(idsOf), call.signal));
    const broadcasts = await readUpcoming(deps, call, slice, videos);
    const search = createTranslationSearch(catalog);
    const classes = await Promise.all(
      slice.map((placed) => classify(deps, request, { catalog, placed, videos, broadcasts, search })),
    );
    const last = slice.at(-1)?.key;
    return {
      ...collect(classes),
      ...(rest.length > slice.length && last !== undefined ? { next: last } : {}),
    };
  });
}

const idsOf = ({ videoId, episode }: Pick<Placed, 'videoId' | 'episode'>): readonly string[] => [
  videoId,
  ...listReplacedIds(episode),
];

/** As many episodes as one read holds, with the videos that they replace; one at least. */
export function takeSlice<One extends Pick<Placed, 'videoId' | 'episode'>>(
  placed: readonly One[],
  size: number,
): readonly One[] {
  let videos = 0;
  const end = placed.findIndex((one) => {
    videos += idsOf(one).length;
    return videos > size;
  });
  return end === -1 ? placed : placed.slice(0, Math.max(1, end));
}

async function placeAll(
  deps: Dependencies,
  call: YouTubeCall,
  catalog: Catalog,
  { at }: ChannelRequest,
): Promise<Placed[]> {
  const listed = await listCompared(catalog, at);
  const isLost = ({ episode }: Compared): boolean => videosOf(deps, catalog, episode).length === 0;
  if (listed.some(isLost)) await deps.index.listAll(call, catalog.academy);
  return listed.flatMap((compared) => {
    const videoIds = videosOf(deps, catalog, compared.episode);
    return videoIds[0] === undefined ? [] : [{ ...compared, videoIds, videoId: videoIds[0] }];
  });
}

const videosOf = (
  { index }: Dependencies,
  catalog: Catalog,
  episode: Compared['episode'],
): readonly string[] =>
  chooseVideos(
    catalog,
    episode,
    markerIdsOf(episode).flatMap((id) => index.all(id)),
  );

/** Start, latency and stream belong to the broadcast, and can change until it goes live. */
async function readUpcoming(
  { youtube }: Dependencies,
  { meter, signal }: YouTubeCall,
  slice: readonly Placed[],
  videos: ReadonlyMap<string, LiveVideo>,
): Promise<ReadonlyMap<string, LiveBroadcast>> {
  const upcoming = slice.flatMap(({ desired, videoId }) => {
    const live = videos.get(videoId);
    return live?.phase === 'upcoming' && needsBroadcast(desired, live) ? [videoId] : [];
  });
  return byId(await readBroadcasts(youtube, meter, upcoming, signal));
}

/** Nothing is written to an observed stream: its broadcast is read only for what the video does not say. */
export const needsBroadcast = (desired: Desired, live: Pick<LiveVideo, 'start'>): boolean =>
  desired.policy.manage !== 'observe' ||
  !isSameInstant(desired.start, live.start) ||
  (['end', 'latency', ...STREAM_SETTINGS] as const).some((field) => desired[field] !== undefined);

const byId = <T extends { readonly videoId: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((one) => [one.videoId, one]));

type Found = {
  readonly catalog: Catalog;
  readonly placed: Placed;
  readonly videos: ReadonlyMap<string, LiveVideo>;
  readonly broadcasts: ReadonlyMap<string, LiveBroadcast>;
  readonly search: TranslationSearch;
};
type Outcome = VideoClass & {
  readonly episodeId: string;
  readonly videoId: string;
  readonly publishAt?: string;
  readonly show?: string;
  readonly manage: Policy['manage'];
  readonly marker?: 'none';
  readonly replaced?: readonly ReplacedVideo[];
  readonly named?: readonly NamedInTranslation[];
};

async function classify(
  deps: Dependencies,
  { baseCommits: bases }: ChannelRequest,
  { catalog, placed, videos, broadcasts, search }: Found,
): Promise<Outcome> {
  const { episode, desired, videoId, videoIds } = placed;
  const live = videos.get(videoId);
  const { manage, marker } = desired.policy;
  const optional = defined({ publishAt: live?.publishAt, show: episode.show, marker });
  const is = { episodeId: episode.id, videoId, manage, ...optional };
  if (live === undefined) return { ...is, kind: 'vanished' };
  // With two videos it is unclear which one is meant: neither is written.
  if (videoIds.length > 1) return { ...is, kind: 'edited', fields: ['marker'], behind: false };
  const broadcast = broadcasts.get(videoId);
  const content = { catalog, episode, desired };
  const replaced = await findVisibleReplaced(deps, { content, live, videos, baseCommits: bases });
  const found = await classifyVideo(deps, { ...content, live, broadcast, bases });
  const named = isOurs(found) ? search({ live, desired }) : [];
  return { ...is, replaced, named, ...found };
}

/** Handed over: what people translated on any other video is no matter of ours. */
const isOurs = (found: VideoClass): boolean =>
  found.kind !== 'not-ours' && !(found.kind === 'edited' && found.fields.includes('marker'));

function collect(all: readonly Outcome[]): Omit<ChannelResult, 'spent' | 'next'> {
  return {
    same: all.filter(({ kind }) => kind === 'same').length,
    behind: all.flatMap((one) =>
      one.kind === 'behind' || (one.kind === 'edited' && one.behind) ? [one.episodeId] : [],
    ),
    edited: all.flatMap((one) =>
      one.kind === 'edited' ? [{ episodeId: one.episodeId, fields: one.fields }] : [],
    ),
    vanished: all.flatMap(({ kind, episodeId, videoId }) =>
      kind === 'vanished' ? [{ episodeId, videoId }] : [],
    ),
    notOurs: all.flatMap((one) => (one.kind === 'not-ours' ? [toNotOurs(one)] : [])),
    observed: all.flatMap((one) =>
      one.kind === 'observed' ? [{ episodeId: one.episodeId, fields: one.fields }] : [],
    ),
    held: all.flatMap(({ kind, episodeId }) => (kind === 'held' ? [episodeId] : [])),
    scheduled: all.flatMap(({ episodeId, publishAt }) =>
      publishAt === undefined ? [] : [{ episodeId, publishAt }],
    ),
    replaced: all.flatMap(({ replaced = [] }) => replaced),
    named: all.flatMap(({ episodeId, named = [] }) => named.map((one) => ({ episodeId, ...one }))),
  };
}

/** Only `manage: full` takes videos over. */
const toNotOurs = ({
  episodeId,
  fields,
  show,
  manage,
  marker,
}: Outcome & { readonly fields: readonly string[] }): NotOursEpisode => ({
  episodeId,
  fields,
  ...defined({ show }),
  ...(manage === 'full' ? {} : { manage }),
  ...(marker === 'none' && fields.length === 0 ? { needsNothing: true as const } : {}),
});
