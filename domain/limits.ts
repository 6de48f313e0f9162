import type { Desired } from './desired.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Limits of YouTube's: see https://developers.google.com/youtube/v3/docs/videos. Bytes are of UTF-8. */
export const LIMITS = { titleCharacters: 100, descriptionBytes: 5000, tagCharacters: 500 } as const;

/** What YouTube would refuse of one rendered episode. */
export function checkLimits(desired: Desired, path: string): Problem[] {
  const problems: Problem[] = [];
  const report = (code: ProblemCode, message: string, hint?: string): void => {
    problems.push({ path, line: 1, column: 1, code, message, ...(hint === undefined ? {} : { hint }) });
  };
  const title = [...desired.title].length;
  if (title === 0) report('title-empty', 'title: expected 1 to 100 characters, found none');
  if (title > LIMITS.titleCharacters)
    report(
      'title-too-long',
      `title: expected at most ${LIMITS.titleCharacters} characters, found ${title} in "${desired.title}"`,
    );
  const bytes = new TextEncoder().encode(desired.description).length;
  if (bytes > LIMITS.descriptionBytes)
    report(
      'description-too-long',
      `description: expected at most ${LIMITS.descriptionBytes} bytes, found ${bytes}, ${bytes - LIMITS.descriptionBytes} too many`,
    );
  const tags = countTags(desired.tags ?? []);
  if (tags > LIMITS.tagCharacters)
    report(
      'tags-too-long',
      `tags: expected at most ${LIMITS.tagCharacters} characters as YouTube counts them, found ${tags}`,
    );
  for (const [key, text] of [
    ['title', desired.title],
    ['description', desired.description],
  ] as const) {
    if (/[<>]/.test(text))
      report(
        'angle-bracket',
        `${key}: expected no "<" or ">", found one`,
        'YouTube refuses angle brackets in titles and descriptions.',
      );
    if (CONTROL.test(text)) report('control-character', `${key}: expected no control characters, found one`);
  }
  return problems;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Characters of all tags as YouTube counts: commas between tags, and 2 more for a tag with a space. */
export function countTags(tags: readonly string[]): number {
  const texts = tags.reduce((sum, tag) => sum + [...tag].length + (tag.includes(' ') ? 2 : 0), 0);
  return texts + Math.max(0, tags.length - 1);
}
