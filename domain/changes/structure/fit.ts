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
  sponsors: 2,
  hosts: 1.5,
  neighbours: 1,
  hashtags: 1,
};
const LITERAL = 1;
const NAMED_LITERAL = 3;
/** Any text that fits at all. */
const FITS = 2;
/** A second text in an episode's file is harder to read. */
const MORE = -1.5;

/** The best way to print a text by a layout, byte for byte; undefined: there is none. */
export function fitText(input: FitInput): Fit | undefined {
  const { pieces, layout } = input;
  const keys = layout.map(keyOfSlot);
  const known = new Map<number, Fit | undefined>();
  const best = (piece: number, slot: number): Fit | undefined => {
    if (slot === layout.length) return piece === pieces.length ? { score: FITS, taken: [] } : undefined;
    const place = piece * (layout.length + 1) + slot;
    if (!known.has(place)) known.set(place, choose(piece, slot));
    return known.get(place);
  };
  const choose = (piece: number, at: number): Fit | undefined => {
    const slot = layout[at];
    if (slot === undefined) return undefined;
    const lengths = listLengths(input, { slot, key: keys[at] ?? '', piece });
    const options = isRequired(input, slot) ? lengths : [0, ...lengths];
    return options.reduce<Fit | undefined>((found, length) => {
      const rest = best(piece + length, at + 1);
      const score = (rest?.score ?? 0) + (length === 0 ? 0 : worthOf(slot));
      if (rest === undefined || (found !== undefined && found.score >= score)) return found;
      return { score, taken: [Array.from({ length }, (_, index) => piece + index), ...rest.taken] };
    }, undefined);
  };
  return best(0, 0);
}

type Place = { readonly slot: Slot; readonly key: string; readonly piece: number };

/** How many pieces a slot can print from a place on. */
function listLengths({ pieces, neighbours, without = [] }: FitInput, { slot, key, piece }: Place): number[] {
  const next = pieces[piece];
  if (next === undefined || (next.gap !== slot.gap && !next.first)) return [];
  if (slot.kind === 'text' || slot.kind === 'more')
    return Array.from({ length: pieces.length - piece }, (_, index) => index + 1);
  if (slot.kind === 'list' && without.includes(slot.form.kind)) return [];
  if (slot.kind === 'list' && slot.form.kind === 'neighbours' && next.text !== neighbours) return [];
  return next.keys.has(key) ? [1] : [];
}

/** What is always printed: a text without it does not fit. */
function isRequired({ guests, neighbours }: FitInput, slot: Slot): boolean {
  if (slot.kind === 'list') return slot.form.kind === 'neighbours' && neighbours !== '';
  return slot.kind === 'literal' && listNamed(slot.text).every((index) => index < guests);
}

function worthOf(slot: Slot): number {
  switch (slot.kind) {
    case 'text':
      return 0;
    case 'more':
      return MORE;
    case 'literal':
      return listNamed(slot.text).length > 0 ? NAMED_LITERAL : LITERAL;
    case 'list':
      return WORTH[slot.form.kind] + (listNamed(slot.form.heading).length > 0 ? 2 : 0);
  }
}
