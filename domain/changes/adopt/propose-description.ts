import type { Catalog, Episode } from '../../content/catalog/records.ts';
import type { Desired } from '../../render/desired.ts';
import { alignLists } from './align.ts';
import { editChapters, parseChapter } from './edit-chapters.ts';
import { editLinks, parseLink } from './edit-links.ts';
import { matchParts } from './match-parts.ts';
import { findOwnParts, hasPart, listPrinted, type PartName } from './own-parts.ts';
import type { Proposal } from './types.ts';

type Input = {
  readonly catalog: Catalog;
  readonly episode: Episode;
  readonly desired: Desired;
  /** The episode's file. */
  readonly text: string;
};

/**
 * The smallest edits that could give the live description: of the author's own text, chapters and links, if everything around
 * them is unchanged. First with the parts that the file has, then with one more or one less. The caller must try them.
 */
export function proposeOwnParts(input: Input, live: string): readonly (readonly Proposal[])[] {
  const printed = listPrinted(input);
  const own = printed.filter((name) => hasPart(input.episode, name));
  return listSets(printed, own).flatMap((present) => {
    const found = findOwnParts(input, { present, printed });
    const texts = found && matchParts(found, live, isPossible);
    if (found === undefined || texts === undefined) return [];
    const changes = [
      ...found.parts.flatMap(({ name, text }, index) =>
        texts[index] === text ? [] : [proposePart(input, name, texts[index] ?? '')],
      ),
      ...own.filter((name) => !present.includes(name)).map((name) => proposePart(input, name, '')),
    ];
    return changes.length === 0 ? [] : [changes];
  });
}

/** All sets of these parts, nearest to what the file has first. */
function listSets(printed: readonly PartName[], own: readonly PartName[]): readonly (readonly PartName[])[] {
  const sets = Array.from({ length: 2 ** printed.length }, (_, set) =>
    printed.filter((_name, place) => (set >> place) % 2 === 1),
  );
  const distance = (set: readonly PartName[]): number =>
    printed.filter((name) => set.includes(name) !== own.includes(name)).length;
  return sets.toSorted((a, b) => distance(a) - distance(b));
}

function isPossible(name: PartName, text: string): boolean {
  if (name === 'text') return text.trim() !== '';
  return text.split('\n').every((line) => (name === 'chapters' ? parseChapter(line) : parseLink(line)));
}

function proposePart(input: Input, name: PartName, text: string): Proposal {
  switch (name) {
    case 'text':
      return { key: ['description'], value: editOwnText(input.episode.description ?? '', text) };
    case 'chapters':
      return { key: ['chapters'], value: editChapters(input, text) };
    case 'links':
      return { key: ['links'], value: editLinks(input, text) };
  }
}

/** The author's text with another content: lines that stay keep their spaces, and so do its beginning and end. */
function editOwnText(own: string, next: string): string {
  const core = own.trim();
  if (next === '') return '';
  if (core === '') return next;
  const lines = core.split('\n');
  const edited = alignLists(lines.map(normalizeLine), next.split('\n'), (line) => line).map(
    ({ item, from, same }) => {
      const line = from === undefined ? '' : (lines[from] ?? '');
      return same ? line : item + line.slice(line.trimEnd().length);
    },
  );
  return own.replace(core, () => edited.join('\n').trimEnd());
}

const normalizeLine = (line: string): string => line.normalize('NFC').trimEnd();
