import { expect, it } from 'vitest';
import { chainMoves } from './catalog-sources.ts';

const path = (id: string): string => `episodes/${id}.yaml`;

/** The former ids of the files that are there, after moves like `a>b`, the latest first. */
function chain(present: readonly string[], moves: readonly string[]): Record<string, readonly string[]> {
  const files = present.map((id) => ({ path: path(id), text: '', blob: '' }));
  const pairs = moves.map((move) => {
    const [from = '', to = ''] = move.split('>');
    return { from: path(from), to: path(to) };
  });
  const toId = (file: string): string => file.replace(/^episodes\/|\.yaml$/g, '');
  const chained = chainMoves(pairs, { files });
  return Object.fromEntries([...chained].map(([file, former]) => [toId(file), former.map(toId)]));
}

it.each([
  ['moved once', ['b'], ['a>b'], { b: ['a'] }],
  ['moved twice', ['c'], ['b>c', 'a>b'], { c: ['b', 'a'] }],
  ['moved back', ['a'], ['b>a', 'a>b'], { a: [] }],
  ['moved back twice', ['a'], ['b>a', 'a>b', 'b>a', 'a>b'], { a: [] }],
  ['moved back, then on', ['c'], ['a>c', 'b>a', 'a>b'], { c: ['a', 'b', 'a'] }],
  ['moved away after another file had been there', ['c'], ['b>c', 'a>b', 'b>d'], { c: ['b', 'a'] }],
  ['another file is where it was', ['a', 'b'], ['a>b'], { b: [] }],
] as const)('%s', (_what, present, moves, former) => {
  expect(chain(present, moves)).toEqual(former);
});
