import { ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';
import { describe, expect, it, vi } from 'vitest';
import type { ReconcileBatch, ReconcileTarget } from '../../contract/rewrite.ts';
import type { Dependencies } from '../dependencies.ts';
import { reconcileEpisodes } from './reconcile-episodes.ts';

const never = new Promise<never>(() => undefined);
const info = { startToCloseTimeoutMs: 600_000, heartbeatTimeoutMs: 10_000 };
const { signal: cancellationSignal } = new AbortController();
vi.mock('@temporalio/activity', () => ({
  Context: { current: () => ({ heartbeat: () => undefined, cancelled: never, cancellationSignal, info }) },
}));

type Sent = {
  updateId: string;
  args: unknown[];
  startWorkflowOperation: { options: Record<string, unknown> };
};

/** No run is known but the one that remembers a video. */
async function describeRun(id: string): Promise<unknown> {
  if (id !== 'episode/remembers') throw new WorkflowNotFoundError('unknown', id, undefined);
  return { memo: { remembered: { videoId: 'video000001' }, refusedSteps: REFUSED } };
}
const REFUSED = { thumbnail: { hash: 'h', message: 'no', since: 1, times: 1, nextTry: 2 } };

/** A client that answers by what an episode is called. */
function partsOf(answers: Record<string, unknown>, sent: Sent[] = []): Dependencies {
  let ends = false;
  const executeUpdateWithStart = async (_update: unknown, options: Sent): Promise<unknown> => {
    expect(ends, 'it ends with the worker').toBe(true);
    sent.push(options);
    const answer = answers[options.updateId.split('/').slice(1).join('/')];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const withAbortSignal = (signal: AbortSignal, ask: () => unknown): unknown => {
    ends = signal === cancellationSignal;
    return ask();
  };
  const getHandle = (id: string) => ({ describe: () => describeRun(id) });
  return {
    taskQueue: 'q',
    client: { workflow: { executeUpdateWithStart, getHandle }, withAbortSignal },
  } as unknown as Dependencies;
}

const target = (episodeId: string, more: Partial<ReconcileTarget> = {}): ReconcileTarget => ({
  episodeId,
  title: `Title of ${episodeId}`,
  guests: [],
  units: 51,
  ...more,
});
const wake = { commit: 'c', seq: 5, baseCommits: ['b'], cause: 'indirect' as const };
const grant = { id: 'g', day: '2026-06-01' };
const request = (targets: ReconcileTarget[], more: Partial<ReconcileBatch> = {}): ReconcileBatch => ({
  targets,
  request: wake,
  requestId: 'r',
  ...more,
});

const written = { kind: 'written', spent: 51, detail: 'wrote title' };
const grpc = (code: number): ServiceError =>
  new ServiceError('Update-With-Start failed', {
    cause: Object.assign(new Error(`grpc ${code}`), { code, details: 'said', metadata: {} }),
  });

describe('reconcileEpisodes', () => {
  it('asks each under an id of its own, lends it its units, and brings back the verdicts', async () => {
    const sent: Sent[] = [];
    const targets = [target('a/one', { videoId: 'v' }), target('a/two', { units: 200 })];
    const deps = partsOf({ 'a/one': written, 'a/two': written }, sent);
    expect(await reconcileEpisodes(deps, request(targets, { grant }))).toEqual([
      { ...written, episodeId: 'a/one' },
      { ...written, episodeId: 'a/two' },
    ]);
    expect(sent.map(({ updateId }) => updateId)).toEqual(['r/a/one', 'r/a/two']);
    expect(sent[0]?.args).toEqual([{ ...wake, videoId: 'v', grant: { ...grant, units: 51 } }]);
    expect(sent[1]?.args).toEqual([{ ...wake, grant: { ...grant, units: 200 } }]);
    expect(sent[0]?.startWorkflowOperation.options).toMatchObject({
      workflowId: 'episode/a/one',
      taskQueue: 'q',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  });

  it('starts one whose video is over as it will end, so that it need not say so itself', async () => {
    const sent: Sent[] = [];
    const over = target('a', { videoId: 'v', phase: 'complete' });
    await reconcileEpisodes(partsOf({ a: written, b: written }, sent), request([over, target('b')]));
    const [first, second] = sent.map(({ startWorkflowOperation }) => startWorkflowOperation.options);
    const valuesOf = (options: Record<string, unknown> = {}) =>
      Object.fromEntries(
        (options['typedSearchAttributes'] as TypedSearchAttributes)
          .getAll()
          .map(({ key, value }) => [key.name, value]),
      );
    expect(valuesOf(first)).toMatchObject({ Phase: 'complete', VideoId: 'v', Commit: 'c' });
    expect(first?.['args']).toEqual([
      {
        episodeId: 'a',
        title: 'Title of a',
        setsReasons: true,
        lastAttributes: 'complete false v c',
      },
    ]);
    expect(valuesOf(second)).toEqual({ EpisodeId: 'b', Phase: 'new', NeedsAttention: false });
    expect(second?.['args']).toEqual([
      { episodeId: 'b', title: 'Title of b', setsReasons: true, setsStartsAt: true },
    ]);
  });

  it('tells a run what the last one saw refused, where a step is due or a person is needed; else reads nothing', async () => {
    const startOf = async (more: Partial<ReconcileTarget>): Promise<unknown> => {
      const sent: Sent[] = [];
      await reconcileEpisodes(partsOf({ remembers: written }, sent), request([target('remembers', more)]));
      const args = sent[0]?.startWorkflowOperation.options['args'];
      return Array.isArray(args) ? args[0] : undefined;
    };
    const [remembered, handedOver] = [{ videoId: 'video000001' }, { remembered: { videoId: 'seen' } }];
    expect(await startOf({})).toMatchObject({ remembered, refusedSteps: REFUSED });
    for (const more of [{ hasSteps: true }, { listed: true }] as const)
      expect(await startOf({ handedOver, ...more })).toMatchObject({ ...handedOver, refusedSteps: REFUSED });
    expect(await startOf({ handedOver })).not.toHaveProperty('refusedSteps');
  });

  it('sends nothing after a silence in which the server gave the attempt up', async () => {
    const sent: Sent[] = [];
    const deps = partsOf({ a: written }, sent);
    const now = vi.spyOn(Date, 'now');
    const { workflow } = deps.client;
    const sleep = async (id: string): Promise<unknown> => {
      now.mockReturnValue(Date.now() + 10_000);
      return describeRun(id);
    };
    workflow.getHandle = ((id: string) => ({ describe: () => sleep(id) })) as typeof workflow.getHandle;
    await expect(reconcileEpisodes(deps, request([target('a')]))).rejects.toThrow('given this attempt up');
    now.mockRestore();
    expect(sent).toEqual([]);
  });

  it('cuts a long title to what Temporal takes, between two characters', async () => {
    const sent: Sent[] = [];
    await reconcileEpisodes(
      partsOf({ a: written }, sent),
      request([target('a', { title: `x${'é'.repeat(100)}` })]),
    );
    expect(sent[0]?.startWorkflowOperation.options['staticSummary']).toBe(`\`x${'é'.repeat(93)}…\``);
  });

  it.each([
    ['that answers with a failure', new WorkflowUpdateFailedError('failed', new Error('broken')), 'broken'],
    ['that can never be asked', grpc(3), 'grpc 3'],
    ['that can never be started', grpc(3).cause, 'grpc 3'],
  ])(
    'counts one %s as failed, with all its units, and goes on with the rest',
    async (_what, error, detail) => {
      const deps = partsOf({ a: error, b: written });
      const answers = await reconcileEpisodes(deps, request([target('a'), target('b')], { grant }));
      expect(answers).toEqual([
        { episodeId: 'a', kind: 'failed', spent: 51, detail },
        { ...written, episodeId: 'b' },
      ]);
      const free = await reconcileEpisodes(deps, request([target('a')]));
      expect(free[0]?.spent).toBe(0);
    },
  );

  it.each([
    ['a server that is away', grpc(14)],
    ['a server that has too much to do', grpc(8)],
    ['a fault of ours', new TypeError('x is not a function')],
  ])('makes no verdict of %s: the activity fails and asks again', async (_what, error) => {
    await expect(
      reconcileEpisodes(partsOf({ a: written, b: error }), request([target('a'), target('b')])),
    ).rejects.toBe(error);
  });
});
