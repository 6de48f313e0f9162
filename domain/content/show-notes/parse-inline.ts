import type { LinkDraft } from './show-notes.ts';

/** One line of Markdown: as plain text, its links, the text outside of them, and the URLs of pictures. */
export type Inline = {
  readonly plain: string;
  readonly links: readonly LinkDraft[];
  readonly outside: string;
  readonly pictures: readonly string[];
};

type Token = {
  readonly length: number;
  readonly plain: string;
  readonly link?: string;
  readonly picture?: string;
};
type Reader = (text: string, at: number) => Token | undefined;

/** A longer line is not Markdown of a person, and each bracket in it is searched for its end. */
const LONGEST_LINE = 2000;

/** Parses links, URLs, code, emphasis, escapes and the common entities; everything else stays as it is. Never throws. */
export function parseInline(text: string): Inline {
  if (text.length > LONGEST_LINE) return { plain: squeeze(text), links: [], outside: text, pictures: [] };
  const links: LinkDraft[] = [];
  const pictures: string[] = [];
  let plain = '';
  let outside = '';
  for (let at = 0; at < text.length; ) {
    const token = readToken(text, at);
    at += token.length;
    plain += token.plain;
    if (token.picture !== undefined) pictures.push(token.picture);
    if (token.link === undefined) outside += token.plain;
    else
      links.push(token.plain === token.link ? { url: token.link } : { url: token.link, title: token.plain });
  }
  return { plain: squeeze(plain), links, outside: squeeze(outside), pictures };
}

const squeeze = (text: string): string => text.replace(/[ \t]+/g, ' ').trim();

function readToken(text: string, at: number): Token {
  for (const read of READERS) {
    const token = read(text, at);
    if (token !== undefined) return token;
  }
  return { length: 1, plain: text[at] ?? '' };
}

const readMatch =
  (pattern: RegExp, toToken: (match: RegExpExecArray) => Omit<Token, 'length'>): Reader =>
  (text, at) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match === null ? undefined : { length: match[0].length, ...toToken(match) };
  };

const readLink: Reader = (text, at) => {
  const isPicture = text.startsWith('![', at);
  if (!isPicture && text[at] !== '[') return undefined;
  const open = isPicture ? at + 1 : at;
  const close = findClose(text, open, '[', ']');
  if (close === undefined || text[close + 1] !== '(') return undefined;
  const end = findClose(text, close + 1, '(', ')');
  if (end === undefined) return undefined;
  const label = parseInline(text.slice(open + 1, close)).plain;
  const address = readAddress(text.slice(close + 2, end));
  const length = end + 1 - at;
  if (isPicture) return { length, plain: label, picture: address };
  return { length, plain: label === '' ? address : label, link: address };
};

/** Without a title after it: `<https://example.org> "Title"`. */
const readAddress = (text: string): string => {
  const trimmed = text.trim();
  return /^<([^<>]*)>/.exec(trimmed)?.[1] ?? /^\S*/.exec(trimmed)?.[0] ?? '';
};

/** The bracket that closes the one at `from`; brackets inside count, escaped ones do not. */
function findClose(text: string, from: number, open: string, close: string): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return undefined;
}

/** `_` inside a word and `*` between spaces are not emphasis. */
const readEmphasis: Reader = (text, at) => {
  const run = /^(\*{1,3}|_{1,3}|~~)/.exec(text.slice(at, at + 3))?.[0];
  if (run === undefined) return undefined;
  const [before = ' ', after = ' '] = [text[at - 1], text[at + run.length]];
  if (/\s/.test(before) && /\s/.test(after)) return undefined;
  if (run.startsWith('_') && /\w/.test(before) && /\w/.test(after)) return undefined;
  return { length: run.length, plain: '' };
};

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  nbsp: ' ',
};

const READERS: readonly Reader[] = [
  readMatch(/\\([!-/:-@[-`{-~])/y, ([, letter = '']) => ({ plain: letter })),
  readMatch(/(`+)(?!`)(.+?)(?<!`)\1(?!`)/y, ([, , code = '']) => ({ plain: code.trim() })),
  readMatch(/&(amp|lt|gt|quot|#39|apos|nbsp);/y, ([, name = '']) => ({ plain: ENTITIES[name] ?? '' })),
  readLink,
  readMatch(/<(https?:\/\/[^\s<>]+)>/y, ([, url = '']) => ({ plain: url, link: url })),
  readMatch(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*_]/y, ([url]) => ({ plain: url, link: url })),
  readEmphasis,
];
