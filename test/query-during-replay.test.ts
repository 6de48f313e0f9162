import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, expect, it } from 'vitest';
import { connect } from '../worker/connect.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { go, type probe, seen } from './fixtures/probe.ts';
import { startTemporalServer } from './support/temporal-server.ts';
import './support/runtime.ts';

const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

const server = await startTemporalServer(endings);
const bundle = await bundleWorkflows(new DefaultLogger('ERROR'), {
  workflowsPath: fileURLToPath(new URL('fixtures/probe.ts', import.meta.url)),
});
const TASK_QUEUE = 'probes';
/** The query and the task race for the worker: among this many queries some win. */
const COUNT = 20;
const REFUSED = 'QueryNotRegisteredError: the worker is still replaying; retry the query';

/** Queries must be waiting at the server, which shows it nowhere, before the signals arrive: another round gives them longer. */
const ROUNDS_MS = [200, 1000, 5000];

it('a query that a starting worker handles before the workflow task is refused, and no workflow sees a wrong time', async () => {
  for (const leadMs of ROUNDS_MS) if (await playRound(leadMs)) return;
  expect.fail('no query was handled before its workflow task');
});

/** @returns whether at least one query was refused */
async function playRound(leadMs: number): Promise<boolean> {
  const probes = await startProbes(`probe-${leadMs}`);
  const queries = probes.map((handle) => handle.query(seen).catch(String));
  await new Promise((resolve) => setTimeout(resolve, leadMs));
  for (const handle of probes) await handle.signal(go);
  const stop = await startWorker();
  const times = await Promise.all(probes.map((handle) => handle.result()));
  const answers = await Promise.all(queries);
  await stop();
  expect(times).toEqual(await Promise.all(probes.map(readLastTask)));
  expect(answers.filter((answer) => answer !== REFUSED)).toEqual(
    times.filter((_, at) => answers[at] !== REFUSED),
  );
  return answers.includes(REFUSED);
}

async function startWorker(): Promise<() => Promise<void>> {
  const { native } = await connect({}, server.address);
  const worker = await Worker.create({ connection: native, workflowBundle: bundle, taskQueue: TASK_QUEUE });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await native.close();
  };
}

/** Each workflow has completed its first task and waits; its worker is gone. */
async function startProbes(prefix: string): Promise<WorkflowHandle<typeof probe>[]> {
  const stop = await startWorker();
  const started = Array.from({ length: COUNT }, (_, index) =>
    server.client.workflow.start<typeof probe>('probe', {
      taskQueue: TASK_QUEUE,
      workflowId: `${prefix}-${index}`,
    }),
  );
  const handles = await Promise.all(started);
  for (const handle of handles) expect(await handle.query(seen)).toBeUndefined();
  await stop();
  return handles;
}

/** When its last workflow task was started, in ms since 1970. */
async function readLastTask(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  const last = events?.findLast((event) => event.workflowTaskStartedEventAttributes);
  return tsToMs(last?.eventTime);
}
