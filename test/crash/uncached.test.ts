import { describe, expect, it } from 'vitest';
import { KILL_POINTS } from '../support/kill-at.ts';
import { LIFE } from './life-events.ts';
import { type LifeRecord, runLife } from './run-life.ts';

describe("an episode's life without a workflow cache", () => {
  const maxCachedWorkflows = 0;
  /** Events of a killed life: the killed write belongs to the first. The life without kills plays the later ones, too. */
  const KILLED_LENGTH = 3;

  it('leads to the same channel by the same writes, also when the worker is killed at its first write', async () => {
    const kills = KILL_POINTS.map((point) => [{ write: 0, point }]);
    const [cached, ...uncached] = await Promise.all([
      runLife({ kills: [] }),
      runLife({ kills: [], maxCachedWorkflows }),
      ...kills.map((kill) => runLife({ kills: kill, maxCachedWorkflows, length: KILLED_LENGTH })),
    ]);
    const summarize = ({ events, error }: LifeRecord, length: number) =>
      error ??
      events.slice(0, length).map(({ event, writes, channel }) => [event, writes.toSorted(), channel]);
    expect(cached?.error).toBeUndefined();
    expect(uncached.map(({ killedAt }) => killedAt)).toEqual([
      [],
      ...kills.map(() => ['liveBroadcasts.insert']),
    ]);
    for (const [at, life] of uncached.entries()) {
      const length = at === 0 ? LIFE.length : KILLED_LENGTH;
      expect(life.events).toHaveLength(length);
      expect(summarize(life, length)).toEqual(summarize(cached, length));
    }
  }, 900_000);
});
