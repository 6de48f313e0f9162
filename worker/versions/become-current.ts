import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import {
  createDeployment,
  type Deployment,
  isWithdrawn,
  readDeployment,
  setCurrent,
} from '../../config/deployment.ts';
import type { Settings } from '../../config/settings.ts';
import { defined } from '../../domain/shared/defined.ts';
import { type Decision, decideCurrent } from './decide.ts';

export type VersionInput = {
  readonly client: Client;
  readonly taskQueue: string;
  /** Of this worker; absent: it has no version. */
  readonly buildId: string | undefined;
  readonly policy: Settings['workerVersions'];
  /** Whether this process started the server. */
  readonly isOwnServer: boolean;
  /** Of the worker. */
  readonly identity: string;
  readonly print: (line: string) => void;
};

type Versioned = VersionInput & { readonly buildId: string; readonly policy: 'forward' | 'operator' };

const TRIES = 5;
const AGAIN_MS = 200;
/** Of gRPC's status codes: another client changed it meanwhile. */
const FAILED_PRECONDITION = 9;
const ABORTED = 10;

/**
 * Makes the build of this worker current if that is a step forward, and says what happens otherwise. Without it a worker gets no task.
 *
 * @throws Error when the server does not let it
 */
export async function becomeCurrent(input: VersionInput): Promise<Decision> {
  const { print } = input;
  const decision = isVersioned(input) ? await decideAndSet(input) : await leaveVersions(input);
  if (decision.text !== undefined) print(decision.text);
  return decision;
}

const isVersioned = (input: VersionInput): input is Versioned =>
  input.buildId !== undefined && input.policy !== 'off';

/** The decision, carried out. */
export async function decideAndSet(input: Versioned): Promise<Decision> {
  const { client, taskQueue, buildId, identity } = input;
  for (let tries = 1; ; tries += 1) {
    const deployment = await readOrCreate(input);
    const decision = await decide(input, deployment);
    if (decision.kind !== 'become') return decision;
    try {
      const { conflictToken } = deployment;
      await setCurrent({ client, taskQueue, buildId, identity, ...defined({ conflictToken }) });
      return decision;
    } catch (error) {
      if (!isConflict(error) || tries === TRIES) throw explainRefusal(error, buildId);
    }
    await sleep(AGAIN_MS);
  }
}

async function readOrCreate(input: Versioned): Promise<Deployment> {
  const found = await readDeployment(input);
  if (found.conflictToken !== undefined) return found;
  await createDeployment(input).catch((error: unknown) => {
    throw explainRefusal(error, input.buildId);
  });
  return readDeployment(input);
}

/** Whether an operator stepped back from this build is asked last: it takes the server most of a second. */
async function decide(input: Versioned, deployment: Deployment): Promise<Decision> {
  const { buildId, isOwnServer } = input;
  const given = { ...input, deployment, ours: buildId, now: Date.now() };
  const decision = decideCurrent({ ...given, isWithdrawn: false });
  const mayBeWithdrawn = decision.kind === 'become' && !isOwnServer && deployment.builds.includes(buildId);
  if (!mayBeWithdrawn || !(await isWithdrawn(input))) return decision;
  return decideCurrent({ ...given, isWithdrawn: true });
}

/** A worker without a version gets no work while a version is current. */
async function leaveVersions({ client, taskQueue, isOwnServer, identity }: VersionInput): Promise<Decision> {
  const current = (await readDeployment({ client, taskQueue })).current;
  if (current === undefined) return { kind: 'current' };
  if (!isOwnServer)
    return {
      kind: 'stand-by',
      text: `this worker gets no work: it has no version (SHOWRUNNER_WORKER_VERSIONS=off), and ${current} is current. Unset that setting, or run \`npx showrunner workers --make-current unversioned\`; docs/upgrade.md`,
    };
  await setCurrent({ client, taskQueue, buildId: undefined, identity });
  return { kind: 'become', text: `workers have no version from now on, after ${current}` };
}

const isConflict = (error: unknown): boolean =>
  isGrpcServiceError(error) && (error.code === FAILED_PRECONDITION || error.code === ABORTED);

function explainRefusal(error: unknown, buildId: string): Error {
  const why = isGrpcServiceError(error) ? error.details : String(error);
  return new Error(
    `the Temporal server does not let this worker make its version ${buildId} current (${why}), and without that it gets no work: ` +
      'give its credentials the right to write to the namespace, or set SHOWRUNNER_WORKER_VERSIONS=operator and let somebody who may run `npx showrunner workers --make-current`, or set it to off',
  );
}

const EVERY_MS = 30_000;

type WatchInput = VersionInput & {
  /** What `becomeCurrent` decided. */
  readonly before: Decision;
  readonly everyMs?: number;
  readonly onError: (error: unknown) => void;
};

/** Makes a worker that waits current when the others have ended, and says once when another version became current. @returns how to end that */
export function watchCurrent({ before, everyMs = EVERY_MS, ...input }: WatchInput): () => Promise<void> {
  if (!isVersioned(input)) return async () => undefined;
  const ending = new AbortController();
  const watching = watch({ ...input, before, everyMs }, ending.signal);
  return async () => {
    ending.abort();
    await watching;
  };
}

async function watch(
  input: Versioned & Omit<WatchInput, 'everyMs'> & { readonly everyMs: number },
  signal: AbortSignal,
): Promise<void> {
  const { client, taskQueue, buildId, everyMs, print, onError } = input;
  let { kind } = input.before;
  while (await pause(everyMs, signal)) {
    try {
      if (kind === 'wait') {
        const decision = await decideAndSet(input);
        if (decision.kind !== 'wait' && decision.text !== undefined) print(decision.text);
        kind = decision.kind;
        continue;
      }
      const current = (await readDeployment({ client, taskQueue })).current;
      const isCurrent = current === buildId;
      if (isCurrent === (kind !== 'stand-by')) continue;
      kind = isCurrent ? 'current' : 'stand-by';
      print(isCurrent ? `worker version ${buildId} is current from now on` : describeReplaced(current));
    } catch (error) {
      onError(error);
    }
  }
}

const describeReplaced = (current: string | undefined): string =>
  `${current ?? 'a worker without a version'} is current now: this worker gets no more work and can be stopped`;

/** @returns false when it ends */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  sleep(ms, true, { signal }).catch(() => false);
