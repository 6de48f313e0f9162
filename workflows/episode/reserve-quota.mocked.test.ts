import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Brief } from '../../contract/episode.ts';
import type { Ask, Granted } from '../../contract/quota.ts';
import type { Purse } from '../quota-client.ts';
import { returnAsked, takePurse } from './reserve-quota.ts';
import { type EpisodeState, openEpisode } from './state.ts';

/** The treasurer as the episode meets it: what it was told, and what it answers. */
const treasurer = vi.hoisted(() => ({
  runs: true,
  answer: undefined as ((asked: Ask) => Granted) | undefined,
  asks: [] as Ask[],
  settled: [] as Purse[],
}));
let state: EpisodeState;

vi.mock('@temporalio/workflow', () => ({
  workflowInfo: () => ({ workflowId: 'episode/a' }),
  condition: async (): Promise<boolean> => {
    const asked = treasurer.asks.at(-1);
    if (treasurer.answer === undefined || asked === undefined) return false;
    state.granted = treasurer.answer(asked);
    return true;
  },
}));
vi.mock('../quota-client.ts', () => ({
  askForUnits: async (ask: Ask) => {
    if (treasurer.runs) treasurer.asks.push(ask);
    return treasurer.runs;
  },
  settleUnits: async (purse: Purse) => treasurer.settled.push(purse),
}));

beforeEach(() => {
  Object.assign(treasurer, { runs: true, answer: undefined, asks: [], settled: [] });
  state = openEpisode({ episodeId: 'a', title: 'A', seq: 5 });
});

const duty = { commit: 'c', seq: 5, bases: [], cause: 'own' as const };
const brief = {
  finished: false,
  toCreate: { want: 300, atLeast: 156 },
  toUpdate: { want: 200, atLeast: 102 },
} as Brief;
const give =
  (units: number) =>
  ({ id }: Ask): Granted => ({ id, day: '2026-06-01', units });

describe('takePurse', () => {
  it('takes the units that the asker brought, and asks for none', async () => {
    const grant = { id: 'g', day: 'd', units: 51 };
    expect(await takePurse(state, { ...duty, grant }, brief)).toEqual({ grant, spent: 0 });
    expect(treasurer.asks).toEqual([]);
  });

  it('asks for all that a create may need but begins with less, in the live lane, under an id of its own', async () => {
    treasurer.answer = give(300);
    const purse = await takePurse(state, duty, brief);
    expect(purse).toEqual({ grant: { id: 'episode/a#5.1', day: '2026-06-01', units: 300 }, spent: 0 });
    expect(treasurer.asks).toEqual([
      { id: 'episode/a#5.1', workflowId: 'episode/a', lane: 'live', want: 300, atLeast: 156 },
    ]);
    expect([state.asked, state.granted]).toEqual([undefined, undefined]);
    await takePurse(state, duty, brief);
    expect(treasurer.asks.at(-1)?.id).toBe('episode/a#5.2');
  });

  it('asks for an update where there is a video, and outside the live lane for a finished one', async () => {
    state.videoId = 'v';
    await takePurse(state, duty, { ...brief, finished: true });
    await takePurse(state, duty, undefined);
    expect(treasurer.asks.map(({ lane, want, atLeast }) => [lane, want, atLeast])).toEqual([
      ['rewrite', 200, 102],
      ['rewrite', 51, 51],
    ]);
  });

  it('told to wait, keeps its question open and its place', async () => {
    treasurer.answer = give(0);
    expect(await takePurse(state, duty, brief)).toBeUndefined();
    expect(state.asked).toBe('episode/a#5.1');
    expect(treasurer.settled).toEqual([]);
    state.granted = give(300)(treasurer.asks[0] as Ask);
    expect((await takePurse(state, duty, brief))?.grant.units).toBe(300);
    expect(treasurer.asks).toHaveLength(1);
  });

  it('without an answer takes its question back, so that late units do not leak, and tries again', async () => {
    expect(await takePurse(state, duty, brief)).toBeUndefined();
    expect(treasurer.settled).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.asked).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });

  it('tries again later when there is no treasurer, which has nothing to give back', async () => {
    treasurer.runs = false;
    expect(await takePurse(state, duty, brief)).toBeUndefined();
    expect(treasurer.settled).toEqual([]);
    expect(state.asked).toBeUndefined();
    expect(state.retryAt).toBeGreaterThan(Date.now());
  });
});

describe('returnAsked', () => {
  it('gives back what was asked for and is needed no more', async () => {
    state.asked = 'episode/a#5.1';
    await returnAsked(state);
    await returnAsked(state);
    expect(treasurer.settled).toEqual([{ grant: { id: 'episode/a#5.1', day: '', units: 0 }, spent: 0 }]);
    expect(state.asked).toBeUndefined();
  });
});
