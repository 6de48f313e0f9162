import { judgeStanding, type Standing, type StandingInput } from '../../domain/changes/hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import type { Catalog, Episode, Guest, Show, Sponsor } from '../../domain/content/catalog/records.ts';
import { academySchema, sponsorSchema } from '../../domain/content/schema/academy.ts';
import { episodeSchema } from '../../domain/content/schema/episode.ts';
import { guestSchema } from '../../domain/content/schema/guest.ts';
import { showSchema } from '../../domain/content/schema/show.ts';
import { type Desired, renderSealedDescription } from '../../domain/render/desired.ts';

/** A record as in its YAML; absent keys get the format's default. */
type Written = Readonly<Record<string, unknown>>;
type Content = {
  readonly academy?: Written;
  readonly shows?: Readonly<Record<string, Written>>;
  readonly guests?: Readonly<Record<string, Written>>;
  readonly sponsors?: Readonly<Record<string, Written>>;
  readonly episodes?: Readonly<Record<string, Written>>;
  readonly templates?: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, string>>;
  readonly blobs?: Readonly<Record<string, string>>;
};

const ACADEMY = {
  name: 'Example Academy',
  channelId: 'UCxxxxxxxxxxxxxxxxxxxxxx',
  episodeUrl: 'https://academy.example/watch/{{ episode.id }}',
  manage: 'full',
};

/** Only for tests: a catalog of records by id. A record's blob is its content, so that an edit of the file is seen. */
export function buildCatalog(content: Content = {}): Catalog {
  const academy = academySchema.parse({ ...ACADEMY, ...content.academy });
  const guests = mapValues(content.guests, buildGuest);
  const episodes = mapValues(content.episodes, buildEpisode);
  return {
    commit: 'c0ffee',
    academy,
    shows: mapValues(content.shows, buildShow),
    guests,
    sponsors: mapValues(content.sponsors, buildSponsor),
    episodes,
    guestAliases: listAliases(guests),
    episodeAliases: listAliases(episodes),
    templates: content.templates ?? {},
    pages: content.pages ?? {},
    blobs: content.blobs ?? {},
  };
}

export function buildEpisode(id: string, written: Written = {}): Episode {
  const record = episodeSchema.parse({ title: `Title of ${id}`, ...written });
  const start = record.scheduledFor;
  return { ...identify(`episodes/${id}`, id, written), ...record, id, ...(start && { start }) };
}

export function buildGuest(id: string, written: Written = {}): Guest {
  return {
    ...guestSchema.parse({ name: `Name of ${id}`, ...written }),
    ...identify(`guests/${id}`, id, written),
  };
}

/** An episode of a catalog, by default `a/one`, which most tests use. */
export function episodeOf(catalog: Catalog, id = 'a/one'): Episode {
  const episode = catalog.episodes[id];
  if (episode === undefined) throw new Error(`The test's catalog has no episode "${id}".`);
  return episode;
}

/** A video as YouTube returns it: an upcoming stream with empty texts. */
export const buildVideo = (video: Partial<LiveVideo> = {}): LiveVideo => ({
  videoId: 'video000001',
  title: '',
  description: '',
  tags: [],
  categoryId: '22',
  privacy: 'public',
  phase: 'upcoming',
  hasCustomThumbnail: false,
  ...video,
});

/** The description that our last full write left on the video of `buildVideo`. */
export const sealedText = (
  desired: Pick<Desired, 'episodeId' | 'title' | 'body' | 'tags'>,
  videoId = 'video000001',
): string => renderSealedDescription(ACADEMY, desired, videoId);

/** How a video stands to the episode `a/one` of the academy of `buildCatalog`. */
export const standingOn = (live: StandingInput['live'], more: Partial<StandingInput> = {}): Standing =>
  judgeStanding({ live, episode: { id: 'a/one', aliases: [] }, settings: ACADEMY, ...more });

export const buildBroadcast = (broadcast: Partial<LiveBroadcast> = {}): LiveBroadcast => ({
  videoId: 'video000001',
  title: '',
  description: '',
  privacy: 'public',
  lifeCycleStatus: 'ready',
  enableAutoStart: true,
  enableAutoStop: false,
  ...broadcast,
});

const buildShow = (id: string, written: Written): Show => ({
  ...showSchema.parse({ name: `Show ${id}`, ...written }),
  ...identify(`shows/${id}`, id, written),
});

const buildSponsor = (id: string, written: Written): Sponsor => ({
  ...sponsorSchema.parse({ name: `Sponsor ${id}`, ...written }),
  ...identify(`sponsors/${id}`, id, written),
});

const identify = (path: string, id: string, written: Written) => ({
  id,
  origin: { path: `${path}.yaml`, blob: JSON.stringify(written) },
});

function mapValues<T>(
  records: Readonly<Record<string, Written>> = {},
  build: (id: string, written: Written) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(records).map(([id, written]) => [id, build(id, written)]));
}

function listAliases(records: Readonly<Record<string, Guest | Episode>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(records).flatMap(([id, { aliases }]) => aliases.map((alias) => [alias, id])),
  );
}
