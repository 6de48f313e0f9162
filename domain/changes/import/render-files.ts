import type { Academy, Show } from '../../content/catalog/records.ts';
import { language as languageSchema } from '../../content/schema/common.ts';
import { countTags, LIMITS } from '../../render/limits/measure.ts';
import { findFreeSlug, renderSlug } from '../../shared/slug.ts';
import { CATEGORIES } from '../../shared/youtube-values.ts';
import type { ImportedShow } from './choose-shows.ts';
import { type ImportedChannel, type ImportedVideo, momentOf } from './imported-channel.ts';
import { renderList, renderScalar } from './render-scalar.ts';
import { renderVerbatim } from './render-verbatim.ts';

/** What is on YouTube and no key can carry: it stays there as it is. */
export type LeftOnYouTube = 'translations' | 'category' | 'language' | 'tags' | 'publication';

export type ImportedFile = { readonly text: string; readonly left: readonly LeftOnYouTube[] };

type EpisodeInput = {
  readonly video: ImportedVideo;
  /** The description without a marker of ours. */
  readonly verbatim: string;
  readonly show: ImportedShow | undefined;
  /** The show's file, if there is one already. */
  readonly record: Show | undefined;
  readonly channel: ImportedChannel;
  readonly academy: Pick<Academy, 'streams' | 'manage'>;
  /** ms since 1970 */
  readonly now: number;
};

/** The file of an episode that says what its video says, and claims it. */
export function renderEpisodeFile(input: EpisodeInput): ImportedFile {
  const { video, verbatim, show, record } = input;
  const lines = [
    `title: ${renderScalar(video.title)}`,
    ...(show === undefined ? [] : [`show: ${show.id}`]),
    `kind: ${isStream(input) ? 'live' : 'video'}`,
    `scheduledFor: ${momentOf(video)}`,
    ...renderAudience(input),
    ...(isObserved(input) ? [] : ['manage: observe']),
    ...renderTags(video),
    'thumbnail: keep',
    ...renderBroadcast(input),
    ...renderOverrides(video, record),
    ...renderYouTube(input),
    ...describeTranslations(video),
  ];
  return { text: `${lines.join('\n')}\n${renderVerbatim(verbatim)}`, left: listLeft(input) };
}

/** By its show, which a new file observes, or by the academy. */
const isObserved = ({ show, record, academy }: EpisodeInput): boolean =>
  show?.isNew === true || (record?.manage ?? academy.manage) === 'observe';

/** A premiere is an upload, although YouTube describes it like a stream until it ran. */
const isStream = ({ video, channel }: EpisodeInput): boolean =>
  video.phase === 'complete' || channel.broadcasts.has(video.videoId);

function renderTags({ tags }: ImportedVideo): string[] {
  if (!canHoldTags(tags)) return ['fields: { tags: keep }'];
  return tags.length === 0 ? [] : [`tags: ${renderList(tags)}`];
}

/** A scheduled upload says only when it is published. */
function renderAudience(input: EpisodeInput): string[] {
  const { privacy, publishAt } = input.video;
  return publishAt !== undefined && canPublish(input)
    ? [`publishAt: ${publishAt}`]
    : [`visibility: ${privacy}`];
}

const canPublish = (input: EpisodeInput): boolean =>
  !isStream(input) && Date.parse(input.video.publishAt ?? '') > input.now;

function renderBroadcast({ video, channel, academy }: EpisodeInput): string[] {
  const broadcast = channel.broadcasts.get(video.videoId);
  if (broadcast === undefined || video.phase !== 'upcoming') return [];
  const title = channel.streams.get(broadcast.boundStreamId ?? '');
  const stream = Object.entries(academy.streams).find(([, name]) => name === title)?.[0];
  return [
    // What YouTube does by itself needs no word.
    ...(broadcast.latency === undefined || broadcast.latency === 'normal'
      ? []
      : [`latency: ${broadcast.latency}`]),
    ...(broadcast.dvr === false ? ['dvr: false'] : []),
    ...(broadcast.captions === undefined || broadcast.captions === 'none'
      ? []
      : [`captions: ${broadcast.captions}`]),
    ...(stream === undefined ? [] : [`stream: ${renderScalar(stream)}`]),
  ];
}

