import { type KeyedPiece, keyOfSlot } from './keys.ts';
import { listNamed } from './tokens.ts';
import type { Layout, ListKind, Slot } from './types.ts';

/** The places of a text's pieces in a layout: for each slot the pieces that it prints. */
export type Fit = { readonly score: number; readonly taken: readonly (readonly number[])[] };

export type FitInput = {
  readonly pieces: readonly KeyedPiece[];
  readonly layout: Layout;
  /** How many guests the episode has: a literal that names another one is not printed. */
  readonly guests: number;
  /** What the block of the neighbours prints; empty: nothing. */
  readonly neighbours: string;
  /** Lists that stay in the text. */
  readonly without?: readonly ListKind[];
};

/** What a slot that prints a piece is worth: lists that others can be corrected through are worth most. */
const WORTH: Readonly<Record<ListKind, number>> = {
  guests: 4,
  chapters: 3,
  links: 2,
  // More than one list of links, and less than one list and what all texts share.
  sections: 4,
  sponsors: 2,
  hosts: 1.5,
  neighbours: 1,
  hashtags: 1,
};
const LITERAL = 1;
const NAMED_LITERAL = 3;
/** A key of the show: worth more than its heading and its addresses, each as what all texts share. */
const FOLLOW = 2.5;
/** A heading goes with its list: as a literal of its own it would be printed without one, too. */
const HEADING = 1.5;
/** Any text that fits at all. */
const FITS = 2;
/** A second text in an episode's file is harder to read. */
const MORE = -1.5;

/** The best way to print a text by a layout, byte for byte; undefined: there is none. */
export function fitText(input: FitInput): Fit | undefined {
  const table = fillTable(input);
  const score = table.outside(0, 0);
  return score === -Infinity ? undefined : { score, taken: trace(input, table) };
}

/** What is the best way worth; 0: there is none. */
export function scoreFit(input: FitInput): number {
  const score = fillTable(input).outside(0, 0);
  return score === -Infinity ? 0 : score;
}

/**
 * The best that the slots from one on can make of the pieces from one on. `inside`: the slot has printed a piece, and may print
 * more.
 */
type Table = {
  readonly outside: (piece: number, slot: number) => number;
  readonly inside: (piece: number, slot: number) => number;
};

/** Filled from the end, as each place needs the ones after it. */
function fillTable(input: FitInput): Table {
  const { pieces, layout } = input;
  const width = pieces.length + 1;
  const out = new Float64Array(width * (layout.length + 1)).fill(-Infinity);
  const within = new Float64Array(width * layout.length).fill(-Infinity);
  out[layout.length * width + pieces.length] = FITS;
  for (let at = layout.length - 1; at >= 0; at -= 1) fillSlot(input, { out, within, width, at });
  return {
    outside: (piece, slot) => out[slot * width + piece] ?? -Infinity,
    inside: (piece, slot) => within[slot * width + piece] ?? -Infinity,
  };
}

type Filling = {
  readonly out: Float64Array;
  readonly within: Float64Array;
  readonly width: number;
  readonly at: number;
};

function fillSlot(input: FitInput, { out, within, width, at }: Filling): void {
  const slot = input.layout[at];
  if (slot === undefined) return;
  const [isOpen, isOptional, worth] = [isWildcard(slot), !isRequired(input, slot), worthOf(slot)];
  const row = at * width;
  // One behind the last piece, nothing is left to print.
  const read = (table: Float64Array, start: number, piece: number): number =>
    piece < width ? (table[start + piece] ?? -Infinity) : -Infinity;
  for (let piece = width - 1; piece >= 0; piece -= 1) {
    const after = read(out, row + width, piece);
    if (isOpen) within[row + piece] = Math.max(after, read(within, row, piece + 1));
    const rest = isOpen ? read(within, row, piece + 1) : read(out, row + width, piece + 1);
    const taken = canPrint(input, slot, piece) ? rest + worth : -Infinity;
    out[row + piece] = Math.max(isOptional ? after : -Infinity, taken);
  }
}

const isWildcard = ({ kind }: Slot): boolean => kind === 'text' || kind === 'more';

/** Whether a slot prints a piece, as the first one. */
function canPrint({ pieces, neighbours, without = [] }: FitInput, slot: Slot, piece: number): boolean {
  const next = pieces[piece];
  if (next === undefined || (next.gap !== slot.gap && !next.first)) return false;
  if (isWildcard(slot)) return true;
  if (slot.kind === 'list' && without.includes(slot.form.kind)) return false;
  if (slot.kind === 'list' && slot.form.kind === 'neighbours' && next.text !== neighbours) return false;
  return next.keys.has(keyOfSlot(slot));
}

/** The pieces of each slot on the best way. */
function trace(input: FitInput, { outside, inside }: Table): number[][] {
  let piece = 0;
  return input.layout.map((slot, at) => {
    const rest = isWildcard(slot) ? inside(piece + 1, at) : outside(piece + 1, at + 1);
    const isSkipped = !isRequired(input, slot) && outside(piece, at + 1) === outside(piece, at);
    if (isSkipped || !canPrint(input, slot, piece) || rest === -Infinity) return [];
    const taken = [piece];
    piece += 1;
    while (isWildcard(slot) && inside(piece, at) !== outside(piece, at + 1)) {
      taken.push(piece);
      piece += 1;
    }
    return taken;
  });
}

/** What is always printed: a text without it does not fit. */
function isRequired({ guests, neighbours }: FitInput, slot: Slot): boolean {
  if (slot.kind === 'list') return slot.form.kind === 'neighbours' && neighbours !== '';
  if (slot.kind === 'follow') return true;
  return slot.kind === 'literal' && listNamed(slot.text).every((index) => index < guests);
}

const worths = new WeakMap<Slot, number>();

/** A slot is looked at thousands of times. */
function worthOf(slot: Slot): number {
  const worth = worths.get(slot) ?? findWorth(slot);
  worths.set(slot, worth);
  return worth;
}

function findWorth(slot: Slot): number {
  switch (slot.kind) {
    case 'text':
      return 0;
    case 'follow':
      return FOLLOW;
    case 'more':
      return MORE;
    case 'literal':
      return listNamed(slot.text).length > 0 ? NAMED_LITERAL : LITERAL;
    case 'list':
      return (
        WORTH[slot.form.kind] +
        (slot.form.heading === '' ? 0 : HEADING) +
        (listNamed(slot.form.heading).length > 0 ? 2 : 0)
      );
  }
}
