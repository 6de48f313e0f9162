import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { renderBlocks } from '../../render/description/description.ts';
import { normalizeText } from '../../render/description/marker.ts';
import { collectParts } from '../../render/description/parts.ts';
import type { ReadText } from './collect.ts';
import { fitOne, inferLayout, type LayoutText, scoreLayout, type VersionFit } from './infer-layout.ts';
import { keyPieces, listSlots } from './keys.ts';
import { THANKS } from './read-sponsors.ts';
import { listVersions } from './split-pieces.ts';
import { PLURAL } from './tokens.ts';
import type { Layout, ListForm, ListKind, Slot } from './types.ts';

/**
 * How the descriptions of a show look. `isFixed`: the show keeps the template that it has, or none, and layouts are only guesses
 * about it.
 */
export type ShowLayouts = {
  readonly layouts: readonly Layout[];
  readonly builtIn?: Layout;
  readonly isFixed: boolean;
};

/** More layouts than these make a template that is hard to read. */
const MOST = 4;
/** Texts that are worth a layout of their own, and how much better each must be: as much as one more list. */
const FEWEST = 2;
const GAIN = 1.5;
/** How much better than the built-in layout a template must be. */
const BETTER = 1.03;

/**
 * free: a template may be proposed; built-in: there is none, and other texts are printed without one; fixed: there is one that a
 * person wrote, or that earlier proposals brought.
 */
export type TemplateState = 'free' | 'built-in' | 'fixed';

export function findLayouts(
  texts: readonly LayoutText[],
  { builtIn, state }: { readonly builtIn: Layout; readonly state: TemplateState },
): ShowLayouts {
  const plain: ShowLayouts = { layouts: [], builtIn, isFixed: true };
  if (state === 'built-in') return plain;
  const first = inferLayout(texts, [builtIn]);
  if (scoreLayout(first, texts) < scoreLayout(builtIn, texts) * BETTER) return plain;
  const layouts = addLayouts([first], texts);
  return state === 'free' ? { layouts, isFixed: false } : { layouts, builtIn, isFixed: true };
}

/** More layouts, while each prints several texts better than those before. */
function addLayouts(known: readonly [Layout], texts: readonly LayoutText[]): Layout[] {
  const layouts: Layout[] = [...known];
  let scored = texts.map((text) => ({ ...text, known: scoreLayout(known[0], [text]) }));
  while (layouts.length < MOST) {
    const next = inferLayout(scored);
    const better = scored.map((text) => ({ ...text, known: scoreLayout(next, [text]) }));
    const gains = better
      .map((text, at) => text.known - (scored[at]?.known ?? 0))
      .filter((gain) => gain >= GAIN);
    if (gains.length < FEWEST) break;
    layouts.push(next);
    scored = better;
  }
  return layouts;
}

/** The built-in layout, as the engine prints it without a template. `follow`: a block of the show. */
export function builtInLayout({ academy }: Catalog, follow?: string): Layout {
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
    list({ kind: 'links', heading: '', headingGap: 0, bullet: '', separator: ': ', note: ' - ' }),
    list({
      ...{ kind: 'sections', heading: '', headingGap: 0, sectionGap: 1 },
      ...{ bullet: '', separator: ': ', note: ' - ' },
    }),
    list({ kind: 'neighbours', heading: '', headingGap: 0 }),
    ...(follow === undefined ? [] : [{ kind: 'follow', gap: 1, text: follow } as const]),
    ...footer
      .split(/\n(\n+)/)
      .flatMap((text, at, all): Slot[] =>
        text === '' || at % 2 === 1
          ? []
          : [{ kind: 'literal', gap: at === 0 ? 1 : (all[at - 1] ?? '').length, text }],
      ),
  ];
}

type LayoutOptions = {
  readonly named?: boolean;
  readonly hasSections?: boolean;
  readonly follow?: string | undefined;
};

/** A text as layouts see it. Without `named`, its guests are not known: their names stay a part of the text. */
export function toLayoutText(
  catalog: Catalog,
  { episode, pieces, guests }: ReadText,
  { named = true, hasSections = false, follow }: LayoutOptions = {},
): LayoutText {
  const names = named ? guests.map(({ person }) => person.name) : [];
  const source = { title: episode.title, names, follow };
  return {
    versions: listVersions(pieces, hasSections).map((version) => ({
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
export function listFits(
  { layouts, builtIn }: ShowLayouts,
  text: LayoutText,
  without: readonly ListKind[],
): Chosen[] {
  const all = [
    ...layouts.map((layout, at) => ({ layout, at })),
    ...(builtIn ? [{ layout: builtIn, at: 0 }] : []),
  ];
  return all
    .flatMap(({ layout, at }): Chosen[] => {
      const fit = fitOne(layout, text, without);
      return fit === undefined ? [] : [{ at, layout, fit }];
    })
    .toSorted((a, b) => b.fit.score - a.fit.score);
}
