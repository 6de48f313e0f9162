import { type Field, VIDEO_SETTINGS } from '../../content/ownership.ts';
import {
  type MarkerSettings,
  normalizeTags,
  normalizeText,
  removeMarker,
} from '../../render/description/marker.ts';
import { type Desired, privacyIn } from '../../render/desired.ts';
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
    ['visibility', privacy !== undefined && privacy !== video.privacy],
    ['start', video.phase === 'upcoming' && !isSameInstant(desired.start, video.start)],
  ];
  return different.flatMap(([field, is]) => (is ? [field] : []));
}

/** What sponsors imply is not written for itself. */
function differsIn(desired: Desired, video: ImportedVideo, field: (typeof VIDEO_SETTINGS)[number]): boolean {
  if (desired[field] === undefined) return false;
  return wantedSetting(desired, field) !== liveSetting(video, undefined, field);
}

const isOver = ({ phase }: ImportedVideo): boolean => phase === 'complete' || phase === 'none';
const keyOf = (tags: readonly string[]): string => normalizeTags(tags).join('\n');
