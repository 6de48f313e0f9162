import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBytes } from './compare-trees.ts';
import { parseTree } from './trees.ts';

type Entry = { readonly mode: string; readonly name: string; readonly id: string };

const renderTree = (entries: readonly Entry[], idBytes: number): Buffer =>
  Buffer.concat(
    entries.map(({ mode, name, id }) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id.repeat(idBytes), 'hex')]),
    ),
  );

/** Ids of few bytes, zero among them, so that entries look alike and boundaries are hard to find. */
const entry = fc.record({
  mode: fc.constantFrom('100644', '40000', '120000'),
  name: fc.stringMatching(/^[ab]{1,4}$/),
  id: fc.constantFrom('00', '61', '20', 'ff'),
});
const tree = fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 12 });

function compareNaively(now: Buffer, before: Buffer, idBytes: number) {
  const [is, was] = [now, before].map(
    (bytes) => new Map(parseTree(bytes, idBytes).map((item) => [item.name, item])),
  );
  return [...new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])])]
    .map((name) => ({ name, now: is?.get(name), before: was?.get(name) }))
    .filter(({ now, before }) => now?.id !== before?.id || now?.kind !== before?.kind)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

it.each([20, 32])('finds what differs in two trees, with ids of %i bytes', (idBytes) => {
  fc.assert(
    fc.property(tree, tree, fc.nat(12), fc.nat(3), (all, more, at, removed) => {
      const before = renderTree(all, idBytes);
      const added = more.filter(({ name }) => !all.some((one) => one.name === name)).slice(0, 2);
      const now = renderTree(all.toSpliced(at, removed, ...added), idBytes);
      for (const [a, b] of [
        [now, before],
        [before, now],
        [renderTree(more, idBytes), before],
      ] as const)
        expect(compareBytes(a, b, idBytes).toSorted((x, y) => (x.name < y.name ? -1 : 1))).toEqual(
          compareNaively(a, b, idBytes),
        );
    }),
    { numRuns: 300 },
  );
});

it('ends for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      compareBytes(Buffer.from(a), Buffer.from(b), 20);
    }),
  );
});

it('leaves out names that no folder can have', () => {
  const names = ['', '.', '..', 'a/b', 'good'];
  const bytes = renderTree(
    names.map((name) => ({ mode: '100644', name, id: '61' })),
    20,
  );
  expect(parseTree(bytes, 20).map(({ name }) => name)).toEqual(['good']);
});
