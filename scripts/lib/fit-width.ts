import { stripVTControlCharacters } from 'node:util';

/** The columns of a terminal; undefined: what is piped is never broken, so that it can be searched. */
export const columnsOf = ({
  isTTY,
  columns,
}: {
  readonly isTTY?: boolean;
  readonly columns?: number;
}): number | undefined => (isTTY === true ? columns || 80 : undefined);

/** Further lines of one that was broken are so much further to the right. */
const HANGING = '  ';
/** Narrower than that, a terminal breaks them better itself. */
const MIN_COLUMNS = 20;

/** Breaks long lines between words and keeps their indent. A word that is longer than a line stays whole: a link, or a command's argument. */
export const fitWidth = (lines: readonly string[], columns: number | undefined): string[] =>
  columns === undefined || columns < MIN_COLUMNS
    ? [...lines]
    : lines.flatMap((line) => breakLine(line, columns));

function breakLine(line: string, columns: number): string[] {
  if (countColumns(line) <= columns) return [line];
  const [indent = ''] = /^ */.exec(line) ?? [];
  const broken: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).match(/\S+\s*/g) ?? []) {
    const before = broken.length === 0 ? indent : `${indent}${HANGING}`;
    if (current !== '' && countColumns(`${before}${current}${word.trimEnd()}`) > columns) {
      broken.push(`${before}${current.trimEnd()}`);
      current = '';
    }
    current += word;
  }
  return [...broken, `${broken.length === 0 ? indent : `${indent}${HANGING}`}${current.trimEnd()}`];
}

/** Cut to so many columns, with an ellipsis. */
export function cutEnd(text: string, columns: number): string {
  if (countColumns(text) <= columns) return text;
  let kept = '';
  for (const { segment } of SEGMENTER.segment(text)) {
    if (countColumns(kept + segment) >= columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** As many columns as most terminals give a text: two for what East Asia and emoji draw wide, none for accents that combine. */
export function countColumns(text: string): number {
  let columns = 0;
  for (const { segment } of SEGMENTER.segment(stripVTControlCharacters(text)))
    columns += /^\p{Mark}/u.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  return columns;
}

const SEGMENTER = new Intl.Segmenter();
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;
