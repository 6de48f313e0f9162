import type { Scalar } from 'yaml';
import { alignLists } from './align.ts';

type Style = Scalar['type'];

/**
 * A scalar as it is written in its file, with other words: those that stay, and the space between them, keep their bytes. A file
 * can write a line break or a quote in another way than the value has it, so a word is found by its number, not by its neighbours.
 * Undefined if the words of the file cannot be counted. The caller must parse the result: a new word may mean something else there.
 */
export function patchWords(
  { type, written }: { readonly type: Style; readonly written: string },
  old: string,
  value: string,
): string | undefined {
  const [open, body, close] = splitBody(type, written);
  const isBlock = type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL';
  const tokensOf = (text: string): string[] => (isBlock ? text.trim() : text).match(TOKENS) ?? [];
  const before = tokensOf(old);
  const inFile = body.match(type === 'QUOTE_DOUBLE' ? ESCAPED_TOKENS : TOKENS) ?? [];
  if (before.length !== inFile.length) return undefined;
  const aligned = alignLists(before, tokensOf(value), (token) => token);
  // A text of which no word stays may have the style that suits it best: nothing in it is escaped.
  const stays = aligned.some(({ item, same }) => same && item.trim() !== '');
  const write = stays ? writerOf(type, written) : (token: string) => token;
  const tokens = aligned.map(({ item, from, same }) =>
    same && from !== undefined ? inFile[from] : write(item),
  );
  return [open, ...tokens, close].join('');
}

/** Words, and what is between them. */
const TOKENS = /\s+|\S+/g;

/** The same between double quotes, where an escape can be a space, such as `\n`, and a `\` at a line's end can be inside a word. */
const ESCAPED_TOKENS =
  /(?:[^\s\\]|\\[^\sntvfrLP_]|\\\r?\n[ \t]*(?=[^\s\\]|\\[^\sntvfrLP_]))+|(?:\s|\\[\sntvfrLP_])+/g;

/** What comes before the first word, the words, and what comes after the last one. */
function splitBody(type: Style, written: string): readonly [string, string, string] {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE')
    return [written.slice(0, 1), written.slice(1, -1), written.slice(-1)];
  if (type === 'PLAIN') return ['', written, ''];
  const open = /^[^\n]*\n\s*/.exec(written)?.[0] ?? '';
  const rest = written.slice(open.length);
  const body = rest.trimEnd();
  return [open, body, rest.slice(body.length)];
}

/** How a style writes a new word or space. */
function writerOf(type: Style, written: string): (token: string) => string {
  if (type === 'QUOTE_DOUBLE') return (token) => JSON.stringify(token).slice(1, -1);
  if (type === 'BLOCK_LITERAL') return (token) => token;
  // One line break is a space in these styles.
  const [lineEnd = '\n', indent = ''] = /\r?\n[^\S\r\n]*(?=\S)/.exec(written)?.[0].split(/(?<=\n)/) ?? [];
  const fold = (token: string): string =>
    token.replace(/\n+/g, (breaks) => lineEnd.repeat(breaks.length + 1) + indent);
  return type === 'QUOTE_SINGLE' ? (token) => fold(token.replaceAll("'", "''")) : fold;
}
