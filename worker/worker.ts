import { Worker } from '@temporalio/worker';
import type { Dependencies } from '../activities/dependencies.ts';
import { createActivities } from '../activities/index.ts';
import { readOwnVersion } from '../config/own-manifest.ts';
import type { WorkerBuild } from '../config/worker-build.ts';
import { createWorkerIdentity } from '../config/worker-identity.ts';
import { defined } from '../domain/shared/defined.ts';
import { createActivityLog } from './activity-log.ts';
import type { Temporal } from './connect.ts';
import type { StructuredLog } from './log.ts';
import type { WorkflowBundle } from './workflow-bundle.ts';

export type WorkerOptions = {
  readonly temporal: Temporal;
  readonly bundle: WorkflowBundle;
  readonly dependencies: Dependencies;
  /** Absent: a worker without a version. */
  readonly build?: WorkerBuild;
  readonly log: StructuredLog;
  /** Called with a line for people after each write to YouTube. */
  readonly print: (line: string) => void;
  /** Called when the server has sent an activity. */
  readonly answered?: () => void;
  /** For tests: with 0 every workflow task replays from the start. */
  readonly maxCachedWorkflows?: number;
  /** For tests, whose workflows notice a dead worker sooner. */
  readonly heartbeatIntervalMs?: number;
};

/**
 * The most that the SDK lets pass between two heartbeats it sends. By itself it would wait eight seconds of the ten after which a worker
 * counts as dead (workflows/heartbeat.ts): one that is busy for two more would lose its calls.
 */
const HEARTBEAT_INTERVAL_MS = 3000;

/** Creates the worker; it does not run yet. */
export async function createWorker({
  temporal,
  bundle,
  dependencies,
  build,
  log,
  print,
  answered,
  maxCachedWorkflows,
  heartbeatIntervalMs = HEARTBEAT_INTERVAL_MS,
}: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: temporal.native,
    namespace: temporal.namespace,
    identity: createWorkerIdentity(await readOwnVersion()),
    taskQueue: dependencies.taskQueue,
    workflowBundle: bundle,
    activities: createActivities(dependencies),
    interceptors: { activity: [createActivityLog(log, print, answered)] },
    // So long the workflows of a killed worker wait on its sticky queue; the default is ten seconds.
    stickyQueueScheduleToStartTimeout: '1 second',
    // Running activities may finish; then they are cancelled.
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '30 seconds',
    maxConcurrentActivityTaskExecutions: 100,
    ...(build === undefined ? {} : { workerDeploymentOptions: describeDeployment(build) }),
    maxHeartbeatThrottleInterval: heartbeatIntervalMs,
    ...defined({ maxCachedWorkflows }),
  });
}

/** Open workflows go on with the current version. Never PINNED: `sync`, `quota` and `notifications` never end. */
const describeDeployment = (version: WorkerBuild) => ({
  useWorkerVersioning: true as const,
  version,
  defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
});
