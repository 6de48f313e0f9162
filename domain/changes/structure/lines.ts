import { normalizeText } from '../../render/description/marker.ts';

/** A run of lines without an empty one. `gap`: empty lines before it. */
export type Paragraph = { readonly gap: number; readonly lines: readonly string[] };

/** The paragraphs of a text, without the differences that YouTube itself may introduce. */
export function splitParagraphs(text: string): Paragraph[] {
  const paragraphs: { gap: number; lines: string[] }[] = [];
  let [gap, open] = [0, false];
  for (const line of normalizeText(text).split('\n')) {
    if (line === '') {
      gap += 1;
      open = false;
    } else if (open) paragraphs.at(-1)?.lines.push(line);
    else {
      paragraphs.push({ gap, lines: [line] });
      [gap, open] = [0, true];
    }
  }
  return paragraphs;
}

export const URL_AT_END = /(https?:\/\/[^\s<>]+)$/;

/** Whether a line can stand above a list: short, without an address, and no sentence. */
export const isHeading = (line: string): boolean =>
  line.length <= 80 && !/https?:\/\//.test(line) && !/[.!?,;]$/.test(line) && !/^#/.test(line);

const HEADINGS =
  /\b(?:chapters?|time ?stamps?|time ?codes?|links?|resources?|references?|liens?|enlaces?|kapitel|capítulos|guests?|speakers?|panel(?:l?ists)?|hosts?|follow|find|connect|mentioned|show ?notes|outline|contents?|topics|agenda|retrouvez)\b/i;

/** Whether a line is a heading by itself, even with an empty line after it. */
export const isPlainHeading = (line: string): boolean =>
  isHeading(line) &&
  (/(?:[:：👇]|⬇\uFE0F?)$/u.test(line) || (HEADINGS.test(line) && line.split(/\s+/).length <= 4));
