import type { Catalog, Show } from '../../content/catalog/records.ts';
import { groupBy } from '../../shared/group-by.ts';
import type { ReadText } from './collect.ts';
import { type LayoutText, scoreLayout } from './infer-layout.ts';
import { builtInLayout, findLayouts, type ShowLayouts, type TemplateState } from './layouts.ts';
import { FOLLOW } from './read-sections.ts';
import type { ListKind, TextPiece } from './types.ts';

/** What most texts of a show say of where to follow it; undefined: nothing, or the show says it already. */
export function findFollow(texts: readonly ReadText[], show: Show | undefined): string | undefined {
  if (show === undefined || show.follow !== undefined) return undefined;
  const blocks = texts.flatMap(({ pieces }) => pieces.filter(isFollow).map(({ text }) => text));
  const [[text, same] = []] = [...groupBy(blocks, (block) => block)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return same === undefined || same.length < FEWEST || same.length * 2 <= texts.length ? undefined : text;
}

const FEWEST = 2;
/** A heading and an address, in a block that no template could print something else for. */
const isFollow = ({ text, list }: TextPiece): boolean => {
  const kind: ListKind | undefined = list?.forms[0]?.kind;
  const [first = ''] = text.split('\n');
  return FOLLOW.test(first) && /https?:\/\//.test(text) && !/\{\{|\{%/.test(text) && isPlain(kind);
};

const isPlain = (kind: ListKind | undefined): boolean => kind === undefined || kind === 'links';

type Input = {
  readonly catalog: Catalog;
  readonly state: TemplateState;
  /** What the show might say. */
  readonly follow: string | undefined;
};

type Found = { readonly layouts: ShowLayouts; readonly follow?: string };

/** The layouts of a show, with `follow` where they print it: without a template, or at a place of one. */
export function findWithFollow(texts: readonly LayoutText[], { catalog, state, follow }: Input): Found {
  const builtIn = builtInLayout(catalog);
  if (state !== 'free' || follow === undefined) return { layouts: findLayouts(texts, { builtIn, state }) };
  const withBlock = builtInLayout(catalog, follow);
  const isBetter = scoreLayout(withBlock, texts) > scoreLayout(builtIn, texts);
  const layouts = findLayouts(texts, { builtIn: isBetter ? withBlock : builtIn, state });
  const isPrinted = layouts.isFixed
    ? isBetter
    : layouts.layouts.some((layout) => layout.some(({ kind }) => kind === 'follow'));
  return isPrinted ? { layouts, follow } : { layouts };
}
