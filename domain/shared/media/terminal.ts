import { printable } from './printable.ts';

declare const PRINTED: unique symbol;

/** Text that a terminal or the log of a CI server may get. Only `printLines` makes it: a bare string does not compile. */
export type Printed = string & { readonly [PRINTED]: true };

/**
 * Each item is one line, whatever it holds: what moves the cursor, hides something or ends the line is replaced, and no CI server takes
 * it as a command. `colours`: the text is painted by us, and what others wrote in it is printable already.
 */
export const printLines = (lines: readonly string[], { colours = false } = {}): Printed =>
  lines.map((line) => disarm(colours ? keep(COLOURS, line) : keep(TABS, line))).join('\n') as Printed;

export const joinPrinted = (parts: readonly Printed[]): Printed => parts.join('\n') as Printed;

/** A line that a CI server is to take as a command: `text` is escaped already. */
export const printCommand = (text: string): Printed => printable(text) as Printed;

const TABS = /(\t)/;
/** The ones of scripts/commands/plan/colour.ts. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COLOURS = /(\t|\u001b\[(?:[1249]|2[234589]|3[1239])m)/;

const keep = (pattern: RegExp, line: string): string =>
  line
    .split(pattern)
    .map((part, index) => (index % 2 === 0 ? printable(part) : part))
    .join('');

/** GitHub reads `::error::` at the start of a line, and `##[error]` anywhere; Azure and TeamCity `##vso[` and `##teamcity[`. */
const disarm = (line: string): string =>
  line.replace(/^(\s*):(?=:)/, '$1: ').replace(/##(?=\w{0,20}\[)/g, '## ');
