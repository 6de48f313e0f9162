import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { sourceOf } from '../../content/catalog/sources.ts';
import type { DescriptionBlock } from '../description/description.ts';
import { formatEpisodeUrl } from '../description/marker.ts';
import { collectParts } from '../description/parts.ts';
import { type EpisodeTexts, openTexts } from '../description/texts.ts';
import { countDescription, overflowOf } from '../desired.ts';
import { countBytes, LIMITS } from './measure.ts';
import { listSourceTexts, type SourceText } from './source-texts.ts';

type At = Pick<SourceText, 'source' | 'key'>;

/** The source that contributes most to a description: in the largest block's largest file, the list or the longest text. */
export function findLargest(catalog: Catalog, episode: Episode): At {
  if (episode.overrides?.description !== undefined)
    return { source: sourceOf(episode), key: ['overrides', 'description'] };
  const texts = listSourceTexts(catalog, episode).filter(({ part }) => part !== 'title' && part !== 'tags');
  const part = largestOf(texts, (text) => text.part);
  const file = largestOf(part, ({ source }) => source.path);
  const longest = file.toSorted((a, b) => countBytes(b.text) - countBytes(a.text))[0];
  if (longest === undefined) return { source: sourceOf(episode), key: [] };
  const list = longest.part === 'chapters' || longest.part === 'links';
  return { source: longest.source, key: list ? [longest.part] : longest.key };
}

function largestOf(
  texts: readonly SourceText[],
  nameOf: (text: SourceText) => string,
): readonly SourceText[] {
  const names = [...new Set(texts.map(nameOf))];
  const groups = names.map((name) => texts.filter((text) => nameOf(text) === name));
  const sizeOf = (group: readonly SourceText[]): number =>
    group.reduce((sum, { text }) => sum + countBytes(text), 0);
  return groups.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
}

/** For a description that is still too long: the size of each block, and what dropping the `overflow` blocks would gain. */
export function describeLength(catalog: Catalog, episode: Episode): string {
  const sizes = listSizes(catalog, episode).map(([block, bytes]) => `${block} ${bytes}`);
  const overflow = overflowOf(catalog, episode);
  const left = measureWithout(catalog, episode, overflow) - LIMITS.descriptionBytes;
  const fix =
    overflow.length === 0
      ? 'Shorten it, or list blocks that may be dropped under "overflow".'
      : `Even without ${join(overflow)}, which "overflow" allows to drop, it is ${left} bytes too long.`;
  return `By block: ${sizes.join(', ')}. ${fix}`;
}

/** For a description that fits because blocks were dropped: how much too long it was, and which blocks are missing. */
export function describeOverflow(
  catalog: Catalog,
  episode: Episode,
  dropped: readonly DescriptionBlock[],
): string {
  const most = LIMITS.descriptionBytes;
  const found = measureWithout(catalog, episode, []);
  return `expected at most ${most} bytes, found ${found}, ${found - most} too many; dropped ${join(dropped)}, as "overflow" allows`;
}

function measureWithout(catalog: Catalog, episode: Episode, without: readonly DescriptionBlock[]): number {
  const body = textsOf(catalog, episode).body(without);
  return countDescription({ body, marker: formatEpisodeUrl(catalog.academy, episode.id) });
}

function listSizes(catalog: Catalog, episode: Episode): [string, number][] {
  return Object.entries(textsOf(catalog, episode).blocks())
    .map(([block, text]): [string, number] => [block, countBytes(text)])
    .filter(([, bytes]) => bytes > 0)
    .toSorted(([, a], [, b]) => b - a);
}

const textsOf = (catalog: Catalog, episode: Episode): EpisodeTexts =>
  openTexts(catalog, collectParts(catalog, episode, catalog.shows[episode.show ?? '']));

const join = (blocks: readonly string[]): string => new Intl.ListFormat('en').format(blocks);
