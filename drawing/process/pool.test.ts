import { expect, it } from 'vitest';
import { createPool } from './pool.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

it('gives each member to one caller at a time, first come first served', async () => {
  const pool = createPool(['a', 'b']);
  const order: string[] = [];
  let out = 0;
  const work = (name: string) =>
    pool.use(async (member) => {
      order.push(`${name} ${member}`);
      out += 1;
      expect(out).toBeLessThanOrEqual(2);
      await tick();
      out -= 1;
    });
  await Promise.all(['1', '2', '3', '4'].map(work));
  expect(order.map((entry) => entry[0])).toEqual(['1', '2', '3', '4']);
});

it('gets a member back from a failed task', async () => {
  const pool = createPool(['only']);
  await expect(pool.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(pool.use(async (member) => member)).resolves.toBe('only');
});

it('rejects waiting and later callers when it is closed', async () => {
  const pool = createPool(['only']);
  const busy = pool.use(tick);
  const waiting = pool.use(tick);
  pool.close(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await expect(pool.use(tick)).rejects.toThrow('closed');
  await busy;
});
