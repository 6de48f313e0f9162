import type { Academy } from '../../content/catalog/records.ts';

/**
 * YouTube's limits: https://developers.google.com/youtube/v3/docs/videos. Its documents disagree on whether a description is counted
 * in bytes of UTF-8 or in characters: `descriptionLimit` of the academy says which. If title and description together
 * have more hashtags, YouTube ignores all of them: https://support.google.com/youtube/answer/6390658
 */
export const LIMITS = {
  titleCharacters: 100,
  description: 5000,
  tagCharacters: 500,
  hashtags: 60,
} as const;

const utf8 = new TextEncoder();
export const countBytes = (text: string): number => utf8.encode(text).length;

/** Code points, so that an emoji counts as one. */
export const countCharacters = (text: string): number => [...text].length;

/** What the length of a description is counted in. */
export type LengthUnit = Academy['descriptionLimit'];

export const countIn = (unit: LengthUnit, text: string): number =>
  unit === 'bytes' ? countBytes(text) : countCharacters(text);

/** Characters of all tags as YouTube counts them: with a comma between tags, and 2 more for a tag with a space. */
export function countTags(tags: readonly string[]): number {
  const texts = tags.reduce((sum, tag) => sum + countCharacters(tag) + (tag.includes(' ') ? 2 : 0), 0);
  return texts + Math.max(0, tags.length - 1);
}

/** A `#` followed by letters or digits and not preceded by a word, so that a URL's fragment does not count. */
export const countHashtags = (text: string): number =>
  text.match(/(?<![\p{L}\p{N}_/&#])#[\p{L}\p{N}_]+/gu)?.length ?? 0;
