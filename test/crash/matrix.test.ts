import { beforeAll, describe, expect, it } from 'vitest';
import { COSTS } from '../../domain/shared/costs.ts';
import { KILL_POINTS, type KillPoint } from '../support/kill-at.ts';
import { type LifeRecord, runLife } from './run-life.ts';

/**
 * One life is killed at every third write, always at the same point: three lives for each point meet every write, and the later kills
 * meet whatever traces the earlier ones left.
 */
const STRIDE = 3;
/** Most of a life is waiting for the heartbeat of a dead worker, ten seconds each time. */
const AT_ONCE = 5;
const PATIENCE_MS = 15 * 60_000;

const WRITING = Object.entries(COSTS).flatMap(([method, units]) =>
  method.endsWith('.list') || units === 0 ? [] : [method],
);

const faultless = await runLife({ kills: [] });
const writes = faultless.events.flatMap(({ event, writes: methods }, at) =>
  methods.map((method) => ({ event, at, method })),
);
const cells = KILL_POINTS.flatMap((point) =>
  writes.map(
    (write, index) => [`${write.event}: ${write.method}, ${point}`, { ...write, point, index }] as const,
  ),
);

type Group = { readonly point: KillPoint; readonly from: number };
const groups: readonly Group[] = KILL_POINTS.flatMap((point) =>
  Array.from({ length: STRIDE }, (_, from) => ({ point, from })),
);
const nameOf = ({ point, from }: Group): string => `${point} ${from}`;
const killsOf = ({ point, from }: Group) =>
  writes.flatMap((_, write) => (write % STRIDE === from ? [{ write, point }] : []));

/** Starts all lives, a few at a time, by their group's name. */
function startLives(): Map<string, Promise<LifeRecord>> {
  const lives = new Map<string, Promise<LifeRecord>>();
  const lanes: Promise<unknown>[] = [];
  for (const [at, group] of groups.entries()) {
    const before = lanes[at % AT_ONCE] ?? Promise.resolve();
    const life = before.then(() => runLife({ kills: killsOf(group) }));
    lanes[at % AT_ONCE] = life;
    lives.set(nameOf(group), life);
  }
  return lives;
}

describe("a scheduled episode's life with the worker killed at each write", () => {
  let lives = new Map<string, Promise<LifeRecord>>();
  beforeAll(() => {
    lives = startLives();
  });

  it('completes without kills, and makes every call that writes', () => {
    if (faultless.error !== undefined) throw faultless.error;
    expect(new Set(writes.map(({ method }) => method))).toEqual(new Set(WRITING));
  });

  it.each(groups.map(nameOf))(
    'completes when killed %s, and every history replays',
    async (name) => expect((await lives.get(name))?.error).toBeUndefined(),
    PATIENCE_MS,
  );

  it.each(cells)(
    '%s',
    async (_, { at, index, method, point }) => {
      const life = await lives.get(nameOf({ point, from: index % STRIDE }));
      const event = life?.events[at];
      if (event === undefined) throw life?.error;
      expect(life?.killedAt[Math.floor(index / STRIDE)]).toBe(method);
      expect(event.writes.toSorted()).toEqual(faultless.events[at]?.writes.toSorted());
      expect(event.channel).toEqual(faultless.events[at]?.channel);
      expect(event.units.spent).toBeLessThanOrEqual(event.units.counted);
      expect(event.units.counted).toBeLessThanOrEqual(event.units.perDay);
    },
    PATIENCE_MS,
  );
});
