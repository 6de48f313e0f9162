import type { Catalog, Episode, Show } from '../content/catalog/records.ts';
import { LATER_FIELDS, type Ownership, type Policy, readPolicy } from '../content/ownership.ts';
import { isOnYouTube } from '../content/rules/kinds.ts';
import { hashValue } from '../shared/hash.ts';
import type { DescriptionBlock } from './description/description.ts';
import { fitBody } from './description/fit-body.ts';
import {
  formatEpisodeUrl,
  type MarkerSettings,
  renderDescription,
  renderMarker,
  renderSeal,
  sealVideo,
} from './description/marker.ts';
import { collectParts } from './description/parts.ts';
import { openTexts } from './description/texts.ts';
import { languageOf } from './language.ts';
import { countIn, type LengthUnit, LIMITS } from './limits/measure.ts';
import { renderTranslations, type Translations } from './localizations.ts';
import { renderSettings, type SingleSettings } from './settings.ts';
import { previousOnStream, streamOf } from './streams.ts';
import { visibleInPage } from './thumbnail/page-tree.ts';
import type { Picture } from './thumbnail/picture.ts';
import { renderFormerPicture, renderPicture } from './thumbnail/render-picture.ts';
import { type Privacy, renderVisibility } from './visibility.ts';

export type { Privacy } from './visibility.ts';

/**
 * What YouTube should say about one episode, rendered from a catalog. We do not manage an absent key.
 * `body` is the description without the marker, `marker` its address without a seal: only a video has one.
 */
export type Desired = SingleSettings & {
  readonly episodeId: string;
  readonly kind: Episode['kind'];
  readonly status: Episode['status'];
  /** Named in the YAML: claims a video that we did not create. */
  readonly videoId?: string;
  readonly title: string;
  readonly body: string;
  /** `body` is sent and compared byte for byte: it was imported as YouTube shows it. */
  readonly verbatim?: true;
  readonly marker: string;
  /** Blocks that were dropped from `body` to make it fit, as `overflow` allows. */
  readonly dropped?: readonly DescriptionBlock[];
  readonly tags?: readonly string[];
  readonly categoryId?: string;
  readonly language?: string;
  /** Other languages, by BCP 47 tag. */
  readonly localizations?: Translations;
  /** ISO 8601, UTC */
  readonly start?: string;
  /** ISO 8601, UTC; present if the episode itself has a duration. */
  readonly end?: string;
  /** The episode's, else its show's default, else an hour. */
  readonly durationSeconds: number;
  readonly latency?: 'normal' | 'low' | 'ultraLow';
  /** The title of the liveStream on YouTube. */
  readonly stream?: string;
  /** The episode before it on that stream. It changes when another episode is scheduled between the two. */
  readonly streamAfter?: string;
  readonly visibility?: { readonly live: Privacy; readonly after: Privacy };
  /** When YouTube makes it public, ISO 8601, UTC: private until then, public after that. Of an upload alone. */
  readonly publishAt?: string;
  readonly playlists?: readonly string[];
  readonly picture?: Picture;
  readonly policy: Policy;
};

const DEFAULT_DURATION = 3600;

