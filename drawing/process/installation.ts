import { ThumbnailError } from '../errors.ts';

/** A package or one of our own files is not there. Files of the content never have these codes here: they come by messages. */
const CODES = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED', 'ENOENT'];

/** Whether drawing failed because something of Showrunner itself is not installed. */
export const isLacking = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && CODES.includes(String(error.code));

/** `said`: what the drawing process said before it ended, or what it could not load. */
export const createInstallationError = (said: string, cause?: unknown): ThumbnailError =>
  new ThumbnailError(
    'installation',
    `no thumbnail can be drawn on this machine: the drawing process cannot start (${findReason(said)}). Install Showrunner again on this machine, with its optional packages`,
    { cause },
  );

const MAX_REASON = 200;

/** The line that names the error, without the trace around it. */
function findReason(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const reason = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0] ?? '';
  return reason.slice(0, MAX_REASON);
}