/** The templates and tags of a show that has a file would change what is on YouTube. */
function renderOverrides({ title, tags }: ImportedVideo, show: Show | undefined): string[] {
  const lines = [
    ...(show?.title === undefined ? [] : [`  title: ${renderScalar(title)}`]),
    ...((show?.tags ?? []).length === 0 || !canHoldTags(tags) ? [] : [`  tags: ${renderList(tags)}`]),
  ];
  return lines.length === 0 ? [] : ['overrides:', ...lines];
}

function renderYouTube({ video, show, record, channel }: EpisodeInput): string[] {
  const ofShow = record === undefined ? (show?.playlists ?? []) : record.playlists;
  const playlists = channel.playlists
    .filter(({ id, videoIds }) => videoIds.includes(video.videoId) && !ofShow?.includes(id))
    .map(({ id }) => id)
    .toSorted();
  return [
    'youtube:',
    `  videoId: ${renderScalar(video.videoId)}`,
    ...(canHoldCategory(video) ? [`  categoryId: ${video.categoryId}`] : []),
    ...(video.defaultLanguage !== undefined && canHoldLanguage(video)
      ? [`  language: ${renderScalar(video.defaultLanguage)}`]
      : []),
    ...(playlists.length === 0 ? [] : [`  playlists: ${renderList(playlists)}`]),
  ];
}

const describeTranslations = ({ translations }: ImportedVideo): string[] =>
  translations.length === 0
    ? []
    : [`# On YouTube also in ${translations.join(', ')}: these texts stay there as they are.`];

const canHoldCategory = ({ categoryId }: ImportedVideo): boolean =>
  /^\d+$/.test(categoryId) && CATEGORIES[Number(categoryId)] !== undefined;

const canHoldLanguage = ({ defaultLanguage }: ImportedVideo): boolean =>
  defaultLanguage === undefined || languageSchema.safeParse(defaultLanguage).success;

/** Longer than YouTube allows now, or with a comma, at which YouTube ends a tag. */
const canHoldTags = (tags: readonly string[]): boolean =>
  countTags(tags) <= LIMITS.tagCharacters && !tags.some((tag) => tag.includes(','));

function listLeft(input: EpisodeInput): LeftOnYouTube[] {
  const { video } = input;
  const left: readonly (readonly [LeftOnYouTube, boolean])[] = [
    ['translations', video.translations.length > 0],
    ['category', !canHoldCategory(video)],
    ['language', !canHoldLanguage(video)],
    ['tags', !canHoldTags(video.tags)],
    ['publication', video.publishAt !== undefined && !canPublish(input)],
  ];
  return left.flatMap(([name, is]) => (is ? [name] : []));
}

/** The file of a show that a playlist proposes. */
export const renderShowFile = ({ playlist, playlists }: ImportedShow): string =>
  [
    `name: ${renderScalar(playlist.title.trim() || playlist.id)}`,
    ...(playlists.length === 0 ? [] : [`playlists: ${renderList(playlists)}`]),
    'manage: observe',
    '',
  ].join('\n');

/** `academy.yaml` of a channel that Showrunner only looks at. */
export function renderAcademyFile({
  title,
  channelId,
  streams,
}: Pick<ImportedChannel, 'title' | 'channelId' | 'streams'>): string {
  const named = Object.entries(nameStreams([...streams.values()]));
  return [
    `name: ${renderScalar(title.trim() || 'Academy')}`,
    `channelId: ${channelId}`,
    'manage: observe # look and report; nothing is written to YouTube',
    ...(named.length === 0
      ? []
      : ['streams:', ...named.map(([name, stream]) => `  ${name}: ${renderScalar(stream)}`)]),
    '',
  ].join('\n');
}

/** A short name for each stream. */
export function nameStreams(titles: readonly string[]): Readonly<Record<string, string>> {
  const all = [...new Set(titles)].filter((title) => title !== '').toSorted();
  const named: Record<string, string> = {};
  for (const title of all) {
    const slug = all.length === 1 ? 'main' : renderSlug(title, 'stream');
    named[findFreeSlug(slug, (one) => named[one] !== undefined)] = title;
  }
  return named;
}
