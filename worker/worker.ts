import { fileURLToPath } from 'node:url';
import {
  type BundleOptions,
  bundleWorkflowCode,
  type Logger,
  type WorkerOptions as TemporalWorkerOptions,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { Dependencies } from '../activities/dependencies.ts';
import { createActivities } from '../activities/index.ts';
import type { Temporal } from '../config/connect.ts';
import { defined } from '../domain/shared/defined.ts';
import { createActivityLog } from './activity-log.ts';
import type { StructuredLog } from './log.ts';

/** The workflows are a path, never an import: they run in Temporal's own sandbox. */
export const bundleWorkflows = (
  logger: Logger,
  options: Pick<Partial<BundleOptions>, 'workflowsPath' | 'webpackConfigHook'> = {},
): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: pathOf('index.ts'),
    workflowInterceptorModules: [pathOf('replay-query-guard.ts')],
    logger,
    ...options,
  });

const pathOf = (name: string): string => fileURLToPath(new URL(`../workflows/${name}`, import.meta.url));

export type WorkerOptions = {
  readonly temporal: Temporal;
  readonly bundle: NonNullable<TemporalWorkerOptions['workflowBundle']>;
  readonly parts: Dependencies;
  readonly log: StructuredLog;
  /** Called with one line for people whenever something was written to YouTube. */
  readonly tell: (line: string) => void;
  /** 0 makes every workflow task replay from the start: for tests. */
  readonly maxCachedWorkflows?: number;
  /** The most that the SDK lets pass between two heartbeats it sends: for tests, whose workflows notice a dead worker sooner. */
  readonly heartbeatIntervalMs?: number;
};

/** The worker on its task queue, not yet running. */
export function createWorker({
  temporal,
  bundle,
  parts,
  log,
  tell,
  maxCachedWorkflows,
  heartbeatIntervalMs,
}: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: temporal.native,
    namespace: temporal.namespace,
    taskQueue: parts.taskQueue,
    workflowBundle: bundle,
    activities: createActivities(parts),
    interceptors: { activity: [createActivityLog(log, tell)] },
    // A worker that was killed leaves its workflows waiting on the sticky queue; ten seconds by default.
    stickyQueueScheduleToStartTimeout: '1 second',
    // What runs may finish; then it is cancelled, which every activity obeys.
    shutdownGraceTime: '5 seconds',
    shutdownForceTime: '30 seconds',
    maxConcurrentActivityTaskExecutions: 100,
    ...defined({ maxCachedWorkflows, maxHeartbeatThrottleInterval: heartbeatIntervalMs }),
  });
}
