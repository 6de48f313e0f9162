/**
 * Text of others on a terminal, in a log or in an annotation: one line that moves no cursor, reverses no letters and hides nothing. What
 * is not visible becomes `\ufffd`, line ends too.
 */
export const printable = (text: string): string =>
  text.replace(UNSEEN, (_sign, kept?: string) => kept ?? '\ufffd');

/** The same for a message that may have several lines: they are joined by spaces. */
export const printableMessage = (text: string): string =>
  printable(
    text
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .join(' ')
      .trim(),
  );

/** The same for a text of several lines, which stay lines. */
export const printableLines = (text: string): string =>
  text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.split('\t').map(printable).join('\t'))
    .join('\n');

/** The same in JSON, which stays exact: what is not visible is written as an escape. */
export const printableJson = (json: string): string =>
  json.replace(UNSEEN, (sign: string, kept?: string) => (sign === '\n' ? sign : (kept ?? toEscapes(sign))));

/**
 * Characters that are invisible, or that act on what is around them. Kept are an emoji that is a flag, which is made of some, and joiners
 * in emoji and in scripts that are not Latin.
 */
const UNSEEN = new RegExp(
  [
    '(\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}',
    '(?<=[^\\s\\p{ASCII}\\u200b-\\u200f])[\\u200c\\u200d](?=[^\\s\\p{ASCII}\\u200b-\\u200f]))',
    '(?![\\ufe0e\\ufe0f])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]',
  ].join('|'),
  'gu',
);

/** In UTF-16, as JSON writes it. */
const toEscapes = (sign: string): string =>
  sign
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
