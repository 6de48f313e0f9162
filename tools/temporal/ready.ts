import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';

const LOOK_MS = 25;
const SERVING = 1; // grpc.health.v1.HealthCheckResponse.ServingStatus
const FRONTEND = 'temporal.api.workflowservice.v1.WorkflowService';

export interface ReadyOptions {
  readonly connection: Connection;
  readonly port: number;
  readonly uiUrl: string | undefined;
  readonly limitMs: number;
  /** Why it can never become ready, once that is known. */
  readonly lost: () => string | undefined;
}

/**
 * Waits until the server's frontend says that it serves, and its UI answers.
 * @throws Error when it is lost before, or not ready within the limit.
 */
export async function waitUntilReady({
  connection,
  port,
  uiUrl,
  limitMs,
  lost,
}: ReadyOptions): Promise<void> {
  const deadline = Date.now() + limitMs;
  // The port first: a gRPC channel that was refused once waits a second before it tries again.
  const steps = [() => accepts(port), () => serves(connection), () => shows(uiUrl)];
  for (const step of steps) {
    while (!(await step())) {
      const why = lost();
      if (why !== undefined) throw new Error(why);
      if (Date.now() > deadline) throw new Error(`it was not ready within ${limitMs / 1000} s`);
      await sleep(LOOK_MS);
    }
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function serves(connection: Connection): Promise<boolean> {
  try {
    const check = () => connection.healthService.check({ service: FRONTEND });
    return (await connection.withDeadline(Date.now() + 2_000, check)).status === SERVING;
  } catch {
    return false;
  }
}

async function shows(uiUrl: string | undefined): Promise<boolean> {
  if (uiUrl === undefined) return true;
  const answer = await fetch(uiUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}
