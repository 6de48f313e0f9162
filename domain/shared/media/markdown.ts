import { printable, printableMessage } from './printable.ts';

/** Inline code, in which nothing is a link, a picture, markup or a mention; safe for any text. */
export function markdownCode(text: string): string {
  const line = printable(text);
  const bar = '`'.repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$|^$/.test(line) ? ' ' : '';
  return `${bar}${pad}${line}${pad}${bar}`;
}

/** A code block whose fence is longer than any run of backticks in its text. */
export function markdownFence(lines: readonly string[], language: string): string {
  const safe = lines.map(printable);
  const bar = '`'.repeat(Math.max(3, longestRun(safe.join('\n')) + 1));
  return [`${bar}${language}`, ...safe, bar].join('\n');
}

/** A sentence in which nothing is markup. What some renderers make a link by itself, an address, is code. */
export const markdownText = (text: string): string => renderWords(text, LIKE_AN_ADDRESS);

/**
 * The same where GitHub or GitLab read it, which make more of a word than a link: `#1`, `GH-1` and `owner/name#1` mention an issue, the
 * hash of a commit mentions it, `:+1:` is a picture.
 */
export const markdownComment = (text: string): string => renderWords(text, LIKE_A_REFERENCE);

const renderWords = (text: string, isCode: RegExp): string =>
  printableMessage(text)
    .split(/(\s+)/)
    .map((word) => (isCode.test(word) ? renderAddress(word) : escapeSigns(word)))
    .join('');

/** The punctuation around it is the sentence's. */
function renderAddress(word: string): string {
  const signs = [...word];
  const isInside = (sign: string): boolean => !PUNCTUATION.includes(sign);
  const [from, to] = [signs.findIndex(isInside), signs.findLastIndex(isInside) + 1];
  const part = (start: number, end?: number): string => signs.slice(start, end).join('');
  return `${escapeSigns(part(0, from))}${markdownCode(part(from, to))}${escapeSigns(part(to))}`;
}

const escapeSigns = (word: string): string => word.replace(SIGNS, '\\$&');

/** The same in a cell of a table, which a bar would end, in code too. */
export const markdownCell = (text: string): string => markdownText(text.replaceAll('|', '\u00a6'));

/** A line that begins no heading, list, quote or code. */
export const markdownLine = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[#+=-]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));

const PUNCTUATION = '.,;:!?()"\'';
const SIGNS = /[\\`*_[\]<>&|~{}!$]/g;
const LIKE_AN_ADDRESS = /:\/\/|www\.|@|xmpp:|mailto:/i;
const LIKE_A_REFERENCE = new RegExp(
  `${LIKE_AN_ADDRESS.source}|[#!]\\d|\\bGH-\\d|\\b[0-9a-f]{7,64}\\b|:[\\w+-]{1,64}:`,
  'i',
);

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
