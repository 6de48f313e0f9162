import type { NotesRead } from './notes.ts';
import { readBody } from './read-body.ts';
import { readFront } from './read-front.ts';
import { splitNotes } from './split-notes.ts';

/**
 * Reads one file of show notes: YAML front matter, then Markdown with times and links. Everything that it holds is in `notes` or in
 * `leftovers`. Never throws.
 */
export function readShowNotes(text: string): NotesRead {
  const split = splitNotes(text);
  if (split === undefined) {
    const why = 'expected front matter between two lines ---, at the very beginning';
    return { faults: [{ line: 1, text: (text.split('\n', 1)[0] ?? '').trim(), why }], leftovers: [] };
  }
  const { front, faults, leftovers } = readFront(split.front);
  if (faults.length > 0 || front.title === undefined) return { faults, leftovers };
  const { leftovers: rest, ...body } = readBody(split.body);
  return { notes: { ...front, title: front.title, ...body }, faults: [], leftovers: [...leftovers, ...rest] };
}
