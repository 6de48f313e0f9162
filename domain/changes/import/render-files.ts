import type { Academy, Show } from '../../content/catalog/records.ts';
import { language as languageSchema } from '../../content/schema/common.ts';
import { countTags, LIMITS } from '../../render/limits/measure.ts';
import { findFreeSlug, renderSlug } from '../../shared/slug.ts';
import { CATEGORIES } from '../../shared/youtube-values.ts';
import type { ImportedShow } from './choose-shows.ts';
import { type ImportedChannel, type ImportedVideo, momentOf } from './imported-channel.ts';
import { renderList, renderScalar } from './render-scalar.ts';
import { type Common, renderCommon, renderStreamSettings, renderVideoSettings } from './render-settings.ts';
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
  /** What its new show says of all its videos. */
  readonly common: Common;
  readonly academy: Pick<Academy, 'streams' | 'manage'> & Partial<Academy>;
  /** ms since 1970 */
  readonly now: number;
};

/** The file of an episode that says what its video says, and claims it. */
export function renderEpisodeFile(input: EpisodeInput): ImportedFile {
  const { video, verbatim, show, record } = input;
  const settings = renderVideoSettings({ ...input, broadcast: upcomingOf(input) });
  const keep = [...(canHoldTags(video.tags) ? [] : ['tags']), ...settings.keep];
  const lines = [
    `title: ${renderScalar(video.title)}`,
    ...(show === undefined ? [] : [`show: ${show.id}`]),
    `kind: ${isStream(input) ? 'live' : 'video'}`,
    `scheduledFor: ${momentOf(video)}`,
    ...renderAudience(input),
    ...(isObserved(input) ? [] : ['manage: observe']),
    ...(keep.length === 0 ? [] : [`fields: { ${keep.map((field) => `${field}: keep`).join(', ')} }`]),
    ...(canHoldTags(video.tags) && video.tags.length > 0 ? [`tags: ${renderList(video.tags)}`] : []),
    'thumbnail: keep',
    ...renderBroadcast(input),
    ...renderOverrides(video, record),
    ...renderYouTube(input, settings.lines),
    ...describeTranslations(video),
  ];
  const texts = `${renderTranslations(video)}${renderVerbatim(verbatim)}`;
  return { text: `${lines.join('\n')}\n${texts}`, left: listLeft(input) };
}

/** By its show, which a new file observes, or by the academy. */
const isObserved = ({ show, record, academy }: EpisodeInput): boolean =>
  show?.isNew === true || (record?.manage ?? academy.manage) === 'observe';

/** A premiere is an upload, although YouTube describes it like a stream until it ran. */
const isStream = ({ video, channel }: EpisodeInput): boolean =>
  video.phase === 'complete' || channel.broadcasts.has(video.videoId);

/** A scheduled upload says only when it is published. */
function renderAudience(input: EpisodeInput): string[] {
  const { privacy, publishAt } = input.video;
  return publishAt !== undefined && canPublish(input)
    ? [`publishAt: ${publishAt}`]
    : [`visibility: ${privacy}`];
}

const canPublish = (input: EpisodeInput): boolean =>
  !isStream(input) && Date.parse(input.video.publishAt ?? '') > input.now;

const upcomingOf = ({ video, channel }: Pick<EpisodeInput, 'video' | 'channel'>) =>
  video.phase === 'upcoming' ? channel.broadcasts.get(video.videoId) : undefined;

function renderBroadcast(input: EpisodeInput): string[] {
  const broadcast = upcomingOf(input);
  const title = input.channel.streams.get(broadcast?.boundStreamId ?? '');
  const stream = Object.entries(input.academy.streams).find(([, name]) => name === title)?.[0];
  return [
    ...renderStreamSettings({ ...input, broadcast }),
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

function renderYouTube(
  { video, show, record, channel }: EpisodeInput,
  settings: readonly string[],
): string[] {
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
    ...settings.map((line) => `  ${line}`),
    ...(playlists.length === 0 ? [] : [`  playlists: ${renderList(playlists)}`]),
  ];
}

/** Each with its whole description: blocks and templates of ours are not in it. */
function renderTranslations(video: ImportedVideo): string {
  const texts = heldTranslations(video).map(
    ([language, { title, description }]) =>
      `  ${language}:\n    title: ${renderScalar(title)}\n${renderVerbatim(description, '    ')}`,
  );
  return texts.length === 0 ? '' : `localizations:\n${texts.join('')}`;
}

const heldTranslations = (video: ImportedVideo) =>
  video.translations.flatMap((language) => {
    const said = video.localizations?.[language];
    return said !== undefined && canHoldTranslation(video, language, said) ? [[language, said] as const] : [];
  });

/** YouTube takes none of a video without a language, which the file then says. */
const canHoldTranslation = (video: ImportedVideo, language: string, { title }: { readonly title: string }) =>
  video.defaultLanguage !== undefined &&
  canHoldLanguage(video) &&
  languageSchema.safeParse(language).success &&
  title !== '';

function describeTranslations(video: ImportedVideo): string[] {
  const left = listLeftTranslations(video);
  return left.length === 0
    ? []
    : [`# On YouTube also in ${left.join(', ')}: these texts stay there as they are.`];
}

function listLeftTranslations(video: ImportedVideo): string[] {
  const held = heldTranslations(video).map(([language]) => language);
  return video.translations.filter((language) => !held.includes(language));
}

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
    ['translations', listLeftTranslations(video).length > 0],
    ['category', !canHoldCategory(video)],
    ['language', !canHoldLanguage(video)],
    ['tags', !canHoldTags(video.tags)],
    ['publication', video.publishAt !== undefined && !canPublish(input)],
  ];
  return left.flatMap(([name, is]) => (is ? [name] : []));
}

/** The file of a show that a playlist proposes. */
export const renderShowFile = ({ playlist, playlists }: ImportedShow, common: Common = {}): string =>
  [
    `name: ${renderScalar(playlist.title.trim() || playlist.id)}`,
    ...(playlists.length === 0 ? [] : [`playlists: ${renderList(playlists)}`]),
    'manage: observe',
    ...renderCommon(common),
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
