import { beforeEach, expect, it, vi } from 'vitest';
import type { FindEpisodesRequest } from '../../contract/answers.ts';
import type { NeedReason } from '../../contract/attention.ts';
import { answerRetry } from './retry-episodes.ts';
import { NEW_SYNC, type SyncState } from './state.ts';

/** Which workflows have ended, and what was sent. */
const world = vi.hoisted(() => ({ ended: [] as string[], batches: [] as number[], again: [] as string[] }));
vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  currentUpdateInfo: () => ({ id: 'u1' }),
}));
type Sent<Request> = readonly [Request];
vi.mock('../activity-proxies.ts', () => {
  const withOptions = <Request, Result>(run: (request: Request) => Result) => ({
    executeWithOptions: async (_options: object, [request]: Sent<Request>) => run(request),
  });
  return {
    answerActivities: {
      findEpisodes: withOptions(({ episodes }: FindEpisodesRequest) => ({
        found: episodes.map((episodeId) => ({ episodeId, changeKey: episodeId })),
        unknown: [],
      })),
      retryOpen: withOptions(({ episodes }: { readonly episodes: readonly string[] }) => {
        world.batches.push(episodes.length);
        const isOpen = (id: string): boolean => !world.ended.includes(id);
        return {
          asked: episodes.filter(isOpen).map((episodeId) => ({ episodeId, next: 'working' })),
          ended: episodes.filter((id) => !isOpen(id)),
        };
      }),
      checkEpisodes: withOptions(
        ({ targets }: { readonly targets: readonly { readonly episodeId: string }[] }) => {
          world.again.push(...targets.map(({ episodeId }) => episodeId));
          return targets.map(({ episodeId }) => ({ episodeId, says: 'unchanged: up to date' }));
        },
      ),
    },
  };
});

const needing = (count: number, reason: NeedReason): SyncState => ({
  ...NEW_SYNC,
  head: 'c1',
  syncedCommit: 'c1',
  needs: {
    unlisted: {},
    subjects: [
      { workflowId: 'sync', needs: [{ reason, message: 'no', since: 1 }] },
      ...Array.from({ length: count }, (_, index) => ({
        workflowId: `episode/e${index}`,
        needs: [{ reason, message: 'no', since: 1 }],
      })),
    ],
  },
});

beforeEach(() => void Object.assign(world, { ended: [], batches: [], again: [] }));

it('asks all episodes of a reason, 25 at once, and counts those that it does not name', async () => {
  const state = needing(60, 'refused');
  const said = await answerRetry(state, { reason: 'refused', by: 'ann' });
  expect(world.batches).toEqual([25, 25, 10]);
  expect(said.split('\n')).toHaveLength(11);
  expect(said).toMatch(/^e0: asked to try again; working\n(.|\n)*\nand 50 more episodes$/);
  expect(state.answers).toMatchObject([{ update: 'retry', by: 'ann' }]);
});

it('does again what has ended, but for what a person rejected', async () => {
  world.ended = ['e0', 'e1'];
  const state = { ...needing(3, 'refused'), rejected: ['e1'] };
  const said = await answerRetry(state, { reason: 'refused' });
  expect(world.again).toEqual(['e0']);
  expect(said.split('\n')).toEqual([
    'e2: asked to try again; working',
    expect.stringMatching(/^e1: its change was rejected/),
    'e0: tried again; unchanged: up to date',
  ]);
});

it('says when none needs a person for that reason', async () => {
  expect(await answerRetry(needing(3, 'refused'), { reason: 'overdue' })).toMatch(/^no episode needs/);
  expect(world.batches).toEqual([]);
});

it('of what many wait for, asks the first one', async () => {
  const state = needing(0, 'refused');
  const needs = [
    { reason: 'refused', cause: 'unverified', message: 'no', since: 1, first: 'a/one' },
  ] as const;
  state.needs = { unlisted: {}, subjects: [{ workflowId: 'quota', needs }] };
  expect(await answerRetry(state, { reason: 'refused' })).toBe('a/one: asked to try again; working');
});
