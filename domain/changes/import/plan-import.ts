import type { Academy, Catalog, Episode } from '../../content/catalog/records.ts';
import type { Field } from '../../content/ownership.ts';
import { isId } from '../../content/parse/id.ts';
import { removeMarker } from '../../render/description/marker.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { groupBy } from '../../shared/group-by.ts';
import { claimsOf } from '../claims.ts';
import { chooseShows, type ImportedShow } from './choose-shows.ts';
import { listDifferentFields } from './compare-video.ts';
import { type ImportedChannel, type ImportedVideo, inOrder } from './imported-channel.ts';
import { nameEpisodes } from './name-episodes.ts';
import {
  type LeftOnYouTube,
  nameStreams,
  renderAcademyFile,
  renderEpisodeFile,
  renderShowFile,
} from './render-files.ts';
import { type Common, findCommon } from './render-settings.ts';

export type ImportInput = {
  readonly channel: ImportedChannel;
  /** The content that there is already; absent: none. */
  readonly catalog?: Catalog | undefined;
  /** From a video that an unusable file names to that file. */
  readonly heldBy: ReadonlyMap<string, string>;
  /** Whether a file exists, usable or not. */
  readonly exists: (path: string) => boolean;
  /** From a playlist to the show that a person wants for it. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Whether a video is to be imported. */
  readonly selects: (video: ImportedVideo) => boolean;
  /** ms since 1970 */
  readonly now: number;
};

/** An episode that gets a file. */
export type NewEpisode = {
  readonly id: string;
  readonly videoId: string;
  readonly path: string;
  readonly left: readonly LeftOnYouTube[];
};

/** A video that has an episode; `differs`: in which fields its file says something else. */
export type KnownVideo = {
  readonly id: string;
  readonly videoId: string;
  readonly differs: readonly Field[];
};

/** Files to write, none of which exists, and what there is already. */
export type ChannelImport = {
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly kind: 'academy' | 'show' | 'episode';
  }[];
  readonly shows: readonly { readonly id: string; readonly playlistId: string; readonly title: string }[];
  readonly episodes: readonly NewEpisode[];
  readonly known: readonly KnownVideo[];
  /** Videos that only an unusable file names, or that a file names as replaced: no file is written. */
  readonly held: readonly { readonly videoId: string; readonly path: string }[];
  readonly replaced: readonly string[];
};

/** What an import writes. Pure: the same channel and the same content give the same plan. */
export function planImport(input: ImportInput): ChannelImport {
  const { channel, catalog } = input;
  const settings = catalog?.academy ?? { channelId: channel.channelId };
  const academy: Pick<Academy, 'streams' | 'manage'> & Partial<Academy> = catalog?.academy ?? {
    streams: nameStreams([...channel.streams.values()]),
    manage: 'observe',
  };
  const replaced = catalog === undefined ? new Set<string>() : claimsOf(catalog).replaced;
  const known = listKnown(input);
  const isOpen = ({ videoId }: ImportedVideo): boolean =>
    !known.has(videoId) && !input.heldBy.has(videoId) && !replaced.has(videoId);
  const open = inOrder(channel.videos).filter(isOpen);
  const shows = chooseShows({ channel, shows: catalog?.shows ?? {}, wanted: input.wanted });
  const ids = nameVideos(input, open, shows);
  const selected = open.filter(input.selects);
  const common = findCommons(selected, shows);
  const chosen = selected.map((video) => {
    const marked = removeMarker(video, settings);
    const show = shows.get(video.videoId);
    const id = ids.get(video.videoId) ?? video.videoId;
    const record = show === undefined ? undefined : catalog?.shows[show.id];
    const file = renderEpisodeFile({
      ...{ video, verbatim: marked.body, show, record, channel, academy, now: input.now },
      common: common.get(show?.id) ?? {},
    });
    return { id, path: `episodes/${id}.yaml`, videoId: video.videoId, show, ...file };
  });
  const newShows = uniqueShows(chosen.flatMap(({ show }) => (show?.isNew === true ? [show] : [])));
  return {
    files: [
      ...(catalog === undefined
        ? [{ path: 'academy.yaml', text: renderAcademyFile(channel), kind: 'academy' as const }]
        : []),
      ...newShows.map((show) => ({
        ...{ path: `shows/${show.id}.yaml`, text: renderShowFile(show, common.get(show.id)) },
        kind: 'show' as const,
      })),
      ...chosen.map(({ path, text }) => ({ path, text, kind: 'episode' as const })),
    ],
    shows: newShows.map(({ id, playlist }) => ({ id, playlistId: playlist.id, title: playlist.title })),
    episodes: chosen.map(({ id, videoId, path, left }) => ({ id, videoId, path, left })),
    known: inOrder(channel.videos)
      .filter(input.selects)
      .flatMap((video) => compareKnown(input, video, known)),
    held: channel.videos.flatMap(({ videoId }) => {
      const path = known.has(videoId) ? undefined : input.heldBy.get(videoId);
      return path === undefined ? [] : [{ videoId, path }];
    }),
    replaced: channel.videos.map(({ videoId }) => videoId).filter((videoId) => replaced.has(videoId)),
  };
}

