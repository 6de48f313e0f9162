import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import type { Field } from '../../content/ownership.ts';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { renderDescription } from '../../render/description/marker.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import { mergeVideo } from '../merge/merge.ts';
import { adoptLive } from './adopt.ts';
import { applyEdits } from './edit-yaml.ts';
import { desiredValue, type LiveState, liveValue } from './live-values.ts';
import { tryEdits } from './try-edits.ts';

const FILES = [
  'title: One\nscheduledFor: 2026-12-04T17:00:00Z\n',
  'title: One # said so\nshow: talks\nscheduledFor: 2026-12-04T18:00\ndescription: |\n  Our text.\n\n  More.\nguests: [ada]\ntags:\n  - more # ours\nvisibility: { live: public, after: unlisted }\nyoutube: { categoryId: 28, language: en }\nlatency: low\n',
  'title: One\nshow: plain\nscheduledFor: "2026-12-04T18:00:00+01:00"\nlinks: [https://example.org]\noverrides:\n  title: Was adopted\n  tags: [old]\nyoutube:\n  language: de\n',
];
const content = (text: string) =>
  buildCatalog({
    academy: { streams: { main: 'Main', second: 'Second' } },
    shows: {
      talks: {
        title: '{{ episode.title }} | {{ show.name }}',
        hosts: ['ada'],
        tags: ['talks'],
        timezone: 'Europe/Berlin',
        defaults: { stream: 'main' },
      },
      plain: {
        title: '{{ episode.title | upcase }}',
        description: 'Intro\n{{ episode.description }}\nEnd',
        playlists: ['PLshow'],
      },
    },
    guests: { ada: {} },
    episodes: { 'a/one': parseYaml(text).value as Record<string, unknown> },
  });

const word = fc
  .stringMatching(/^[A-Za-zäß0-9:#"'&*|%@,{}[\] .!?-]{1,30}$/)
  .filter((text) => text.trim() !== '');
const edit = fc.record({
  title: word,
  lines: fc.array(fc.oneof(word, fc.constant('')), { maxLength: 6 }),
  where: fc.constantFrom('in our text', 'anywhere', 'instead'),
  tags: fc.uniqueArray(fc.stringMatching(/^[a-z:#]{1,9}$/), { maxLength: 5 }),
  categoryId: fc.constantFrom('1', '10', '27', '28'),
  language: fc.constantFrom('de', 'en', 'pt-BR'),
  privacy: fc.constantFrom('public', 'unlisted', 'private'),
  start: fc
    .integer({ min: 0, max: 400 * 24 * 60 })
    .map((minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString()),
  latency: fc.constantFrom('normal', 'low', 'ultraLow'),
  boundStream: fc.constantFrom('Main', 'Second'),
  phase: fc.constantFrom('upcoming', 'complete'),
});
type Edited = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function describeBody(before: string, { where, lines }: Edited): string {
  if (where === 'instead') return lines.join('\n');
  if (where === 'in our text') return before.replace('Our text.', `Our text.\n${lines.join('\n')}`.trimEnd());
  return [lines.join('\n'), before].join('\n');
}

/** The video as a person left it: our marker still seals what we wrote. */
function see(desired: Desired, edited: Edited): LiveState & { readonly live: LiveVideo } {
  const body = describeBody(desired.body, edited);
  const live = buildVideo({
    title: edited.title,
    description: renderDescription(body, sealedText(desired).split('\n').at(-1) ?? ''),
    tags: edited.tags,
    categoryId: edited.categoryId,
    defaultLanguage: edited.language,
    privacy: edited.privacy,
    phase: edited.phase,
    hasCustomThumbnail: true,
  });
  const { start, latency, boundStream } = edited;
  return { live, boundStream, broadcast: buildBroadcast({ start, latency }), playlists: ['PLshow'] };
}

const SETTLED: readonly Field[] = [
  'title',
  'description',
  'tags',
  'category',
  'language',
  'visibility',
  'thumbnail',
];
const ON_AIR: readonly Field[] = ['start', 'latency', 'stream'];

describe.each(FILES.map((text, at) => ({ text, at })))('file $at', ({ text }) => {
  const catalog = content(text);
  const episode = catalog.episodes['a/one'];
  if (episode === undefined) throw new Error('no episode');
  const desired = renderDesired(catalog, episode);

  it('makes the desired state equal to the live one', () => {
    fc.assert(
      fc.property(edit, (edited) => {
        const seen = see(desired, edited);
        const fields = edited.phase === 'upcoming' ? [...SETTLED, ...ON_AIR] : SETTLED;
        const { edits, notAdopted } = adoptLive({ ...seen, catalog, episode, text, desired, fields });
        const tried = tryEdits({ catalog, episode, text }, edits);
        if ('why' in tried) throw new Error(tried.why);
        for (const field of fields) {
          if (notAdopted.some((one) => one.field === field)) continue;
          const live = liveValue(seen, catalog.academy, field);
          expect([field, desiredValue(tried.desired, seen.live, field)]).toEqual([field, live]);
        }
        expect(notAdopted).toEqual([]);
        const merge = mergeVideo({
          ...seen,
          desired: tried.desired,
          standing: standingOn(seen.live),
          forms: catalog.academy,
        });
        // The text itself was compared above: a description is written for its seal alone.
        expect(Object.values({ ...merge, description: 'same' })).not.toContain('write');
        expect(Object.values(merge)).not.toContain('edited');
      }),
      { numRuns: 25 },
    );
  });

  it('leaves nothing to adopt afterwards', () => {
    fc.assert(
      fc.property(edit, (edited) => {
        const seen = see(desired, edited);
        const once = applyEdits(
          text,
          adoptLive({ ...seen, catalog, episode, text, desired, fields: SETTLED }).edits,
        );
        const tried = tryEdits({ catalog, episode, text: once }, []);
        if ('why' in tried) throw new Error(tried.why);
        const again = adoptLive({
          ...seen,
          catalog,
          episode,
          text: once,
          desired: tried.desired,
          fields: SETTLED,
        });
        expect(again.edits).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
