import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Environment, Settings } from '../../config/settings.ts';
import { type Connected, connect } from './connect.ts';
import { CommandError, printNotice } from './outcome.ts';
import { watchWorker } from './worker.ts';

/** What a command needs to talk to the running Showrunner. */
export type TemporalInput = { readonly settings: Settings; readonly env: Environment };

/** Runs a command's work on a connection that is closed afterwards. */
export async function withConnection<T>(
  input: TemporalInput,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  return withServer(input, async (connected) => {
    const stop = watchWorker(connected, printNotice);
    return work(connected).finally(stop);
  });
}

/** As `withConnection`, for what needs the server alone and no worker. */
export async function withServer<T>(
  { settings, env }: TemporalInput,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const connected = await connect(settings, env);
  try {
    return await work(connected);
  } finally {
    await connected.close();
  }
}

/** Waits for the result of an update. @throws CommandError with the workflow's message when it rejects the update */
export async function readUpdateResult<T>(update: Promise<T>): Promise<T> {
  try {
    return await update;
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    throw new CommandError(error.cause?.message ?? error.message);
  }
}
