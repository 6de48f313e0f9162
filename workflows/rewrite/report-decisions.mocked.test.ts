import { expect, it, vi } from 'vitest';
import { queueReport } from './approval.ts';
import { reportDecisions } from './report-decisions.ts';
import { openRewrite, type RewriteState } from './state.ts';

const world = vi.hoisted(() => ({ signals: [] as object[], onSignal: (): unknown => undefined }));

vi.mock('@temporalio/workflow', async (original) => ({
  ...(await original<typeof import('@temporalio/workflow')>()),
  condition: async () => true,
  getExternalWorkflowHandle: () => ({
    signal: async (_signal: object, decision: object) => {
      world.signals.push(decision);
      world.onSignal();
    },
  }),
}));

it('signals sync everything, in order, also what is added meanwhile', async () => {
  const input = { commit: 'c', subject: 's', seq: 1, baseCommits: [], total: 1, startedAt: 0 };
  const state: RewriteState = openRewrite(input);
  queueReport(state, { answered: true });
  world.onSignal = () => {
    world.onSignal = () => undefined;
    queueReport(state, { approved: ['p'] });
  };
  await reportDecisions(state, { reached: true });
  expect(world.signals).toEqual([
    { commit: 'c', answered: true },
    { commit: 'c', approved: ['p'] },
  ]);
  expect(state.unreported).toEqual([]);
});
