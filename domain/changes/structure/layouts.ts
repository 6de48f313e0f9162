import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { renderBlocks } from '../../render/description/description.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { collectParts } from '../../render/description/parts.ts';
import type { ReadText } from './collect.ts';
import { type Fit, fitText } from './fit.ts';
import { fitOne, inferLayout, type LayoutText, scoreLayout, TEXT_ONLY } from './infer-layout.ts';
import { keyPieces, listSlots } from './keys.ts';
import { THANKS } from './read-sponsors.ts';
import { PLURAL } from './tokens.ts';
import type { Layout, ListForm, ListKind, Slot } from './types.ts';

/** How the descriptions of a show are printed. `isBuiltIn`: without a template of its own. */
export type ShowLayouts = { readonly layouts: readonly Layout[]; readonly isBuiltIn: boolean };

/** More layouts than these make a template that nobody wants to read. */
const MOST = 4;
/** Texts that are worth a layout of their own. */
const FEWEST = 3;
/** How much better than the built-in layout a template must be. */
const BETTER = 1.03;

export function findLayouts(
  texts: readonly LayoutText[],
  { builtIn, mayChange }: { readonly builtIn: Layout; readonly mayChange: boolean },
): ShowLayouts {
  if (!mayChange) return { layouts: [builtIn], isBuiltIn: true };
  const first = inferLayout(texts, [builtIn]);
  if (scoreLayout(first, texts) < scoreLayout(builtIn, texts) * BETTER)
    return { layouts: [builtIn], isBuiltIn: true };
  const layouts = [first];
  let rest = texts.filter((text) => fitOne(first, text) === undefined);
  while (layouts.length < MOST && rest.length >= FEWEST) {
    const next = inferLayout(rest);
    const left = rest.filter((text) => fitOne(next, text) === undefined);
    if (scoreLayout(next, rest) <= scoreLayout(TEXT_ONLY, rest) || rest.length - left.length < FEWEST - 1)
      break;
    layouts.push(next);
    rest = left;
  }
  return { layouts, isBuiltIn: false };
}

/** The built-in layout, as the engine prints it without a template. */
export function builtInLayout({ academy }: Catalog): Layout {
  const list = (form: ListForm): Slot => ({ kind: 'list', gap: 1, form });
  const people = (kind: 'guests' | 'hosts', word: string): Slot =>
    list({ kind, heading: `${word}${PLURAL}`, headingGap: 0, bullet: '• ', work: ', ', below: '  ' });
  const footer = normalizeText(academy.footer ?? '');
  return [
    { kind: 'text', gap: 1 },
    list({ kind: 'sponsors', heading: '', headingGap: 0, bullet: THANKS }),
    people('guests', 'Guest'),
    people('hosts', 'Host'),
    list({
      kind: 'chapters',
      heading: '',
      headingGap: 0,
      bullet: '',
      around: ['', ''],
      time: 'mm',
      separator: ' ',
    }),
    list({ kind: 'links', heading: '', headingGap: 0, bullet: '', separator: ': ' }),
    list({ kind: 'neighbours', heading: '', headingGap: 0 }),
    ...footer
      .split(/\n(\n+)/)
      .flatMap((text, at, all): Slot[] =>
        text === '' || at % 2 === 1
          ? []
          : [{ kind: 'literal', gap: at === 0 ? 1 : (all[at - 1] ?? '').length, text }],
      ),
  ];
}

/** A text as layouts see it. Without `named`, its guests are not known: their names stay a part of the text. */
export function toLayoutText(
  catalog: Catalog,
  { episode, pieces, guests }: ReadText,
  named = true,
): LayoutText {
  const names = named ? guests.map(({ person }) => person.name) : [];
  const source = { title: episode.title, names };
  return {
    pieces: keyPieces(pieces, source),
    slots: pieces.map((piece) => listSlots(piece, source)),
    guests: names.length,
    neighbours: renderNeighbours(catalog, episode),
  };
}

const renderNeighbours = (catalog: Catalog, episode: Episode): string =>
  normalizeText(renderBlocks(collectParts(catalog, episode, catalog.shows[episode.show ?? ''])).neighbours);

/** The layout that prints most of a text as lists, and where; `at`: its number, from 0. */
export type Chosen = { readonly at: number; readonly layout: Layout; readonly fit: Fit };

export function chooseLayout(
  { layouts }: ShowLayouts,
  text: LayoutText,
  without: readonly ListKind[],
): Chosen | undefined {
  let best: Chosen | undefined;
  for (const [at, layout] of layouts.entries()) {
    const fit = fitText({ ...text, layout, without });
    if (fit !== undefined && fit.score > (best?.fit.score ?? 0)) best = { at, layout, fit };
  }
  return best;
}
