import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { CEILING_QUEUE, createCeilingActivities } from './activities.ts';

// A worker with the options of ours (worker/worker.ts), and nothing to do.
const address = process.env['TEMPORAL_ADDRESS'] ?? '';
Runtime.install({ logger: new DefaultLogger('ERROR') });
const client = new Client({ connection: await Connection.connect({ address }) });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  taskQueue: CEILING_QUEUE,
  workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
  activities: createCeilingActivities(client),
  stickyQueueScheduleToStartTimeout: '1 second',
  maxConcurrentActivityTaskExecutions: 100,
});
console.log('ready');
await worker.run();
