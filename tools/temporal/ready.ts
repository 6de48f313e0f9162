import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';

const POLL_MS = 25;
const SERVING = 1; // grpc.health.v1.HealthCheckResponse.ServingStatus
const FRONTEND = 'temporal.api.workflowservice.v1.WorkflowService';

export interface ReadyOptions {
  readonly connection: Connection;
  readonly port: number;
  readonly uiUrl: string | undefined;
  readonly limitMs: number;
  /** The reason why it can never become ready, once known. */
  readonly findFailure: () => string | undefined;
}

/**
 * Waits until the server's frontend and its UI answer.
 *
 * @throws Error when it fails before, or is not ready within the limit
 */
export async function waitUntilReady({
  connection,
  port,
  uiUrl,
  limitMs,
  findFailure,
}: ReadyOptions): Promise<void> {
  const deadline = Date.now() + limitMs;
  // The port first: after a refused connection, a gRPC channel waits a second before it retries.
  const steps = [() => accepts(port), () => serves(connection), () => shows(uiUrl)];
  for (const step of steps) {
    while (!(await step())) {
      const why = findFailure();
      if (why !== undefined) throw new Error(why);
      if (Date.now() > deadline) throw new Error(`it was not ready within ${limitMs / 1000} s`);
      await sleep(POLL_MS);
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
