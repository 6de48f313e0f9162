import { printable } from './printable.ts';

/** A spreadsheet takes a cell with one of these first as a formula, and full-width ones too. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Text of others in a cell (RFC 4180). What a spreadsheet would run gets an apostrophe, which shows that it is text. */
export const csvText = (text: string): string => {
  const line = printable(text);
  return quote(FORMULA.test(line) ? `'${line}` : line);
};

/** A number of ours, which may be negative; nothing if it is not known. */
export const csvNumber = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** A record of cells that are escaped already. */
export const csvRecord = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

const quote = (text: string): string => (/[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
