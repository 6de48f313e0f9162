import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { sourceOf } from '../../content/catalog/sources.ts';
import type { DescriptionBlock } from '../description/description.ts';
import { formatEpisodeUrl } from '../description/marker.ts';
import { collectParts } from '../description/parts.ts';
import { type EpisodeTexts, openTexts } from '../description/texts.ts';
import { countDescription, overflowOf } from '../desired.ts';
import { countIn, LIMITS } from './measure.ts';
import { listSourceTexts, type SourceText } from './source-texts.ts';

type At = Pick<SourceText, 'source' | 'key'>;

/** The source that contributes most to a description: in the largest block's largest file, the list or the longest text. */
export function findLargest(catalog: Catalog, episode: Episode): At {
  if (episode.overrides?.description !== undefined)
    return { source: sourceOf(episode), key: ['overrides', 'description'] };
  const texts = listSourceTexts(catalog, episode).filter(({ part }) => part !== 'title' && part !== 'tags');
  const part = largestOf(catalog, texts, (text) => text.part);
  const file = largestOf(catalog, part, ({ source }) => source.path);
  const count = counterOf(catalog);
  const longest = file.toSorted((a, b) => count(b.text) - count(a.text))[0];
  if (longest === undefined) return { source: sourceOf(episode), key: [] };
  const list = longest.part === 'chapters' || longest.part === 'links';
  return { source: longest.source, key: list ? [longest.part] : longest.key };
}

/** As the academy's limit counts. */
const counterOf =
  ({ academy }: Catalog) =>
  (text: string): number =>
    countIn(academy.descriptionLimit, text);

function largestOf(
  catalog: Catalog,
  texts: readonly SourceText[],
  nameOf: (text: SourceText) => string,
): readonly SourceText[] {
  const names = [...new Set(texts.map(nameOf))];
  const groups = names.map((name) => texts.filter((text) => nameOf(text) === name));
  const sizeOf = (group: readonly SourceText[]): number =>
    group.reduce((sum, { text }) => sum + counterOf(catalog)(text), 0);
  return groups.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
}

/** For a description that is still too long: the size of each block, and what dropping the `overflow` blocks would gain. */
export function describeLength(catalog: Catalog, episode: Episode): string {
  const sizes = listSizes(catalog, episode).map(([block, length]) => `${block} ${length}`);
  const overflow = overflowOf(catalog, episode);
  const left = measureWithout(catalog, episode, overflow) - LIMITS.description;
  const fix =
    overflow.length === 0
      ? 'Shorten it, or list blocks that may be dropped under "overflow".'
      : `Even without ${join(overflow)}, which "overflow" allows to drop, it is ${left} ${catalog.academy.descriptionLimit} too long.`;
  return `By block: ${sizes.join(', ')}. ${fix}`;
}

/** For a description that fits because blocks were dropped: how much too long it was, and which blocks are missing. */
export function describeOverflow(
  catalog: Catalog,
  episode: Episode,
  dropped: readonly DescriptionBlock[],
): string {
  const most = LIMITS.description;
  const found = measureWithout(catalog, episode, []);
  return `expected at most ${most} ${catalog.academy.descriptionLimit}, found ${found}, ${found - most} too many; dropped ${join(dropped)}, as "overflow" allows`;
}

function measureWithout(catalog: Catalog, episode: Episode, without: readonly DescriptionBlock[]): number {
  const body = textsOf(catalog, episode).body(without);
  const marker = formatEpisodeUrl(catalog.academy, episode.id);
  return countDescription({ body, marker }, catalog.academy.descriptionLimit);
}

function listSizes(catalog: Catalog, episode: Episode): [string, number][] {
  return Object.entries(textsOf(catalog, episode).blocks())
    .map(([block, text]): [string, number] => [block, counterOf(catalog)(text)])
    .filter(([, length]) => length > 0)
    .toSorted(([, a], [, b]) => b - a);
}

const textsOf = (catalog: Catalog, episode: Episode): EpisodeTexts =>
  openTexts(catalog, collectParts(catalog, episode, catalog.shows[episode.show ?? '']));

const join = (blocks: readonly string[]): string => new Intl.ListFormat('en').format(blocks);