/** What all videos of a new show have in common, by the show's id. */
function findCommons(
  videos: readonly ImportedVideo[],
  shows: ReadonlyMap<string, ImportedShow>,
): ReadonlyMap<string | undefined, Common> {
  const ofNew = videos.filter(({ videoId }) => shows.get(videoId)?.isNew === true);
  const byShow = groupBy(ofNew, ({ videoId }) => shows.get(videoId)?.id);
  return new Map([...byShow].map(([id, members]) => [id, findCommon(members)]));
}

/** From a video to its episode: by the file, else by the marker. */
function listKnown({ channel, catalog }: ImportInput): ReadonlyMap<string, Episode> {
  const known = new Map<string, Episode>();
  if (catalog === undefined) return known;
  const { named } = claimsOf(catalog);
  for (const video of channel.videos) {
    const marked = removeMarker(video, catalog.academy).episodeId ?? '';
    const id = named.get(video.videoId) ?? catalog.episodeAliases[marked] ?? marked;
    const episode = catalog.episodes[id];
    if (episode !== undefined) known.set(video.videoId, episode);
  }
  return known;
}

function compareKnown(
  { catalog }: ImportInput,
  video: ImportedVideo,
  known: ReadonlyMap<string, Episode>,
): KnownVideo[] {
  const episode = known.get(video.videoId);
  if (episode === undefined || catalog === undefined) return [];
  const { id } = episode;
  const rendering = renderEpisode(catalog, episode);
  const differs =
    'desired' in rendering ? listDifferentFields(rendering.desired, video, catalog.academy) : [];
  return [{ id, videoId: video.videoId, differs }];
}

/** A video that Showrunner once made keeps the id that its marker names. */
function nameVideos(
  input: ImportInput,
  videos: readonly ImportedVideo[],
  shows: ReadonlyMap<string, ImportedShow>,
): ReadonlyMap<string, string> {
  const settings = input.catalog?.academy ?? { channelId: input.channel.channelId };
  const marked = new Map<string, string>();
  for (const video of videos) {
    const id = removeMarker(video, settings).episodeId;
    if (id !== undefined && isId(id) && !isTaken(input, id)) marked.set(id, video.videoId);
  }
  const ids = new Map([...marked].map(([id, videoId]) => [videoId, id]));
  const others = videos.filter(({ videoId }) => !ids.has(videoId));
  const named = nameEpisodes({
    videos: others,
    shows,
    isTaken: (id) => marked.has(id) || isTaken(input, id),
  });
  return new Map([...ids, ...named]);
}

const isTaken = ({ catalog, exists }: ImportInput, id: string): boolean =>
  catalog?.episodes[id] !== undefined ||
  catalog?.episodeAliases[id] !== undefined ||
  exists(`episodes/${id}.yaml`) ||
  exists(`episodes/${id}.yml`);

const uniqueShows = (shows: readonly ImportedShow[]): ImportedShow[] =>
  [...new Map(shows.map((show) => [show.id, show])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
