import type { Catalog, Episode, Show } from '../content/catalog/records.ts';
import { type Ownership, type Policy, readPolicy } from '../content/ownership.ts';
import { hashValue } from '../shared/hash.ts';
import type { Block } from './description/description.ts';
import { fitBody } from './description/fit-body.ts';
import { renderDescription, renderMarker, renderSeal, type Seal } from './description/marker.ts';
import { collectParts } from './description/parts.ts';
import { openTexts } from './description/texts.ts';
import { languageOf } from './language.ts';
import { countBytes, LIMITS } from './limits/measure.ts';
import { streamBefore, streamOf } from './streams.ts';
import { shownByPage } from './thumbnail/page-tree.ts';
import type { Picture } from './thumbnail/picture.ts';
import { renderPicture } from './thumbnail/picture-of.ts';

export type Privacy = 'public' | 'unlisted' | 'private';

/**
 * What YouTube should say about one episode, rendered from a catalog. An absent key is not ours.
 * `body` is the description without the marker; `description` has it, sealed as for a first full write.
 */
export type Desired = {
  readonly episodeId: string;
  readonly kind: Episode['kind'];
  readonly status: Episode['status'];
  /** Named in the YAML: the claim on a video that we did not make. */
  readonly videoId?: string;
  readonly title: string;
  readonly body: string;
  readonly description: string;
  /** Blocks that `body` had to do without to fit, as `overflow` allows. */
  readonly dropped?: readonly Block[];
  readonly seal: Seal;
  readonly tags?: readonly string[];
  readonly categoryId?: string;
  readonly language?: string;
  /** ISO 8601, UTC */
  readonly start?: string;
  /** ISO 8601, UTC; there when the episode itself says how long it takes. */
  readonly end?: string;
  /** What it says, else its show's default, else an hour. */
  readonly durationSeconds: number;
  readonly latency?: 'normal' | 'low' | 'ultraLow';
  /** The title of the liveStream on YouTube. */
  readonly stream?: string;
  /** The episode before it on that stream: when another comes between, the stream is that one's first. */
  readonly streamAfter?: string;
  readonly visibility?: { readonly live: Privacy; readonly after: Privacy };
  readonly playlists?: readonly string[];
  readonly picture?: Picture;
  readonly policy: Policy;
};

const DEFAULT_DURATION = 3600;

/** Renders one episode; throws TemplateProblem when one of its templates does. */
export function renderDesired(catalog: Catalog, episode: Episode): Desired {
  const show = catalog.shows[episode.show ?? ''];
  const templates = openTexts(catalog, collectParts(catalog, episode, show));
  const { overrides } = episode;
  const title = overrides?.title ?? templates.title();
  const tags = overrides?.tags ?? joinLists(show?.tags, episode.tags);
  const complete = (body: string) => sealTexts(catalog, episode, { body, title, tags: tags ?? [] });
  const { dropped, ...texts } = fitTexts(complete, {
    render: overrides?.description === undefined ? templates.body : () => overrides.description ?? '',
    measure: (body) => measureDescription(catalog, episode, body),
    most: LIMITS.descriptionBytes,
    overflow: overflowOf(catalog, episode),
  });
  const picture = renderPicture(catalog, episode, show);
  const durationSeconds = episode.duration ?? show?.defaults?.duration ?? DEFAULT_DURATION;
  const end = episode.duration === undefined ? undefined : endOf({ start: episode.start, durationSeconds });
  return {
    episodeId: episode.id,
    kind: episode.kind,
    status: episode.status,
    title,
    ...texts,
    durationSeconds,
    policy: readPolicy(catalog.academy, show, episode),
    ...present({ videoId: episode.youtube?.videoId, tags, start: episode.start, end, picture }),
    ...(dropped.length === 0 ? {} : { dropped }),
    ...renderSettings(catalog, episode, show),
  };
}

type Texts = Pick<Desired, 'body' | 'description' | 'seal'>;

function sealTexts(
  { academy }: Catalog,
  { id }: Episode,
  { body, title, tags }: { body: string; title: string; tags: readonly string[] },
): Texts {
  const seal = renderSeal({ body, title, tags });
  return { body, description: renderDescription(body, renderMarker(academy, id, seal)), seal };
}

