import type { KeyPath } from './key-path.ts';
import { suggest } from './suggestions.ts';

/** `guests[1].id`, `vars["a b"]`; an empty text for the root. */
export function formatKeyPath(key: KeyPath): string {
  return key.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${path}[${describeFound(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** A value that was found, as the end of a sentence. */
export function describeFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return String(value);
  return escapeInvisible(JSON.stringify(shorten(value)) ?? String(value));
}

/** An author cannot fix characters that are invisible, and some of them reverse the line that prints them. */
const escapeInvisible = (text: string): string =>
  text.replace(
    /[\u007f-\u00a0\u00ad\u061c\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `Did you mean "thilo-fromm"?`, if a candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = suggest(word, candidates);
  return near === undefined ? undefined : `Did you mean ${JSON.stringify(near)}?`;
}

/** `guests[1].id: expected X, found Y` */
export function describeFault(key: KeyPath, expected: string, found: string): string {
  const path = formatKeyPath(key);
  return `${path === '' ? '' : `${path}: `}expected ${expected}, found ${found}`;
}

/** `a, b or c` */
export function describeChoice(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const MAX_SENTENCE = 600;
/** Problems are stored in workflows and pull requests, so a very long one is cut: its beginning is enough to find it. */
export const clip = (sentence: string): string =>
  sentence.length > MAX_SENTENCE ? `${cut(sentence, MAX_SENTENCE)}...` : sentence;

const MAX_FOUND = 60;
const shorten = (value: unknown): unknown =>
  typeof value === 'string' && value.length > MAX_FOUND ? `${cut(value, MAX_FOUND)}...` : value;
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
