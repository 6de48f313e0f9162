import type { Catalog, Episode } from '../../content/catalog/records.ts';
import type { DescriptionBlock } from '../../render/description/description.ts';
import { collectParts } from '../../render/description/parts.ts';
import { openTexts } from '../../render/description/texts.ts';
import type { Proposal } from './types.ts';

/** The blocks that the edits cut off: those with content, if the description becomes an override now. */
export function listFrozen(
  catalog: Catalog,
  episode: Episode,
  edits: readonly Pick<Proposal, 'key'>[],
): readonly DescriptionBlock[] {
  const overrides = edits.some(({ key }) => key.join('.') === 'overrides.description');
  if (!overrides || episode.overrides?.description !== undefined) return [];
  const show = catalog.shows[episode.show ?? ''];
  const blocks = openTexts(catalog, collectParts(catalog, episode, show)).blocks();
  return (Object.keys(blocks) as DescriptionBlock[]).filter((block) => blocks[block] !== '');
}

const WORDS: Readonly<Record<DescriptionBlock, string>> = {
  text: 'its own text',
  sponsors: 'sponsors',
  guests: 'guests and hosts',
  chapters: 'chapters',
  links: 'links',
  sections: 'sections of links',
  neighbours: 'previous and next',
  follow: 'where to follow the show',
  footer: 'the footer',
};

/** What a new override means for the future. */
export const describeFrozen = (blocks: readonly DescriptionBlock[]): string =>
  `overrides.description replaces the whole description: from now on no change of ${
    blocks.map((block) => WORDS[block]).join(', ') || 'any block'
  } reaches this description, until the override is removed`;
