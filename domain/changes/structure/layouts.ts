import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { renderBlocks } from '../../render/description/description.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { collectParts } from '../../render/description/parts.ts';
import type { ReadText } from './collect.ts';
import { fitOne, inferLayout, type LayoutText, scoreLayout, TEXT_ONLY, type VersionFit } from './infer-layout.ts';
import { keyPieces, listSlots } from './keys.ts';
import { THANKS } from './read-sponsors.ts';
import { listVersions } from './split-pieces.ts';
import { PLURAL } from './tokens.ts';
import type { Layout, ListForm, ListKind, Slot } from './types.ts';

/**
 * How the descriptions of a show look. `isFixed`: the show keeps the template that it has, or none, and layouts are only guesses
 * about it.
 */
export type ShowLayouts = { readonly layouts: readonly Layout[]; readonly isFixed: boolean };

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
  const first = inferLayout(texts, [builtIn]);
  if (scoreLayout(first, texts) < scoreLayout(builtIn, texts) * BETTER)
    return { layouts: [builtIn], isFixed: true };
  const layouts = addLayouts([first], texts);
  return mayChange ? { layouts, isFixed: false } : { layouts: [...layouts, builtIn], isFixed: true };
}

/** More layouts, for texts that the first does not print. */
function addLayouts(known: readonly [Layout], texts: readonly LayoutText[]): Layout[] {
  const [first] = known;
  const layouts: Layout[] = [first];
  let rest = texts.filter((text) => fitOne(first, text) === undefined);
  while (layouts.length < MOST && rest.length >= FEWEST) {
    const next = inferLayout(rest);
    const left = rest.filter((text) => fitOne(next, text) === undefined);
    if (scoreLayout(next, rest) <= scoreLayout(TEXT_ONLY, rest) || rest.length - left.length < FEWEST - 1)
      break;
    layouts.push(next);
    rest = left;
  }
  return layouts;
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
    versions: listVersions(pieces).map((version) => ({
      pieces: keyPieces(version, source),
      slots: version.map((piece) => listSlots(piece, source)),
    })),
    guests: names.length,
    neighbours: renderNeighbours(catalog, episode),
  };
}

const renderNeighbours = (catalog: Catalog, episode: Episode): string =>
  normalizeText(renderBlocks(collectParts(catalog, episode, catalog.shows[episode.show ?? ''])).neighbours);

/** A layout that prints a text, and where; `at`: its number, from 0. */
export type Chosen = { readonly at: number; readonly layout: Layout; readonly fit: VersionFit };

/** All layouts that print a text, the one that prints most of it as lists first. */
export const listFits = (
  { layouts }: ShowLayouts,
  text: LayoutText,
  without: readonly ListKind[],
): Chosen[] =>
  layouts
    .flatMap((layout, at): Chosen[] => {
      const fit = fitOne(layout, text, without);
      return fit === undefined ? [] : [{ at, layout, fit }];
    })
    .toSorted((a, b) => b.fit.score - a.fit.score);
