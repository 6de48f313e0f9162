import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildCatalog } from '../../../test/support/catalog.ts';
import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { renderDesired } from '../desired.ts';
import { listSourceTexts } from '../limits/source-texts.ts';
import { createScope } from '../template/scope.ts';
import { collectParts } from './parts.ts';

const privacy = fc.constantFrom('public', 'public', 'public', 'unlisted', 'private');
const visibility = fc.oneof(privacy, fc.record({ live: privacy, after: privacy }));
const maybe = fc.option(visibility, { nil: undefined });

const show = fc.record({ visibility: maybe, defaults: fc.record({ visibility: maybe }) });
const episode = fc.record({
  show: fc.constantFrom('a', 'b'),
  day: fc.integer({ min: 1, max: 4 }),
  visibility: maybe,
  kind: fc.constantFrom('live', 'live', 'none'),
  status: fc.constantFrom('scheduled', 'scheduled', 'draft', 'cancelled'),
  publishAt: fc.option(fc.constant('2027-02-01T09:00:00Z'), { nil: undefined, freq: 4 }),
});

type Written = Readonly<Record<string, unknown>>;
type Drawn = { readonly shows: { a: Written; b: Written }; readonly episodes: readonly Written[] };
const content: fc.Arbitrary<Drawn> = fc.record({
  shows: fc.record({ a: show, b: show }),
  episodes: fc.array(episode, { minLength: 2, maxLength: 6 }),
});

/** Prints all that a template can name, one level after the other. */
const EVERYTHING = `{{ previous | json }} {{ next | json }} {{ show | json }} {{ academy | json }} {{ episode | json }}
{{ guests | json }} {{ hosts | json }} {{ vars | json }} {{ blocks | json }}`;

function build({ shows, episodes }: Drawn): Catalog {
  const written = episodes.map(({ day, publishAt: _, ...rest }, index): [string, Written] => [
    `secret-${index}x`,
    { ...rest, title: `Title-${index}x`, scheduledFor: `2026-01-0${day}T17:00:00Z` },
  ]);
  const { a, b } = shows;
  const catalog = buildCatalog({
    academy: { description: '{{ blocks.neighbours }}' },
    shows: {
      a: JSON.parse(JSON.stringify(a)),
      b: { ...JSON.parse(JSON.stringify(b)), description: EVERYTHING },
    },
    episodes: JSON.parse(JSON.stringify(Object.fromEntries(written))),
  });
  const all = Object.values(catalog.episodes).map((one, index): [string, Episode] => {
    const { publishAt } = episodes[index] ?? {};
    return [one.id, publishAt === undefined ? one : Object.assign({ publishAt }, one)];
  });
  return { ...catalog, episodes: Object.fromEntries(all) };
}

/** Written again here, from the rule: public both live and after, by the nearest file that says anything. */
function isSecret({ shows }: Catalog, one: Episode): boolean {
  const show = shows[one.show ?? ''];
  const said = [one.visibility, show?.visibility, show?.defaults?.visibility].find(
    (word) => word !== undefined,
  );
  const isPublic = said?.live === 'public' && said.after === 'public';
  return !isPublic || one.kind === 'none' || one.status !== 'scheduled' || 'publishAt' in one;
}

it('no title and no URL of an episode that is not public is in anything rendered for another one', () => {
  const named = new Set<boolean>();
  fc.assert(
    fc.property(content, (drawn) => {
      const catalog = build(drawn);
      for (const { one, other, rendered } of listPairs(catalog)) {
        const isNamed = rendered.includes(other.title) || rendered.includes(other.id);
        named.add(isNamed);
        expect(isNamed && isSecret(catalog, other), `${other.id} under ${one.id}`).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
  expect(named).toEqual(new Set([true, false]));
});

function listPairs(catalog: Catalog) {
  const all = Object.values(catalog.episodes);
  return all.flatMap((one) => {
    const rendered = renderAll(catalog, one);
    return all.filter(({ id }) => id !== one.id).map((other) => ({ one, other, rendered }));
  });
}

/** The texts for YouTube, every value that a template can read, and the texts that problems quote. `streamAfter` is for us only. */
function renderAll(catalog: Catalog, episode: Episode): string {
  const { streamAfter: _, ...desired } = renderDesired(catalog, episode);
  const scope = createScope(collectParts(catalog, episode, catalog.shows[episode.show ?? '']));
  return JSON.stringify([desired, scope, listSourceTexts(catalog, episode)]);
}
