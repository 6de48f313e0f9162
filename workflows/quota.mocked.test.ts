import { ActivityFailure, ApplicationFailure, RetryState } from '@temporalio/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuotaAnswer, QuotaStatus } from '../contract/quota.ts';
import { quota } from './quota.ts';

/** The handlers of the quota manager, and what happens while it reads the budget or waits. */
const world = vi.hoisted(() => ({
  handlers: {} as Record<string, (argument?: unknown) => void>,
  whileReading: [] as (() => void)[],
  whileWaiting: [] as (() => void)[],
  reads: 0,
  historyLength: 3,
  carried: undefined as unknown,
  whileSignalling: () => {},
  granted: [] as [workflowId: string, units: number][],
  askAgain: [] as (number | undefined)[],
  /** The grants of the checks of the channel, and what they answer: the reason of a refusal, or nothing. */
  checks: [] as unknown[],
  refusals: [] as (string | undefined)[],
  /** What the channel is, and the episodes whose thumbnails `sync` was sent. */
  longUploadsStatus: undefined as string | undefined,
  allowed: [] as (readonly string[])[],
  holds: [] as (true | undefined)[],
  attributes: [] as unknown[],
}));

class AsleepError extends Error {}

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  setHandler: ({ name }: { name: string }, handler: () => void) => {
    world.handlers[name] = handler;
  },
  setCurrentDetails: () => undefined,
  upsertSearchAttributes: (all: readonly { value: unknown }[]) => world.attributes.push(all[0]?.value),
  allHandlersFinished: () => true,
  log: { info: () => undefined },
  getExternalWorkflowHandle: (workflowId: string) => ({
    signal: async (
      _signal: unknown,
      { units, askAgainAt, holdsThumbnails, episodes }: QuotaAnswer & { episodes?: readonly string[] },
    ) => {
      if (workflowId === 'gone') throw new Error('workflow execution not found');
      if (episodes !== undefined) {
        world.allowed.push(episodes);
        return;
      }
      world.holds.push(holdsThumbnails);
      world.askAgain.push(askAgainAt);
      world.granted.push([workflowId, units]);
      await Promise.resolve();
      world.whileSignalling();
    },
  }),
  workflowInfo: () => ({ continueAsNewSuggested: false, historyLength: world.historyLength }),
  continueAsNew: async (state: unknown) => {
    world.carried = state;
    throw new AsleepError();
  },
  condition: async (holds: () => boolean): Promise<boolean> => {
    if (holds()) return true;
    const wake = world.whileWaiting.shift();
    if (wake === undefined) throw new AsleepError();
    wake();
    return true;
  },
}));
vi.mock('./activity-proxies.ts', () => ({
  readActivities: {
    readBudget: async () => {
      world.reads += 1;
      world.whileReading.shift()?.();
      return {
        ...{ day: '2026-06-01', resetsAt: '2026-06-02T07:00:00Z', perDay: 10_000, reserve: 2000 },
        channelId: 'UCours',
      };
    },
  },
  youtubeActivities: {
    checkChannel: {
      executeWithOptions: async (_options: unknown, [{ grant }]: [{ grant: unknown }]) => {
        world.checks.push(grant);
        const reason = world.refusals.shift();
        if (reason !== undefined) throw refusal(reason);
        return { spent: 1, longUploadsStatus: world.longUploadsStatus };
      },
    },
  },
}));

const refusal = (reason: string): ActivityFailure =>
  new ActivityFailure(
    ...(['failed', 'checkChannel', '1', RetryState.NON_RETRYABLE_FAILURE, 'w'] as const),
    ApplicationFailure.create({
      message: `still ${reason}`,
      type: 'wait',
      details: [{ reason, spent: 1, stopsGrants: true }],
    }),
  );

