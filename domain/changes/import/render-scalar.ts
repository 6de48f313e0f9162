import { stringify } from 'yaml';

/**
 * A text as one value of YAML, in quotes where a reader of YAML, an editor or a person would take it for another. `flow`: inside a list
 * or a mapping on one line.
 */
export function renderScalar(text: string, { flow = false } = {}): string {
  if (text !== text.normalize('NFC') || UNSEEN.test(text) || (flow && !PLAIN.test(text))) return quote(text);
  return stringify(text, { lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
}

export const renderList = (texts: readonly string[]): string =>
  `[${texts.map((text) => renderScalar(text, { flow: true })).join(', ')}]`;

/** Without its quotes: what people cannot see, and accents apart from their letters, as escapes. */
export const escapeText = (text: string): string =>
  text.replace(ESCAPED, (sign) => ESCAPES[sign] ?? toEscape(sign));

const quote = (text: string): string => `"${escapeText(text)}"`;

const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._+/-]*[\p{L}\p{N}._+-])?$/u;

/** Line ends, controls, marks of direction, joiners, spaces of other widths, and lone surrogates. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|[^\S ]/u;

const ESCAPED = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{M}]|[^\S ]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function toEscape(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
