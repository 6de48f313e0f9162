import { groupBy } from '../../shared/group-by.ts';
import { type Fit, fitText, scoreFit } from './fit.ts';
import { type KeyedPiece, keyOfSlot } from './keys.ts';
import { listNamed } from './tokens.ts';
import type { Layout, ListKind, Slot } from './types.ts';

/** One way to split a text. `slots`: for each piece all slots that would print it. */
export type TextVersion = {
  readonly pieces: readonly KeyedPiece[];
  readonly slots: readonly (readonly Slot[])[];
};

/** A text that a layout is to print. */
export type LayoutText = {
  readonly versions: readonly TextVersion[];
  readonly guests: number;
  readonly neighbours: string;
  /** What the layouts that were found before are worth for it: another one counts only by what it is better. */
  readonly known?: number;
};

export const TEXT_ONLY: Layout = [{ kind: 'text', gap: 1 }];

export type VersionFit = Fit & { readonly pieces: readonly KeyedPiece[] };

/** The best way to print a text by a layout, of all ways to split it. */
export function fitOne(
  layout: Layout,
  { versions, guests, neighbours }: LayoutText,
  without: readonly ListKind[] = [],
): VersionFit | undefined {
  return versions.reduce<VersionFit | undefined>((best, { pieces }) => {
    const fit = fitText({ layout, pieces, guests, neighbours, without });
    return fit === undefined || fit.score <= (best?.score ?? 0) ? best : { ...fit, pieces };
  }, undefined);
}

/** What a layout is worth for some texts. */
export const scoreLayout = (layout: Layout, texts: readonly LayoutText[]): number =>
  texts.reduce((sum, text) => sum + scoreOne(layout, text), 0);

const scoreOne = (layout: Layout, { versions, guests, neighbours, known = 0 }: LayoutText): number =>
  versions.reduce(
    (best, { pieces }) => Math.max(best, scoreFit({ layout, pieces, guests, neighbours })),
    known,
  );

/** Texts that are looked at; more of one show say the same. */
const SAMPLE = 40;
const SEEDS = 12;
const CANDIDATES = 14;
const ROUNDS = 6;

/** The layout that most of these texts share: begins with that of single texts, then adds and removes slots while it gets better. */
export function inferLayout(all: readonly LayoutText[], known: readonly Layout[] = []): Layout {
  const texts = takeSample(all);
  const candidates = listCandidates(texts);
  const seeds = [...known, TEXT_ONLY, ...listSeeds(texts, candidates)];
  const scored = seeds
    .map((layout) => ({ layout, score: scoreLayout(layout, texts) }))
    .toSorted((a, b) => b.score - a.score);
  const climbed = scored.slice(0, 2).map((start) => climb(start, texts, candidates));
  return climbed.toSorted((a, b) => b.score - a.score)[0]?.layout ?? TEXT_ONLY;
}

/** Half of them evenly, and half those with the most lists: what one text alone has is worth a place as well. */
function takeSample(all: readonly LayoutText[]): readonly LayoutText[] {
  if (all.length <= SAMPLE) return all;
  const step = (2 * all.length) / SAMPLE;
  const even = Array.from({ length: SAMPLE / 2 }, (_, at) => all[Math.floor(at * step)]).filter(
    (text) => text !== undefined,
  );
  const richest = all.toSorted((a, b) => countLists(b) - countLists(a));
  return [...new Set([...even, ...richest])].slice(0, SAMPLE);
}

const countLists = ({ versions }: LayoutText): number =>
  versions[0]?.pieces.filter(({ list }) => list !== undefined).length ?? 0;

type Candidate = { readonly slot: Slot; readonly count: number };

/** Literals of a third of the texts, and all lists; the most frequent first. */
function listCandidates(texts: readonly LayoutText[]): ReadonlyMap<string, Candidate> {
  const found = new Map<string, { slot: Slot; gaps: number[]; texts: Set<LayoutText> }>();
  for (const text of texts)
    for (const [slot, at] of text.versions.flatMap(listPlaced)) {
      const key = keyOfSlot(slot);
      const known = found.get(key) ?? { slot, gaps: [], texts: new Set() };
      if (at > 0) known.gaps.push(slot.gap);
      known.texts.add(text);
      found.set(key, known);
    }
  const least = (slot: Slot): number => (slot.kind === 'literal' ? Math.max(2, texts.length / 3) : 1);
  const kept = [...found].filter(([, { slot, texts: having }]) => having.size >= least(slot));
  return new Map(
    kept
      .map(([key, { slot, gaps, texts: having }]) => {
        const gap = findUsual(gaps) ?? 1;
        return [key, { slot: { ...slot, gap }, count: having.size }] as const;
      })
      .toSorted(([, a], [, b]) => b.count - a.count),
  );
}

const listPlaced = ({ slots }: TextVersion): [Slot, number][] =>
  slots.flatMap((options, at) => options.map((slot): [Slot, number] => [slot, at]));

