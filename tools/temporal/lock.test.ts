import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/support/temporal/folder.ts';
import { withLock } from './lock.ts';

test('one at a time, also after a failure', async () => {
  const path = join(await makeFolder(), 'deep', 'lock');
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await sleep(50);
    seen.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
  };
  const onWait = () => seen.push('b waits');
  const first = withLock({ path, onWait: () => undefined }, work('a')).catch(() => undefined);
  await sleep(20);
  await Promise.all([first, withLock({ path, onWait }, work('b'))]);
  expect(seen).toEqual(['a begins', 'b waits', 'a ends', 'b begins', 'b ends']);
});

const mine = (path: string) => withLock({ path, onWait: () => expect.fail('it waits') }, async () => 'mine');

test('takes over a lock that is not renewed', async () => {
  const path = join(await makeFolder(), 'lock');
  await mkdir(path);
  const minuteAgo = new Date(Date.now() - 60_000);
  await utimes(path, minuteAgo, minuteAgo);
  expect(await mine(path)).toBe('mine');
});

test('takes over the lock of a dead process at once', async () => {
  const path = join(await makeFolder(), 'lock');
  await mkdir(path);
  const gone = execaSync('sh', ['-c', 'echo $$']).stdout;
  await writeFile(join(path, 'owner'), `${gone} ${hostname()}`);
  expect(await mine(path)).toBe('mine');
});
