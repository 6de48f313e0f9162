import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { touch } from './messages.ts';

export const CEILING_QUEUE = 'bench-ceiling';

/** What the bare workflows may ask for. */
export const createCeilingActivities = (client: Client) => ({
  nothing: async (): Promise<string> => 'done',
  askBare: async ({ from, upTo }: { readonly from: number; readonly upTo: number }): Promise<void> => {
    await Promise.all(Array.from({ length: upTo - from }, (_, index) => ask(client, from + index)));
  },
});

export type CeilingActivities = ReturnType<typeof createCeilingActivities>;

const ask = (client: Client, number: number): Promise<string> =>
  client.workflow.executeUpdateWithStart(touch, {
    args: [],
    updateId: `touch-${number}`,
    startWorkflowOperation: new WithStartWorkflowOperation('bare', {
      workflowId: `bare/${number}`,
      taskQueue: CEILING_QUEUE,
      args: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    }),
  });
