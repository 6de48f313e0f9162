import { describe, expect, it } from 'vitest';
import { KILL_POINTS } from '../support/kill-at.ts';
import { type LifeRecord, runLife } from './run-life.ts';

describe("an episode's life without a workflow cache", () => {
  const maxCachedWorkflows = 0;

  it('leads to the same channel by the same writes, also when the worker is killed at its first write', async () => {
    const kills = KILL_POINTS.map((point) => [{ write: 0, point }]);
    const [cached, ...uncached] = await Promise.all([
      runLife({ kills: [] }),
      runLife({ kills: [], maxCachedWorkflows }),
      ...kills.map((kill) => runLife({ kills: kill, maxCachedWorkflows })),
    ]);
    const summarize = ({ events, error }: LifeRecord) =>
      error ?? events.map(({ event, writes, channel }) => [event, writes.toSorted(), channel]);
    expect(cached?.error).toBeUndefined();
    expect(uncached.map(({ killedAt }) => killedAt)).toEqual([
      [],
      ...kills.map(() => ['liveBroadcasts.insert']),
    ]);
    for (const life of uncached) expect(summarize(life)).toEqual(summarize(cached));
  }, 900_000);
});