function findUsual(gaps: readonly number[]): number | undefined {
  const counts = [...groupBy(gaps, (gap) => gap)];
  return counts.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Layouts of single texts, without those that are the same. */
function listSeeds(texts: readonly LayoutText[], candidates: ReadonlyMap<string, Candidate>): Layout[] {
  const seeds = new Map<string, { layout: Layout; count: number }>();
  for (const text of texts)
    for (const layout of text.versions.flatMap((version) => toLayouts(version, candidates))) {
      const key = JSON.stringify(layout);
      const known = seeds.get(key) ?? { layout, count: 0 };
      known.count += 1;
      seeds.set(key, known);
    }
  return [...seeds.values()]
    .toSorted((a, b) => b.count - a.count || b.layout.length - a.layout.length)
    .slice(0, SEEDS)
    .map(({ layout }) => layout);
}

/** With one text around everything that only this text has, and with a second one instead. */
function toLayouts(text: TextVersion, candidates: ReadonlyMap<string, Candidate>): Layout[] {
  const chosen = chooseSlots(text, candidates);
  const own = chosen.flatMap((slot, at) => (slot === undefined ? [at] : []));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return [chosen.flatMap((slot) => slot ?? [])];
  const gap = (at: number): number => (at === 0 ? 1 : (text.pieces[at]?.gap ?? 1));
  const slice = (from: number, to?: number): Slot[] => chosen.slice(from, to).flatMap((slot) => slot ?? []);
  const one: Layout = [...slice(0, first), { kind: 'text', gap: gap(first) }, ...slice(last + 1)];
  const second = own.find((at, index) => index > 0 && own[index - 1] !== at - 1);
  if (second === undefined) return [one];
  const two: Layout = [
    ...slice(0, first),
    { kind: 'text', gap: gap(first) },
    ...slice(first, second),
    { kind: 'more', gap: gap(second) },
    ...slice(last + 1),
  ];
  return [one, two];
}

/** For each piece the most frequent slot; each kind of list once. */
function chooseSlots(
  { slots }: TextVersion,
  candidates: ReadonlyMap<string, Candidate>,
): (Slot | undefined)[] {
  const used = new Set<string>();
  return slots.map((options) => {
    const found = options
      .flatMap((slot) => candidates.get(keyOfSlot(slot)) ?? [])
      .toSorted((a, b) => b.count - a.count)
      .find(({ slot }) => !used.has(unique(slot)));
    if (found !== undefined) used.add(unique(found.slot));
    return found?.slot;
  });
}

/** A list can be printed once, and a literal too. */
const unique = (slot: Slot): string => (slot.kind === 'list' ? slot.form.kind : keyOfSlot(slot));

type Scored = { readonly layout: Layout; readonly score: number };

function climb(
  start: Scored,
  texts: readonly LayoutText[],
  candidates: ReadonlyMap<string, Candidate>,
): Scored {
  let best = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const scores = new Map(texts.map((text) => [text, scoreOne(best.layout, text)]));
    const next = listNeighbours(best.layout, candidates)
      .map(({ layout, added }) => ({
        layout,
        score: scoreChange(layout, { scores, ...(added && { added }) }),
      }))
      .reduce((a, b) => (b.score > a.score ? b : a), best);
    if (next === best) return best;
    best = next;
  }
  return best;
}

/** `added`: the slot that a layout has more than the one of `scores`. A text without it is not looked at again. */
function scoreChange(
  layout: Layout,
  { added, scores }: { readonly added?: Slot; readonly scores: ReadonlyMap<LayoutText, number> },
): number {
  let sum = 0;
  for (const [text, score] of scores) {
    const isAbsent = added !== undefined && isPlain(added) && !keysOf(text).has(keyOfSlot(added));
    if (!isAbsent) sum += scoreOne(layout, text);
    else sum += added.kind === 'list' ? score : (text.known ?? 0);
  }
  return sum;
}

/** Whether a text without it is printed as before (a list), or not at all (a literal). */
const isPlain = (slot: Slot): boolean =>
  slot.kind === 'list'
    ? slot.form.kind !== 'neighbours'
    : slot.kind === 'literal' && listNamed(slot.text).length === 0;

const keySets = new WeakMap<LayoutText, ReadonlySet<string>>();

function keysOf(text: LayoutText): ReadonlySet<string> {
  const keys =
    keySets.get(text) ??
    new Set(text.versions.flatMap(({ pieces }) => pieces.flatMap((piece) => [...piece.keys])));
  keySets.set(text, keys);
  return keys;
}

type Changed = { readonly layout: Layout; readonly added?: Slot };

/** With one slot more or less. */
function listNeighbours(layout: Layout, candidates: ReadonlyMap<string, Candidate>): Changed[] {
  const used = new Set(layout.map(unique));
  const more = [
    { kind: 'more', gap: 1 } as const,
    { kind: 'text', gap: 1 } as const,
    ...[...candidates.values()].map(({ slot }) => slot),
  ]
    .filter((slot) => !used.has(unique(slot)))
    .slice(0, CANDIDATES);
  return [
    ...more.flatMap((added) =>
      Array.from({ length: layout.length + 1 }, (_, at) => ({
        layout: layout.toSpliced(at, 0, added),
        added,
      })),
    ),
    ...layout.map((_slot, at) => ({ layout: layout.toSpliced(at, 1) })),
  ];
}
