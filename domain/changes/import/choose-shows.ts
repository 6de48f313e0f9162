import type { Catalog } from '../../content/catalog/records.ts';
import { findFreeSlug, renderSlug } from '../../shared/slug.ts';
import type { ImportedChannel, ImportedPlaylist } from './imported-channel.ts';

/** A show that videos of a playlist belong to. `isNew`: it has no file yet. */
export type ImportedShow = {
  readonly id: string;
  readonly playlist: ImportedPlaylist;
  /** Those that every video of the show is in: a show whose videos come from several playlists may have none. */
  readonly playlists: readonly string[];
  readonly isNew: boolean;
};

type Input = {
  readonly channel: Pick<ImportedChannel, 'playlists'>;
  /** The content that there is already. */
  readonly shows: Catalog['shows'];
  /** From a playlist to the show that a person wants for it. */
  readonly wanted: ReadonlyMap<string, string>;
};

/** Fewer videos are no show, unless a person or a file says so. */
const FEWEST = 2;

/**
 * From a video to its show. A playlist proposes one; a video in several goes to that of the shortest, which says most about it. What a
 * person wants goes first, then the shows that there are.
 */
export function chooseShows(input: Input): ReadonlyMap<string, ImportedShow> {
  const shows = nameShows(input);
  const order = shows.toSorted((a, b) => rank(input, a) - rank(input, b));
  const chosen = new Map<string, ProposedShow>();
  for (const show of order)
    for (const videoId of show.playlist.videoIds) if (!chosen.has(videoId)) chosen.set(videoId, show);
  return new Map([...chosen].map(([videoId, show]) => [videoId, addPlaylists(show, shows, chosen)]));
}

function addPlaylists(
  show: ProposedShow,
  shows: readonly ProposedShow[],
  chosen: ReadonlyMap<string, ProposedShow>,
): ImportedShow {
  const same = shows.filter(({ id }) => id === show.id);
  if (same.length === 1) return { ...show, playlists: [show.playlist.id] };
  const members = [...chosen].flatMap(([videoId, { id }]) => (id === show.id ? [videoId] : []));
  const common = same.filter(({ playlist }) => members.every((id) => playlist.videoIds.includes(id)));
  return { ...show, playlists: common.map(({ playlist }) => playlist.id) };
}

type ProposedShow = Omit<ImportedShow, 'playlists'>;

function rank({ wanted }: Input, { playlist, isNew }: ProposedShow): number {
  const first = wanted.has(playlist.id) ? 0 : isNew ? 2 : 1;
  return first * 1_000_000 + playlist.videoIds.length;
}

function nameShows(input: Input): ProposedShow[] {
  const { channel, shows, wanted } = input;
  const known = new Map(
    Object.values(shows).flatMap(({ id, playlists = [] }) => playlists.map((playlist) => [playlist, id])),
  );
  const used = new Set<string>(wanted.values());
  return channel.playlists
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((playlist) => {
      const id = wanted.get(playlist.id) ?? known.get(playlist.id);
      if (id !== undefined) return [{ id, playlist, isNew: shows[id] === undefined }];
      if (playlist.videoIds.length < FEWEST) return [];
      const free = findFreeSlug(renderSlug(playlist.title, 'show'), (slug) => used.has(slug));
      used.add(free);
      return [{ id: free, playlist, isNew: shows[free] === undefined }];
    });
}
