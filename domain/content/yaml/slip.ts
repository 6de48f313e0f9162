import type { Document } from 'yaml';
import { quoteText } from './lines.ts';

/** Where a slip is best told, and in which words. */
export type Explained = { readonly offset: number; readonly message: string; readonly hint?: string };
/** An error of the YAML parser, with what it was found in. */
export type Slip = Explained & { readonly text: string; readonly document: Document };

/** What no author met so far keeps the parser's word. */
export const sayOther = ({ offset, message }: Slip): Explained => ({
  offset,
  message: `expected YAML that can be read: ${message}`,
});

export const wordAt = ({ text, offset }: Slip): string => /^\S+/.exec(text.slice(offset))?.[0] ?? '';

export const sayQuotes = (
  slip: Slip,
  what: string,
  hint = `Quote it: ${quoteText(wordAt(slip).replace(/[,\]}]+$/, ''))}`,
): Explained => say(slip, `quotes around a text that ${what}`, 'none', hint);

export function say({ offset }: Slip, expected: string, found: string, hint?: string): Explained {
  const message = `expected ${expected}, found ${found}`;
  return hint === undefined ? { offset, message } : { offset, message, hint };
}
