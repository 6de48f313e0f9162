import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { StructuredLog } from './log.ts';
import { restartEnded } from './start-workflows.ts';

/** A check costs two calls to the server and adds nothing to a history. */
const EVERY_MS = 60_000;

export type KeepRunningOptions = {
  readonly client: Client;
  readonly taskQueue: string;
  readonly log: Pick<StructuredLog, 'warn'>;
  /** Called with a line for people when something was started again. */
  readonly print: (line: string) => void;
  /** Called when the server has answered a check. */
  readonly answered?: () => void;
  readonly everyMs?: number;
};

/**
 * Starts `quota`, `notifications` and `sync` again, with what they knew, when somebody terminated them: without them nothing is granted, no
 * message is sent and no commit is followed, and nothing else would say so. @returns a function that ends the checks
 */
export function keepRunning({ everyMs = EVERY_MS, ...options }: KeepRunningOptions): () => Promise<void> {
  const ending = new AbortController();
  const checks = check(options, everyMs, ending.signal);
  return async () => {
    ending.abort();
    await checks;
  };
}

async function check(
  { client, taskQueue, log, print, answered }: Omit<KeepRunningOptions, 'everyMs'>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (await pause(everyMs, signal)) {
    try {
      for (const id of await restartEnded(client, taskQueue)) {
        log.warn({ workflowId: id }, 'was not running: started again');
        print(`the workflow ${id} was not running: started again`);
      }
      answered?.();
    } catch (error) {
      log.warn({ error: String(error) }, 'could not check that quota, notifications and sync are running');
    }
  }
}

/** @returns false when the checks have ended */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  sleep(ms, true, { signal }).catch(() => false);
