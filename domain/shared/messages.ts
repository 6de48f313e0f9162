import type { KeyPath } from './key-path.ts';
import { suggest } from './suggestions.ts';

/** `guests[1].id`, `vars["a b"]`; the root is an empty text. */
export function formatKeyPath(key: KeyPath): string {
  return key.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${path}[${describeFound(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** What was found, for a sentence that ends with it. */
export function describeFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return String(value);
  return escapeInvisible(JSON.stringify(shorten(value)) ?? String(value));
}

/** What cannot be seen cannot be corrected, and some of it reverses the line in which it is printed. */
export const escapeInvisible = (text: string): string =>
  text.replace(
    /[\u007f-\u00a0\u00ad\u061c\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `Did you mean "thilo-fromm"?`, when something is near. */
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

const LONGEST_SENTENCE = 600;
/** A line of sixty thousand letters is found, or meant, by its beginning: problems travel to workflows and pull requests. */
export const clip = (sentence: string): string =>
  sentence.length > LONGEST_SENTENCE ? `${cut(sentence, LONGEST_SENTENCE)}...` : sentence;

const LONGEST = 60;
const shorten = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST ? `${cut(value, LONGEST)}...` : value;
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
