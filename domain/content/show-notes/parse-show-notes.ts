import { parseBody } from './parse-body.ts';
import { parseFront } from './parse-front.ts';
import type { ParsedShowNotes } from './show-notes.ts';
import { splitNotes } from './split-notes.ts';

/**
 * Parses one file of show notes: YAML front matter, then Markdown with times and links. Everything in it ends up in `notes` or in
 * `leftovers`. Never throws.
 */
export function parseShowNotes(text: string): ParsedShowNotes {
  const split = splitNotes(text);
  if (split === undefined) {
    const why = 'expected front matter between two lines --- at the start of the file';
    return { faults: [{ line: 1, text: (text.split('\n', 1)[0] ?? '').trim(), why }], leftovers: [] };
  }
  const { front, faults, leftovers } = parseFront(split.front);
  if (faults.length > 0 || front.title === undefined) return { faults, leftovers };
  const { leftovers: rest, ...body } = parseBody(split.body);
  return { notes: { ...front, title: front.title, ...body }, faults: [], leftovers: [...leftovers, ...rest] };
}
