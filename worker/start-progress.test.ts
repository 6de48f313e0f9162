import { expect, it } from 'vitest';
import { createStartProgress, stopStart } from './start-progress.ts';

it('names what is still starting, and nothing that is ready or has failed', async () => {
  const progress = createStartProgress();
  let finish = (): void => undefined;
  const slow = progress.track('the repository', new Promise<void>((resolve) => (finish = resolve)));
  await progress.track('the workflows', Promise.resolve());
  await progress.track('the local YouTube', Promise.reject(new Error('no'))).catch(() => undefined);
  expect(progress.list()).toEqual(['the repository']);
  finish();
  await slow;
  expect(progress.list()).toEqual([]);
});

it.each([
  [[], 'ending what has started first'],
  [['a'], 'ending a first'],
  [['a', 'b', 'c'], 'ending a, b and c first'],
])('says so when it is not wanted any more: %j', async (names, words) => {
  const lines: string[] = [];
  const unwanted = new AbortController();
  const stopped = stopStart(unwanted.signal, (line) => lines.push(line), { list: () => names });
  expect(lines).toEqual([]);
  unwanted.abort();
  await expect(stopped).rejects.toThrow('stopped before it was ready');
  expect(lines.join()).toContain(words);
});