beforeEach(() =>
  Object.assign(world, {
    handlers: {},
    whileReading: [],
    whileWaiting: [],
    reads: 0,
    granted: [],
    askAgain: [],
    historyLength: 3,
    carried: undefined,
    whileSignalling: () => {},
    checks: [],
    refusals: [],
    longUploadsStatus: undefined,
    allowed: [],
    holds: [],
    attributes: [],
  }),
);

it('grants to a waiter what comes back from a workflow that is gone', async () => {
  const requests = ['gone', 'here'].map((workflowId) => ({
    ...{ id: workflowId, workflowId, lane: 'live', want: 10_000, atLeast: 10_000 },
  }));
  world.whileWaiting = [
    () => {
      for (const request of requests) world.handlers['requestQuota']?.(request);
    },
  ];
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.granted).toEqual([
    ['here', 0],
    ['here', 10_000],
  ]);
});

it('reads the budget again when it changes during the read', async () => {
  world.whileReading = [() => world.handlers['budgetChanged']?.()];
  await expect(quota()).rejects.toThrow(AsleepError);
  expect(world.reads).toBe(2);
});

it('continues as new with a long history, even while requests keep coming', async () => {
  const request = (id: string) =>
    world.handlers['requestQuota']?.({ id, workflowId: id, lane: 'live', want: 20_000, atLeast: 20_000 });
  world.whileWaiting = [
    () => {
      request('first');
      world.historyLength = 1000;
    },
  ];
  let others = 0;
  world.whileSignalling = () => {
    others += 1;
    if (others <= 20) request(`other ${others}`);
  };
  await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
  expect(world.carried).toMatchObject({ waiters: [{ id: 'other 1' }] });
});

it('says when to ask again to whom it has no units for, never to others', async () => {
  const resetsAt = new Date(Date.now() + 3_600_000).toISOString();
  const request = (id: string, want: number) =>
    world.handlers['requestQuota']?.({ id, workflowId: id, lane: 'live', want, atLeast: want });
  world.whileWaiting = [() => request('first', 10_000), () => request('second', 1)];
  await expect(quota({ ...today(), resetsAt })).rejects.toThrow(AsleepError);
  expect(world.granted.map(([, units]) => units)).toEqual([10_000, 0]);
  expect(world.askAgain).toEqual([undefined, Date.parse(resetsAt) + 600_000]);
});

it('tells the run after a terminated one all it knows, but that its page says so', async () => {
  world.whileWaiting = [() => world.handlers['accountRefused']?.({ reason: 'no-channel', message: 'none' })];
  await expect(quota(today())).rejects.toThrow(AsleepError);
  const carried = world.handlers['carriedState']?.() as unknown as Parameters<typeof quota>[0];
  expect(world.attributes).toEqual([true]);
  await expect(quota(carried)).rejects.toThrow(AsleepError);
  expect(world.attributes).toEqual([true, true]);
  expect(world.handlers['carriedState']?.()).toEqual(carried);
});

