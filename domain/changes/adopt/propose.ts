import type { Catalog, Episode } from '../../content/catalog/records.ts';
import type { Field, STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import { parseDescription } from '../../render/description/marker.ts';
import type { Desired } from '../../render/desired.ts';
import { isOver } from '../merge/merge.ts';
import { formatStartLike } from './format-start.ts';
import type { LiveState } from './live-values.ts';
import { proposeOwnParts } from './propose-description.ts';
import { tryEdits } from './try-edits.ts';
import type { EditValue, Proposal, Proposals } from './types.ts';

export type ProposeInput = LiveState & {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  /** The episode's file at the commit. */
  readonly text: string;
};

export const PROPOSE: Readonly<Record<Field, (input: ProposeInput) => Proposals>> = {
  title: (input) => {
    const title = input.live.title.trim();
    const override = one(['overrides', 'title'], title);
    if (input.episode.overrides?.title !== undefined) return [override];
    const own = invertTitle(input, title);
    return [...own.map((value) => one(['title'], value)), override];
  },
  description: (input) => {
    const { body } = parseDescription(input.live, input.catalog.academy);
    const override = one(['overrides', 'description'], body);
    if (input.episode.overrides?.description !== undefined) return [override];
    if (input.episode.verbatim !== undefined) return [one(['verbatim'], body)];
    return [...proposeOwnParts(input, body), override];
  },
  tags: ({ live, catalog, episode }) => {
    const override = one(['overrides', 'tags'], live.tags);
    if (episode.overrides?.tags !== undefined) return [override];
    const shows = catalog.shows[episode.show ?? '']?.tags ?? [];
    return [
      one(
        ['tags'],
        live.tags.filter((tag) => !shows.includes(tag)),
      ),
      override,
    ];
  },
  category: ({ live }) => [one(['youtube', 'categoryId'], Number(live.categoryId))],
  language: ({ live: { defaultLanguage: language } }) =>
    language === undefined ? nothing('language') : [one(['youtube', 'language'], language)],
  localizations: () => ({
    why: 'a translation is adopted by hand: write what the difference shows under `localizations`, without the blocks that Showrunner adds',
  }),
  audioLanguage: ({ live: { defaultAudioLanguage } }) =>
    proposeSetting('audioLanguage', defaultAudioLanguage),
  madeForKids: ({ live: { selfDeclaredMadeForKids } }) =>
    proposeSetting('madeForKids', selfDeclaredMadeForKids),
  syntheticMedia: ({ live: { containsSyntheticMedia = false } }) =>
    proposeSetting('syntheticMedia', containsSyntheticMedia),
  paidPromotion: ({ live: { hasPaidPromotion = false } }) =>
    proposeSetting('paidPromotion', hasPaidPromotion),
  license: ({ live: { license } }) => proposeSetting('license', license),
  embeddable: ({ live: { embeddable } }) => proposeSetting('embeddable', embeddable),
  recordingDate: ({ live: { recordingDate } }) => proposeSetting('recordingDate', recordingDate),
  dvr: (input) => proposeOfStream(input, 'dvr'),
  captions: (input) => proposeOfStream(input, 'captions'),
  visibility: proposeVisibility,
  start: ({ live, broadcast, catalog, episode }) =>
    live.phase !== 'upcoming' || broadcast?.start === undefined
      ? nothing('start that can still change')
      : [
          one(
            ['scheduledFor'],
            formatStartLike(broadcast.start, episode.scheduledFor, zoneOf(catalog, episode)),
          ),
        ],
  latency: ({ live, broadcast }) =>
    live.phase !== 'upcoming' || broadcast?.latency === undefined
      ? nothing('latency that can still change')
      : [one(['latency'], broadcast.latency)],
  stream: ({ boundStream, catalog }) => {
    if (boundStream === undefined)
      return { why: 'it is not bound to any stream, which the content cannot express' };
    const names = Object.entries(catalog.academy.streams).filter(([, title]) => title === boundStream);
    if (names.length > 0) return names.map(([name]) => one(['stream'], name));
    return { why: `academy.yaml has no name for the stream "${boundStream}": add it under streams` };
  },
  playlists: ({ playlists, catalog, episode }) => {
    if (playlists === undefined) return { why: 'the playlists on YouTube were not read' };
    const shows = catalog.shows[episode.show ?? '']?.playlists ?? [];
    const lost = shows.filter((id) => !playlists.includes(id));
    if (lost.length > 0)
      return {
        why: `it was removed from ${lost.join(', ')}, which its show sets for all episodes: change the show`,
      };
    return [
      one(
        ['youtube', 'playlists'],
        playlists.filter((id) => !shows.includes(id)),
      ),
    ];
  },
  thumbnail: ({ live }) =>
    live.hasCustomThumbnail ? [one(['thumbnail'], 'keep')] : nothing('thumbnail of its own'),
};

const one = (key: readonly string[], value: EditValue): Proposal[] => [{ key, value }];
const nothing = (what: string): { why: string } => ({ why: `YouTube has no ${what}` });

const proposeSetting = (field: (typeof VIDEO_SETTINGS)[number], value: EditValue | undefined): Proposals =>
  value === undefined ? nothing(field) : [one(['youtube', field], value)];

function proposeOfStream(
  { live, broadcast }: ProposeInput,
  field: (typeof STREAM_SETTINGS)[number],
): Proposals {
  const value = live.phase === 'upcoming' ? broadcast?.[field] : undefined;
  return value === undefined ? nothing(`${field} that can still change`) : [one([field], value)];
}

const zoneOf = (catalog: Catalog, episode: Episode): string | undefined =>
  catalog.shows[episode.show ?? '']?.timezone;

/** One value if stream and recording have the same; otherwise only the value of the current phase changes. */
function proposeVisibility({ live, catalog, episode }: ProposeInput): Proposals {
  if (episode.status === 'cancelled') return { why: 'the episode is cancelled, which means private' };
  const show = catalog.shows[episode.show ?? ''];
  if (live.privacy === 'private' && live.publishAt !== undefined)
    return proposeSchedule(live.publishAt, episode, show?.timezone);
  const before = episode.visibility ?? show?.visibility ?? show?.defaults?.visibility;
  const over = isOver(live);
  const after = { live: before?.live ?? live.privacy, after: before?.after ?? live.privacy };
  const now = { ...after, [over ? 'after' : 'live']: live.privacy };
  return [one(['visibility'], now.live === now.after ? live.privacy : now)];
}

/** A person scheduled it on YouTube: the file of an upload can say so, and then says nothing else about who may watch. */
function proposeSchedule(publishAt: string, episode: Episode, zone: string | undefined): Proposals {
  if (episode.kind !== 'video')
    return {
      why: `YouTube publishes it at ${publishAt}: write "visibility: public", which keeps that schedule, or remove it in YouTube Studio`,
    };
  const schedule = one(['publishAt'], formatStartLike(publishAt, episode.publishAt, zone));
  return [schedule, [...schedule, ...one(['visibility'], 'public')]];
}

const SENTINEL = 'Showrunner0Sentinel';

/**
 * What an author would have to write to get the live title: renders it with a placeholder and removes what surrounds the
 * placeholder from the live title. Templates may do more than print the value, so the caller must try the result.
 */
function invertTitle(input: ProposeInput, live: string): string[] {
  const tried = tryEdits(input, [{ key: ['title'], value: SENTINEL }]);
  if ('why' in tried) return [live];
  const [before = '', after, ...more] = tried.desired.title.split(SENTINEL);
  if (after === undefined || more.length > 0) return [live];
  const fits = live.length >= before.length + after.length && live.startsWith(before) && live.endsWith(after);
  const own = live.slice(before.length, live.length - after.length).trim();
  return [...(fits ? [own] : []), live];
}
