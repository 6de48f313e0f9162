import { markdownCode } from '../domain/shared/media/markdown.ts';
import { printable } from '../domain/shared/media/printable.ts';

const MAX_BYTES = 190;

/** The summary of an activity or a timer, which the Temporal UI shows as plain text: at most 200 bytes, as the server accepts. */
export const toSummary = (text: string): string => cut(printable(text), MAX_BYTES);

/** The summary of a workflow, which the Temporal UI shows as Markdown: our words, then a title or a subject as code. */
export function toStaticSummary(words: string, title: string): string {
  const safe = printable(title);
  const room = MAX_BYTES - countBytes(words) - countBytes(markdownCode(safe)) + countBytes(safe);
  return `${words}${markdownCode(cut(safe, Math.max(room, 0)))}`;
}

const countBytes = (text: string): number => new TextEncoder().encode(text).length;

/** Cuts a text between characters. */
function cut(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += countBytes(character);
    if (bytes > most) return `${kept}…`;
    kept += character;
  }
  return text;
}
