/** A command to paste into a shell: its words, each one argument whatever it holds. */
export const renderShell = (words: readonly string[]): string => words.map(quoteWord).join(' ');

/** Without quotes where none are needed, double ones for a few words, single ones for anything else. */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (/^[\w@%+=:,./ -]+$/.test(word)) return `"${word}"`;
  if (INVISIBLE.test(word)) return `$'${word.replace(/[\\']/g, '\\$&').replace(INVISIBLES, renderBytes)}'`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** Git reads signs such as `*` in a path as a pattern, except after this flag. */
export const gitWords = (paths: readonly string[]): readonly string[] =>
  paths.some((path) => /[*?[\]\\]|^:/.test(path)) ? ['git', '--literal-pathspecs'] : ['git'];

/** They would be lost, or act, where the command is shown: bash and zsh take them as bytes of UTF-8. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLES = new RegExp(INVISIBLE.source, 'gu');

const renderBytes = (sign: string): string =>
  [...new TextEncoder().encode(sign)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
