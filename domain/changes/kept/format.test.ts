import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashKept, isKeptHash, KEPT_FIELDS, type KeptEntry, keptRef } from './entry.ts';
import { formatKept, parseKept } from './format.ts';

const text = fc.string({ unit: 'binary' });
const common = {
  videoId: fc.stringMatching(/^[\w-]{11}$/),
  episodeId: text,
  at: fc.constant('2026-11-29T22:00:00.000Z'),
  commit: fc.stringMatching(/^[0-9a-f]{40}$/),
  fields: fc.subarray([...KEPT_FIELDS]),
};
const entries: fc.Arbitrary<KeptEntry> = fc.oneof(
  fc.record(
    {
      ...common,
      kind: fc.constant('texts' as const),
      by: text,
      texts: fc.record({ title: text, description: text, tags: fc.array(text) }),
    },
    { requiredKeys: ['videoId', 'episodeId', 'at', 'commit', 'fields', 'kind', 'texts'] },
  ),
  fc.record({
    ...common,
    kind: fc.constant('picture' as const),
    picture: fc.record({ url: text, mimeType: text, sha256: text }),
  }),
);

describe('a kept entry', () => {
  it('is the same after it was written and read, every byte', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        expect(parseKept(formatKept(entry))).toEqual(entry);
      }),
    );
  });

  it('has a hash of its content alone: not of when, why, or which of its fields were overwritten', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const again: KeptEntry = { ...entry, at: 'later', commit: 'other', episodeId: 'b/two', fields: [] };
        expect(hashKept(again)).toBe(hashKept(entry));
        expect(isKeptHash(hashKept(entry))).toBe(true);
        expect(hashKept({ ...entry, videoId: 'anothervid0' })).not.toBe(hashKept(entry));
      }),
    );
  });

  it('changes its hash with one byte', () => {
    const texts = { title: 'A', description: 'B \n', tags: ['c'] };
    const entry: KeptEntry = {
      videoId: 'v',
      episodeId: 'a/one',
      at: '',
      commit: '',
      fields: [],
      kind: 'texts',
      texts,
    };
    const others = [
      { ...texts, description: 'B\n' },
      { ...texts, tags: [] },
      { ...texts, title: 'a' },
    ];
    const hashes = [texts, ...others].map((one) => hashKept({ ...entry, texts: one }));
    expect(new Set(hashes).size).toBe(4);
    expect(keptRef({ videoId: 'v', hash: hashKept(entry) })).toMatch(
      /^refs\/showrunner\/kept\/v\/[0-9a-f]{16}$/,
    );
  });
});

it.each(['', '{}', 'null', '{"kind":"texts"}', '[1]'])('%s is no entry', (broken) => {
  expect(parseKept(broken)).toBeUndefined();
});
