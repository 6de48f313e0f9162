import { type Action, NOT_POSSIBLE } from './action.ts';

/** Each is over when the server answers again; what the worker had in progress meets the time without it. */
export const killServer: Action = async ({ academy }) => {
  const faults = academy.serverFaults();
  if (faults === undefined) return NOT_POSSIBLE;
  await faults.killServer();
  return 'kill -9 the Temporal server';
};

export const stopDatabase: Action = async ({ academy }) => {
  const faults = academy.serverFaults();
  if (faults === undefined) return NOT_POSSIBLE;
  await faults.stopDatabase();
  return 'stop PostgreSQL at once';
};