/** Nearly every description fits as it is: only the others are measured block by block. */
function fitTexts(
  complete: (body: string) => Texts,
  input: Parameters<typeof fitBody>[0],
): Texts & { readonly dropped: readonly Block[] } {
  const whole = complete(input.render([]));
  if (countBytes(whole.description) <= input.most || input.overflow.length === 0)
    return { ...whole, dropped: [] };
  const { body, dropped } = fitBody(input);
  return dropped.length === 0 ? { ...whole, dropped } : { ...complete(body), dropped };
}

/** Blocks that may be dropped, in this order; the nearest word wins. */
export const overflowOf = (catalog: Catalog, episode: Episode): readonly Block[] =>
  episode.overflow ?? catalog.shows[episode.show ?? '']?.overflow ?? catalog.academy.overflow ?? [];

/** Bytes of a body with its marker; a seal is always of the same length. */
export const measureDescription = (catalog: Catalog, episode: Episode, body: string): number =>
  countBytes(renderDescription(body, renderMarker(catalog.academy, episode.id, ANY_SEAL)));

const ANY_SEAL: Seal = renderSeal({ title: '', body: '', tags: [] });

/** When it is planned to end, ISO 8601 in UTC; undefined without a start. */
export function endOf({ start, durationSeconds }: { start?: string | undefined; durationSeconds: number }) {
  const from = Date.parse(start ?? '');
  return Number.isNaN(from) ? undefined : new Date(from + durationSeconds * 1000).toISOString();
}

/** A short name of all that is desired, for checksums: equal when nothing that YouTube would say differs. */
export const hashDesired = (desired: Desired): string =>
  hashValue({ ...desired, dropped: undefined, picture: hashPicture(desired) }, 16);

/** A short name of what the picture shows, wherever its files stand; undefined when the thumbnail is not ours. */
export const hashPicture = ({ picture }: Desired): string | undefined =>
  picture === undefined ? undefined : hashValue(shownBy(picture), 16);

function shownBy(picture: Picture): unknown {
  if (picture.kind === 'file') return { kind: 'file', file: picture.file.blob };
  const { faces, photo, logo, page, background, language } = picture;
  if (page !== undefined) return { page: shownByPage(page), background, photo: photo?.blob, language };
  const shown = faces.map((face) => ({ ...face, avatar: face.avatar?.blob }));
  return { ...picture, faces: shown, photo: photo?.blob, logo: logo?.blob };
}

/** The privacy that holds in a phase; a cancelled stream is private. */
export function privacyIn(desired: Desired, finished: boolean): Privacy | undefined {
  if (desired.status === 'cancelled') return 'private';
  return finished ? desired.visibility?.after : desired.visibility?.live;
}

export const ownershipOf = (desired: Desired, field: keyof Policy['fields']): Ownership =>
  desired.policy.fields[field];

function renderSettings(catalog: Catalog, episode: Episode, show: Show | undefined) {
  const defaults = show?.defaults;
  const stream = streamOf(catalog, episode);
  const categoryId = episode.youtube?.categoryId ?? show?.categoryId ?? defaults?.categoryId;
  return present({
    categoryId: categoryId === undefined ? undefined : String(categoryId),
    language: languageOf(episode, show),
    latency: episode.latency ?? defaults?.latency,
    stream: stream === undefined ? undefined : (catalog.academy.streams[stream] ?? stream),
    streamAfter: streamBefore(catalog, episode),
    visibility: episode.visibility ?? show?.visibility ?? defaults?.visibility,
    playlists: joinLists(show?.playlists, episode.youtube?.playlists) ?? defaults?.playlists,
  });
}

/** Absent in both: not ours. */
function joinLists(
  first: readonly string[] | undefined,
  second: readonly string[] | undefined,
): readonly string[] | undefined {
  return first === undefined && second === undefined
    ? undefined
    : [...new Set([...(first ?? []), ...(second ?? [])])];
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Drops what is undefined, so that an absent key is absent. */
function present<T extends Record<string, unknown>>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
