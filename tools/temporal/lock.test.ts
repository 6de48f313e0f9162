import { EventEmitter, once } from 'node:events';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/support/temporal/folder.ts';
import { withLock } from './lock.ts';

test('one at a time, also after a failure', async () => {
  const path = join(await createFolder(), 'deep', 'lock');
  const seen: string[] = [];
  const events = new EventEmitter();
  const [began, waits] = [once(events, 'began'), once(events, 'waits')];
  const first = withLock({ path, onWait: () => undefined }, async () => {
    seen.push('a begins');
    events.emit('began');
    await waits;
    seen.push('a ends');
    throw new Error('a failed');
  }).catch(() => undefined);
  const onWait = () => {
    seen.push('b waits');
    events.emit('waits');
  };
  await began;
  await Promise.all([first, withLock({ path, onWait }, async () => seen.push('b runs'))]);
  expect(seen).toEqual(['a begins', 'b waits', 'a ends', 'b runs']);
});

const mine = (path: string) => withLock({ path, onWait: () => expect.fail('it waits') }, async () => 'mine');

test('takes over a lock that is not renewed', async () => {
  const path = join(await createFolder(), 'lock');
  await mkdir(path);
  const minuteAgo = new Date(Date.now() - 60_000);
  await utimes(path, minuteAgo, minuteAgo);
  expect(await mine(path)).toBe('mine');
});

test('takes over the lock of a dead process at once', async () => {
  const path = join(await createFolder(), 'lock');
  await mkdir(path);
  const gone = execaSync('sh', ['-c', 'echo $$']).stdout;
  await writeFile(join(path, 'owner'), `${gone} ${hostname()}`);
  expect(await mine(path)).toBe('mine');
});