/** Renders one episode; throws TemplateProblem if one of its templates fails. */
export function renderDesired(catalog: Catalog, episode: Episode): Desired {
  const show = catalog.shows[episode.show ?? ''];
  const templates = openTexts(catalog, collectParts(catalog, episode, show));
  const { overrides } = episode;
  const title = overrides?.title ?? templates.title();
  const tags = overrides?.tags?.map(trimTag) ?? joinLists(show?.tags, episode.tags);
  const marker = formatEpisodeUrl(catalog.academy, episode.id);
  const exact = exactDescription(episode);
  const { body, dropped } = fitBody({
    render: exact === undefined ? templates.body : () => exact,
    measure: (text) => countDescription({ body: text, marker }, catalog.academy.descriptionLimit),
    most: isOnYouTube(episode.kind) ? LIMITS.description : Number.POSITIVE_INFINITY,
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
    body,
    marker,
    durationSeconds,
    policy: readPolicy(catalog.academy, show, episode),
    ...present({ localizations: renderTranslations(catalog, episode, show) }),
    ...present({ videoId: episode.youtube?.videoId, tags, start: episode.start, end, picture }),
    ...(isVerbatim(episode) ? { verbatim: true as const } : {}),
    ...(dropped.length === 0 ? {} : { dropped }),
    ...renderPlacement(catalog, episode, show),
    ...present(renderSettings(catalog.academy, show, episode)),
  };
}

/** The whole description as the file says it, without templates and blocks; undefined: it is rendered from them. */
const exactDescription = ({ overrides, verbatim }: Episode): string | undefined =>
  overrides?.description ?? verbatim;

/** Whether the description is the one that was imported, byte for byte, and does not follow guests, shows and templates yet. */
export const isVerbatim = ({ overrides, verbatim }: Pick<Episode, 'overrides' | 'verbatim'>): boolean =>
  verbatim !== undefined && overrides?.description === undefined;

/** Blocks that may be dropped, in this order; the most specific setting wins. */
export const overflowOf = (catalog: Catalog, episode: Episode): readonly DescriptionBlock[] =>
  episode.overflow ?? catalog.shows[episode.show ?? '']?.overflow ?? catalog.academy.overflow ?? [];

/** The description of a video that says all of this, sealed as a full write leaves it. */
export function renderSealedDescription(
  forms: MarkerSettings,
  { episodeId, title, tags = [], ...text }: Pick<Desired, 'episodeId' | 'title' | 'tags' | keyof Body>,
  videoId: string,
): string {
  const texts = { title, body: text.body, tags };
  const seal = renderSeal(texts, sealVideo({ channelId: forms.channelId, videoId }));
  return renderMarked(text, renderMarker(forms, episodeId, seal));
}

type Body = Pick<Desired, 'body' | 'verbatim'>;

/** The description as sent, with its marker. A verbatim text keeps every byte. */
export const renderMarked = ({ body, verbatim }: Body, marker: string): string =>
  verbatim === true && body.trim() !== '' ? `${body}\n\n${marker}` : renderDescription(body, marker);

/** The length of the description as sent; every seal has the same. */
export const countDescription = (
  { marker, ...text }: Body & Pick<Desired, 'marker'>,
  unit: LengthUnit,
): number => countIn(unit, renderMarked(text, marker + ANY_SEAL));

/** A verbatim text may fill all bytes that YouTube allows: it is then sent without a marker, and remembered by its seal alone. */
export const hasRoomForMarker = (text: Body & Pick<Desired, 'marker'>): boolean =>
  text.verbatim !== true || countDescription(text, 'bytes') <= LIMITS.description;

const ANY_SEAL = '#00000000-0000-0000-00000000';

/** The planned end, ISO 8601 in UTC; undefined without a start. */
export function endOf({ start, durationSeconds }: { start?: string | undefined; durationSeconds: number }) {
  const from = Date.parse(start ?? '');
  return Number.isNaN(from) ? undefined : new Date(from + durationSeconds * 1000).toISOString();
}

/**
 * A short hash of the desired state, for checksums: equal if YouTube would show the same. What sponsors imply follows from the file, and
 * what version 0.2 did not know counts where it is said: what was approved before stays approved.
 */
export const hashDesired = ({ impliesPromotion: _implied, policy, ...desired }: Desired): string =>
  hashValue(
    {
      ...desired,
      policy: { ...policy, fields: { ...policy.fields, ...listUnsaid(desired) } },
      dropped: undefined,
      picture: hashPicture(desired),
    },
    16,
  );

/** The hash does not see who owns a later field that the content does not say. */
const listUnsaid = (
  desired: Pick<Desired, (typeof LATER_FIELDS)[number]>,
): Readonly<Record<string, undefined>> =>
  Object.fromEntries(
    LATER_FIELDS.filter((field) => desired[field] === undefined).map((field) => [field, undefined]),
  );

/** A short hash of what the picture shows, wherever its files are; undefined if we do not manage the thumbnail. */
export const hashPicture = ({ picture }: Pick<Desired, 'picture'>): string | undefined =>
  picture === undefined ? undefined : hashValue(visibleInPicture(picture), 16);

/** The same of what an older version drew for it; undefined if it drew the same. */
export const hashFormerPicture = ({ picture }: Pick<Desired, 'picture'>): string | undefined => {
  const former = renderFormerPicture(picture);
  return former === undefined ? undefined : hashPicture({ picture: former });
};

function visibleInPicture(picture: Picture): unknown {
  if (picture.kind === 'file') return { kind: 'file', file: picture.file.blob, size: picture.size };
  const { faces, photo, logo, page, background, language, size } = picture;
  if (page !== undefined)
    return { page: visibleInPage(page), background, photo: photo?.blob, language, size };
  const shown = faces.map((face) => ({ ...face, avatar: face.avatar?.blob }));
  return { ...picture, faces: shown, photo: photo?.blob, logo: logo?.blob };
}

/** The privacy in a phase; a cancelled stream is private. */
export function privacyIn(desired: Desired, finished: boolean): Privacy | undefined {
  if (desired.status === 'cancelled') return 'private';
  return finished ? desired.visibility?.after : desired.visibility?.live;
}

export const ownershipOf = (desired: Desired, field: keyof Policy['fields']): Ownership =>
  desired.policy.fields[field];

function renderPlacement(catalog: Catalog, episode: Episode, show: Show | undefined) {
  const defaults = show?.defaults;
  const stream = streamOf(catalog, episode);
  const categoryId = episode.youtube?.categoryId ?? show?.categoryId ?? defaults?.categoryId;
  return present({
    categoryId: categoryId === undefined ? undefined : String(categoryId),
    language: languageOf(episode, show),
    latency: episode.latency ?? defaults?.latency,
    stream: stream === undefined ? undefined : (catalog.academy.streams[stream] ?? stream),
    streamAfter: previousOnStream(catalog, episode),
    ...renderVisibility(episode, show),
    playlists: joinLists(show?.playlists, episode.youtube?.playlists) ?? defaults?.playlists,
  });
}

/** Undefined if both are: not managed. */
function joinLists(
  first: readonly string[] | undefined,
  second: readonly string[] | undefined,
): readonly string[] | undefined {
  return first === undefined && second === undefined
    ? undefined
    : [...new Set([...(first ?? []), ...(second ?? [])].map(trimTag))];
}

/** As YouTube stores it. */
const trimTag = (tag: string): string => tag.trim();

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Removes undefined values, so that their keys are absent. */
function present<T extends Record<string, unknown>>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
