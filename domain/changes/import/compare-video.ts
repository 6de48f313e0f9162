import { type Field, STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import {
  type MarkerSettings,
  normalizeTags,
  normalizeText,
  removeMarker,
} from '../../render/description/marker.ts';
import { type Desired, ownershipOf, privacyIn } from '../../render/desired.ts';
import type { LiveBroadcast } from '../live.ts';
import { isSameInstant } from '../merge/gates.ts';
import { liveSetting, wantedSetting } from '../setting-values.ts';
import type { ImportedVideo } from './imported-channel.ts';

/** Where a rendered text is not the one on YouTube; `at`: the first place, in UTF-16 code units. */
export type TextDifference = { readonly field: 'title' | 'description' | 'tags'; readonly at: number };

/** The proof of an import: title, description and tags byte for byte; undefined if they are equal. */
export function findTextDifference(
  desired: Desired,
  video: ImportedVideo,
  settings: MarkerSettings,
): TextDifference | undefined {
  const { body } = removeMarker(video, settings);
  const texts = [
    ['title', desired.title, video.title],
    ['description', desired.body, body],
    ['tags', (desired.tags ?? []).join('\n'), video.tags.join('\n')],
  ] as const;
  for (const [field, rendered, live] of texts)
    if (rendered !== live) return { field, at: firstDifference(rendered, live) };
  return undefined;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** The fields in which an episode that has a file is not what YouTube shows now, of those that its files say. */
export function listDifferentFields(
  desired: Desired,
  video: ImportedVideo,
  settings: MarkerSettings,
): Field[] {
  const { body } = removeMarker(video, settings);
  const privacy = desired.publishAt === undefined ? privacyIn(desired, isOver(video)) : undefined;
  const different: readonly (readonly [Field, boolean])[] = [
    ['title', normalizeText(desired.title) !== normalizeText(video.title)],
    ['description', normalizeText(desired.body) !== normalizeText(body)],
    ['tags', desired.tags !== undefined && keyOf(desired.tags) !== keyOf(video.tags)],
    ['category', desired.categoryId !== undefined && desired.categoryId !== video.categoryId],
    ['language', desired.language !== undefined && desired.language !== video.defaultLanguage],
    ...VIDEO_SETTINGS.map((field) => [field, differsIn(desired, video, field)] as const),
    ['localizations', listOtherTexts(desired, video, normalizeText).length > 0],
    ['visibility', privacy !== undefined && privacy !== video.privacy],
    ['start', video.phase === 'upcoming' && !isSameInstant(desired.start, video.start)],
  ];
  return different.flatMap(([field, is]) => (is ? [field] : []));
}

/**
 * The proof of everything else that a file says: settings, the texts of each language byte for byte, and of a stream to come its
 * latency, `dvr` and `captions`. The fields that are not equal.
 */
export const listUnequal = (
  desired: Desired,
  video: ImportedVideo,
  broadcast: LiveBroadcast | undefined,
): string[] => [
  ...VIDEO_SETTINGS.filter((field) => differsIn(desired, video, field)),
  ...listOtherTexts(desired, video).map((language) => `localizations.${language}`),
  ...(video.phase === 'upcoming' && broadcast !== undefined
    ? (['latency', ...STREAM_SETTINGS] as const).filter(
        (field) =>
          ownershipOf(desired, field) === 'full' &&
          desired[field] !== undefined &&
          desired[field] !== broadcast[field],
      )
    : []),
];

/** Languages in which title or description is not what YouTube shows. `form`: in which both are compared. */
function listOtherTexts(
  { localizations = {} }: Desired,
  video: ImportedVideo,
  form = (text: string): string => text,
): string[] {
  return Object.entries(localizations).flatMap(([language, said]) => {
    const live = video.localizations?.[language];
    const isSame = (part: 'title' | 'description'): boolean =>
      live !== undefined && form(live[part]) === form(said[part]);
    return isSame('title') && isSame('description') ? [] : [language];
  });
}

/** What sponsors imply is not written for itself. */
function differsIn(desired: Desired, video: ImportedVideo, field: (typeof VIDEO_SETTINGS)[number]): boolean {
  if (desired[field] === undefined || ownershipOf(desired, field) !== 'full') return false;
  return wantedSetting(desired, field) !== liveSetting(video, undefined, field);
}

const isOver = ({ phase }: ImportedVideo): boolean => phase === 'complete' || phase === 'none';
const keyOf = (tags: readonly string[]): string => normalizeTags(tags).join('\n');
