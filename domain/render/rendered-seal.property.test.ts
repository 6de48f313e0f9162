import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildCatalog, episodeOf, sealedText } from '../../test/support/catalog.ts';
import { isError } from '../shared/problem.ts';
import { parseDescription } from './description/marker.ts';
import { normalizeText, sealBody, sealTags, sealTitle } from './description/seal.ts';
import { countDescription } from './desired.ts';
import { checkLimits } from './limits/limits.ts';
import { countBytes, countCharacters, countTags, LIMITS } from './limits/measure.ts';
import { renderEpisode } from './rendering.ts';

const SEED = { seed: 20261121, numRuns: 200 };
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => /\p{L}/u.test(text) && !/[<>\p{Cc}]/u.test(text));
const long = fc
  .tuple(words, fc.constantFrom(0, 1, 10, 200))
  .map(([text, times]) => Array.from({ length: times + 1 }, () => text).join('\n'));
const content = fc.record({
  shows: fc.record({
    s: fc.record({
      name: words,
      title: fc.constantFrom('{{ episode.title }} | {{ show.name }}', '{{ episode.title }}'),
      tags: fc.array(words, { maxLength: 8 }),
      overflow: fc.uniqueArray(fc.constantFrom('text', 'links', 'guests', 'sponsors', 'footer')),
    }),
  }),
  guests: fc.record({ ada: fc.record({ name: words, of: long }) }),
  sponsors: fc.record({ cloud: fc.record({ name: words, message: long }) }),
  academy: fc.record({ footer: long }),
  episodes: fc.record({
    'a/one': fc.record({
      title: words,
      description: long,
      show: fc.constant('s'),
      guests: fc.constant(['ada']),
      sponsors: fc.constant(['cloud']),
      tags: fc.array(words, { maxLength: 8 }),
    }),
  }),
});

/** Whether a text with one other letter has the same seal. */
function fitsWithout(text: string, where: number, seal: (text: string) => string): boolean {
  const letters = [...text];
  if (letters.length === 0) return false;
  const at = where % letters.length;
  const changed = letters.with(at, letters[at] === 'Q' ? 'R' : 'Q').join('');
  return normalizeText(changed) !== normalizeText(text) && seal(changed) === seal(text);
}

it('renderings of many files keep every limit or are errors, and each seal matches only its own texts', () => {
  const seen = { valid: 0, refused: 0 };
  const property = fc.property(content, fc.nat(), (written, where) => {
    const catalog = buildCatalog(written);
    const episode = episodeOf(catalog);
    const rendering = renderEpisode(catalog, episode);
    if ('problems' in rendering) {
      seen.refused++;
      expect(rendering.problems.some(isError)).toBe(true);
      return;
    }
    seen.valid++;
    const { desired } = rendering;
    const { title, tags = [] } = desired;
    expect(countCharacters(title)).toBeLessThanOrEqual(LIMITS.titleCharacters);
    const description = sealedText(desired);
    expect(countBytes(description)).toBe(countDescription(desired, 'bytes'));
    expect(countBytes(description)).toBeLessThanOrEqual(LIMITS.description);
    expect(countTags(tags)).toBeLessThanOrEqual(LIMITS.tagCharacters);
    expect(checkLimits({ catalog, episode, desired }).filter(isError)).toEqual([]);
    const { body, marker } = parseDescription({ videoId: 'video000001', description }, catalog.academy);
    expect(marker).toMatchObject({ episodeId: 'a/one', kind: 'fits' });
    expect(marker?.seal).toMatchObject({
      description: sealBody(body),
      title: sealTitle(title),
      tags: sealTags(tags),
    });
    expect(fitsWithout(body, where, sealBody)).toBe(false);
    expect(fitsWithout(title, where, sealTitle)).toBe(false);
  });
  fc.assert(property, SEED);
  expect(seen.valid).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(20);
});
