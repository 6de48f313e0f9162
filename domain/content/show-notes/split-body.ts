import { trimEndOf } from '../../shared/trim-end.ts';

/** A block of Markdown, with the line of the body (from 0) where it begins. */
export type Piece = {
  readonly kind: 'heading' | 'item' | 'paragraph' | 'other';
  readonly at: number;
  readonly lines: readonly string[];
};

const HEADING = /^ {0,3}#{1,6}(?:\s+|$)/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Splits a body into headings, list items (nested ones too) and paragraphs; code and HTML are `other`. */
export function splitBody(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < lines.length; ) {
    const piece = readPiece(lines, at);
    if (piece !== undefined) pieces.push(piece);
    at += Math.max(piece?.raw ?? 1, 1);
  }
  return pieces.map(({ kind, at, lines: own }) => ({ kind, at, lines: own }));
}

/** `raw`: the number of its lines. */
type RawPiece = Piece & { readonly raw: number };

function readPiece(lines: readonly string[], at: number): (Piece & { raw: number }) | undefined {
  const line = lines[at] ?? '';
  if (line.trim() === '' || RULE.test(line)) return undefined;
  if (HEADING.test(line)) return one('heading', at, [dropClosing(line.replace(HEADING, ''))]);
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return readFence(lines, at, fence);
  if (/^ {0,3}<[a-z!/]/i.test(line) && !/^ {0,3}<https?:/i.test(line))
    return one(
      'other',
      at,
      takeUntil(lines, at, () => false),
    );
  const own = takeUntil(lines, at, startsSomething);
  if (!ITEM.test(line)) return one('paragraph', at, own);
  return one('item', at, [line.replace(ITEM, ''), ...own.slice(1)]);
}

/** A heading may end in signs like those it begins with: `## Links ##`. */
function dropClosing(text: string): string {
  const whole = text.trimEnd();
  const words = trimEndOf(whole, '#');
  return words === words.trimEnd() ? whole : words.trimEnd();
}

const one = (kind: Piece['kind'], at: number, lines: readonly string[]): RawPiece => ({
  kind,
  at,
  lines: lines.map((line) => line.trim()),
  raw: lines.length,
});

function readFence(lines: readonly string[], at: number, fence: string): RawPiece {
  const end = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence));
  return one('other', at, lines.slice(at, end === -1 ? undefined : end + 1));
}

const startsSomething = (line: string): boolean =>
  [HEADING, ITEM, RULE, FENCE].some((pattern) => pattern.test(line));

/** The line, and those that continue it. */
function takeUntil(lines: readonly string[], at: number, isNext: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index > at && (line.trim() === '' || isNext(line)));
  return lines.slice(at, end === -1 ? undefined : end);
}
