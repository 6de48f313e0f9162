import { randomUUID } from 'node:crypto';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import { defined } from '../domain/shared/defined.ts';
import { nameDeployment } from './worker-build.ts';

/** A worker that asked the server for work. `buildId`: absent for one without a version. `lastAccessMs`: since 1970. */
export type WorkerPoller = {
  readonly identity: string;
  readonly lastAccessMs: number;
  readonly buildId?: string;
};

/** Which build of the workers gets the work, and who asks for it. */
export type Deployment = {
  /** false: the server is older than versions of workers. */
  readonly knowsVersions: boolean;
  /** Absent: workers without a version get the work. */
  readonly current?: string;
  readonly pollers: readonly WorkerPoller[];
  /** The builds that the server knows. */
  readonly builds: readonly string[];
  /** Absent: there is no deployment yet. The server takes a change only from who has seen its last state. */
  readonly conflictToken?: Uint8Array;
};

type Place = { readonly client: Client; readonly taskQueue: string };

/** Of gRPC's status codes. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const UNIMPLEMENTED = 12;
/** Another worker was faster; or the server creates deployments for workers that poll, only. */
const CREATED_ELSEWHERE: readonly number[] = [ALREADY_EXISTS, UNIMPLEMENTED];

/** Workflow tasks, in temporal.api.enums.v1.TaskQueueType: only a worker polls for them. */
const WORKFLOW_TASKS = 1;

/** A long poll lasts a minute, so a worker that runs polled within this time. */
const RECENT_MS = 90_000;

export async function readDeployment({ client, taskQueue }: Place): Promise<Deployment> {
  const { namespace } = client.options;
  const service = client.workflowService;
  const [described, { pollers }] = await Promise.all([
    service
      .describeWorkerDeployment({ namespace, deploymentName: nameDeployment(taskQueue) })
      .catch((error: unknown) => explain(error)),
    service.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType: WORKFLOW_TASKS }),
  ]);
  const known = typeof described === 'string' ? undefined : described;
  const current = known?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId || undefined;
  const summaries = known?.workerDeploymentInfo?.versionSummaries ?? [];
  return {
    knowsVersions: described !== 'unknown',
    builds: summaries.flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []),
    pollers: (pollers ?? []).map(({ identity, lastAccessTime, deploymentOptions }) => ({
      identity: identity ?? '',
      lastAccessMs: Number(lastAccessTime?.seconds ?? 0) * 1000,
      ...defined({ buildId: deploymentOptions?.buildId || undefined }),
    })),
    ...defined({ current, conflictToken: known?.conflictToken }),
  };
}

function explain(error: unknown): 'none' | 'unknown' {
  if (isGrpcServiceError(error) && error.code === NOT_FOUND) return 'none';
  if (isGrpcServiceError(error) && error.code === UNIMPLEMENTED) return 'unknown';
  throw error;
}

/** The workers that are still running, as far as the server knows: one that was killed counts for a minute and a half. */
export const listRunning = ({ pollers }: Pick<Deployment, 'pollers'>, now: number): readonly WorkerPoller[] =>
  pollers.filter(({ lastAccessMs }) => now - lastAccessMs < RECENT_MS);

/** Whether a running worker gets work. */
export const getsWork = ({ current }: Deployment, { buildId }: WorkerPoller): boolean => buildId === current;

/** Creates the deployment, so that the first change of it has a token, too. One that exists stays. */
export async function createDeployment({
  client,
  taskQueue,
  identity,
}: Place & { readonly identity: string }): Promise<void> {
  try {
    await client.workflowService.createWorkerDeployment({
      namespace: client.options.namespace,
      deploymentName: nameDeployment(taskQueue),
      identity,
      requestId: randomUUID(),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || !CREATED_ELSEWHERE.includes(error.code)) throw error;
  }
}

type CurrentInput = Place & {
  /** Absent: workers without a version. */
  readonly buildId: string | undefined;
  readonly identity: string;
  readonly conflictToken?: Uint8Array | undefined;
};

/** Lets one build get the work from now on, also the work of workflows that are open; it need not be running yet. */
export async function setCurrent({
  client,
  taskQueue,
  buildId = '',
  identity,
  conflictToken,
}: CurrentInput): Promise<void> {
  await client.workflowService.setWorkerDeploymentCurrentVersion({
    namespace: client.options.namespace,
    deploymentName: nameDeployment(taskQueue),
    buildId,
    identity,
    allowNoPollers: true,
    // All its workers poll one task queue.
    ignoreMissingTaskQueues: true,
    ...defined({ conflictToken }),
  });
}

/** The key of the note on a build that an operator stepped back from: it does not make itself current again. */
const WITHDRAWN = 'showrunner-withdrawn';

type BuildPlace = Place & { readonly buildId: string };

const versionAt = ({ taskQueue, buildId }: BuildPlace) => ({
  deploymentName: nameDeployment(taskQueue),
  buildId,
});

export async function isWithdrawn(place: BuildPlace): Promise<boolean> {
  const { client } = place;
  const described = await client.workflowService
    .describeWorkerDeploymentVersion({
      namespace: client.options.namespace,
      deploymentVersion: versionAt(place),
    })
    .catch((error: unknown) => explain(error));
  if (typeof described === 'string') return false;
  return WITHDRAWN in (described.workerDeploymentVersionInfo?.metadata?.entries ?? {});
}

/** Notes on a build that an operator stepped back from it, or takes that note away. */
export async function markWithdrawn(place: BuildPlace, withdrawn: boolean): Promise<void> {
  const { client } = place;
  const note = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('true') };
  await client.workflowService.updateWorkerDeploymentVersionMetadata({
    namespace: client.options.namespace,
    deploymentVersion: versionAt(place),
    ...(withdrawn ? { upsertEntries: { [WITHDRAWN]: note } } : { removeEntries: [WITHDRAWN] }),
  });
}
