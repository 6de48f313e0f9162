import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorld } from './world.ts';

test('units of calls that are no longer in the log are still spent after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  const clock = () => Date.parse('2026-11-21T12:00:00Z');
  const world = openWorld({ folder, clock });
  const call = {
    at: new Date(clock()).toISOString(),
    by: 'api',
    method: 'videos.list',
    status: 200,
    applied: true,
    units: 1,
  } as const;
  for (let count = 0; count < 20_010; count += 1) {
    world.ledger.charge({ ...call, perDay: 1_000_000, now: clock() });
    world.commit(call);
  }
  world.close();
  for (const _time of [1, 2]) {
    const again = openWorld({ folder, clock });
    expect(again.ledger.read(clock()).spent).toBe(20_010);
    expect(again.log.calls()).toHaveLength(20_000);
    again.close();
  }
  rmSync(folder, { recursive: true });
});
