import type { Desired } from './desired.ts';
import type { Problem } from './problem.ts';

/** Limits of YouTube's: see https://developers.google.com/youtube/v3/docs/videos. Bytes are of UTF-8. */
export const LIMITS = { titleCharacters: 100, descriptionBytes: 5000, tagCharacters: 500 } as const;

/** What YouTube would refuse of one rendered episode; every fault, told of the file at `path`. */
export function checkLimits(desired: Desired, path: string): Problem[] {
  const { title, description, tags = [] } = desired;
  const faults = [
    ...checkTitle(title),
    ...checkDescription(description),
    ...checkTags(tags),
    ...checkCharacters('title', title, CONTROL_IN_A_LINE),
    ...checkCharacters('description', description, CONTROL),
  ];
  return faults.map((fault) => ({ path, line: 1, column: 1, ...fault }));
}

/** Characters of all tags as YouTube counts: commas between tags, and 2 more for a tag with a space. */
export function countTags(tags: readonly string[]): number {
  const texts = tags.reduce((sum, tag) => sum + [...tag].length + (tag.includes(' ') ? 2 : 0), 0);
  return texts + Math.max(0, tags.length - 1);
}

type Fault = Pick<Problem, 'code' | 'message' | 'hint'>;

function checkTitle(title: string): Fault[] {
  const most = LIMITS.titleCharacters;
  const found = [...title.trim()].length;
  if (found === 0)
    return [{ code: 'title-empty', message: `title: expected 1 to ${most} characters, found none` }];
  const message = `title: expected at most ${most} characters, found ${found} in "${title}"`;
  return found > most ? [{ code: 'title-too-long', message }] : [];
}

function checkDescription(description: string): Fault[] {
  const most = LIMITS.descriptionBytes;
  const found = new TextEncoder().encode(description).length;
  const message = `description: expected at most ${most} bytes, found ${found}, ${found - most} too many`;
  return found > most ? [{ code: 'description-too-long', message }] : [];
}

function checkTags(tags: readonly string[]): Fault[] {
  const most = LIMITS.tagCharacters;
  const found = countTags(tags);
  const message = `tags: expected at most ${most} characters as YouTube counts them, found ${found}`;
  return found > most ? [{ code: 'tags-too-long', message }] : [];
}

function checkCharacters(key: string, text: string, control: RegExp): Fault[] {
  const hint = 'YouTube refuses angle brackets in titles and descriptions.';
  const bracket: Fault = {
    code: 'angle-bracket',
    message: `${key}: expected no "<" or ">", found one`,
    hint,
  };
  const message = `${key}: expected no control characters, found one`;
  return [
    ...(/[<>]/.test(text) ? [bracket] : []),
    ...(control.test(text) ? [{ code: 'control-character', message } as const] : []),
  ];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL_IN_A_LINE = /[\u0000-\u001f\u007f]/;