describe('a token of another channel', () => {
  const request = (id: string, lane: 'live' | 'rewrite') => () =>
    world.handlers['requestQuota']?.({ id, workflowId: id, lane, want: 100, atLeast: 100 });
  const refuse = () => world.handlers['accountRefused']?.({ reason: 'wrong-channel', message: 'of Kim' });
  const read = (): QuotaStatus => world.handlers['status']?.() as unknown as QuotaStatus;

  it('stops every grant, live work too, until a check finds the right one; then all go on in their order', async () => {
    world.refusals = ['no-channel', undefined];
    const stops: unknown[] = [];
    world.whileWaiting = [
      () => {
        refuse();
        request('rewrite', 'rewrite')();
        request('live', 'live')();
      },
      () => stops.push(read().stop),
      () => world.handlers['budgetChanged']?.(),
      () => stops.push(read().stop),
      () => world.handlers['budgetChanged']?.(),
    ];
    await expect(quota({ freshYouTube: true })).rejects.toThrow(AsleepError);
    expect(stops).toMatchObject([
      { reason: 'wrong-channel', message: 'of Kim' },
      { reason: 'no-channel', message: 'still no-channel' },
    ]);
    expect(world.granted.filter(([, units]) => units > 0)).toEqual([
      ['live', 100],
      ['rewrite', 100],
    ]);
    expect(world.granted.slice(0, 2)).toEqual([
      ['live', 0],
      ['rewrite', 0],
    ]);
    expect(world.checks).toEqual(
      Array(2).fill({ id: 'quota#channel', day: '2026-06-01', units: 3, channelId: 'UCours' }),
    );
    expect(read()).toMatchObject({ spent: { live: 2, rewrite: 0 }, granted: 200 });
    expect(read().stop).toBeUndefined();
    expect(world.attributes).toEqual([true, false]);
  });

  it('is checked after a minute without a message, and less often each time', async () => {
    world.refusals = ['wrong-channel', 'wrong-channel'];
    const nothing = () => undefined;
    const early = { ...today(), channelId: 'UCours', stop: stopAt(0) };
    world.whileWaiting = [nothing];
    await expect(quota(early)).rejects.toThrow(AsleepError);
    expect(world.checks).toHaveLength(1);
    const { checkAt = 0 } = read().stop ?? {};
    expect(Math.round((checkAt - Date.now()) / 60_000)).toBe(2);
    expect(world.reads).toBe(0);
  });

  it('is not checked when the day has no units left', async () => {
    const spent = { live: 10_000, rewrite: 0, lost: 0 };
    await expect(quota({ ...today(), spent, channelId: 'UCours', stop: stopAt(0) })).rejects.toThrow(
      AsleepError,
    );
    expect(world.checks).toEqual([]);
  });
});

describe('a channel that is not verified', () => {
  const request = (id: string) => () =>
    world.handlers['requestQuota']?.({ id, workflowId: id, lane: 'live', want: 100, atLeast: 100 });
  const hold = (episodeId: string) => () => world.handlers['thumbnailHeld']?.({ episodeId });
  const release = (accepted: boolean) => () =>
    world.handlers['thumbnailReleased']?.({ episodeId: 'a', accepted });
  const commit = () => world.handlers['budgetChanged']?.();
  const verify = () => {
    world.longUploadsStatus = 'allowed';
    commit();
  };
  const run = (...whileWaiting: (() => void)[]) => {
    Object.assign(world, { whileWaiting, longUploadsStatus: 'eligible' });
    return expect(quota({ ...today(), channelId: 'UCours' })).rejects.toThrow(AsleepError);
  };
  const read = (): QuotaStatus => world.handlers['status']?.() as unknown as QuotaStatus;

  it('holds thumbnails and nothing else, until YouTube says that it is verified: then all are sent in their order', async () => {
    await run(hold('b'), hold('a'), request('held'), commit, () => expect(world.allowed).toEqual([]), verify);
    expect(world.granted).toContainEqual(['held', 100]);
    expect(world.holds).toEqual([true]);
    expect(world.allowed).toEqual([['b', 'a']]);
    expect(world.checks).toHaveLength(2);
    expect(read()).not.toHaveProperty('thumbnails');
    expect(world.attributes).toEqual([true, false]);
  });

  it('grants as before once nothing is held', async () => {
    await run(hold('a'), verify, request('free'));
    expect(world.holds).toEqual([undefined]);
  });

  it('is verified when YouTube took one of them, whatever it says of the channel', async () => {
    await run(hold('a'), hold('b'), release(false), () => expect(world.allowed).toEqual([]));
    expect(read().thumbnails?.first).toEqual(['b']);
    await run(hold('a'), hold('b'), release(true));
    expect(world.allowed).toEqual([['b']]);
    expect(world.checks).toEqual([]);
  });
});

const stopAt = (checkAt: number) => ({ reason: 'wrong-channel', message: 'of Kim', since: 0, checkAt });
const today = () => ({ day: '2026-06-01', resetsAt: '2126-06-02T07:00:00Z', perDay: 10_000, reserve: 2000 });
