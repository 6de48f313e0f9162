import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { Environment, Settings } from '../../config/settings.ts';
import { type Connected, connect } from './connect.ts';
import { CommandError } from './outcome.ts';

/** What a command needs to talk to the running Showrunner. */
export type TemporalInput = { readonly settings: Settings; readonly env: Environment };

/** Runs a command's work on a connection that is closed afterwards. */
export async function withConnection<T>(
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

export const createNoWorkerError = ({ address }: Connected): CommandError =>
  new CommandError(`no worker answers at ${address}: start one with \`npm start\``);
