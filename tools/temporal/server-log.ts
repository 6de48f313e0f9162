import { closeSync, fstatSync, mkdtempSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTail } from './tail.ts';

const ROTATE_AT_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

export interface ServerLog {
  /** The open file for the server's output. */
  readonly file: number;
  /** Absent without a folder. */
  readonly path: string | undefined;
  /** The last lines printed since the log was opened. */
  readonly tail: (lines: number) => string[];
  readonly close: () => void;
}

/** Opens `temporal.log` in the server's folder, rotated at 5 MB; without a folder, an unlinked temporary file. */
export function openServerLog(folder: string | undefined): ServerLog {
  const path = folder === undefined ? undefined : join(folder, 'temporal.log');
  if (path) rotate(path);
  const file = path ? openSync(path, 'a+', 0o600) : openNameless();
  const start = fstatSync(file).size;
  return { file, path, tail: (lines) => readTail(readEnd(file, start), lines), close: () => closeSync(file) };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_AT_BYTES) renameSync(path, `${path}.1`);
}

// An unlinked file exists until it is closed, so that even `kill -9` leaves no file.
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-temporal-'));
  const file = openSync(join(folder, 'log'), 'a+', 0o600);
  rmSync(folder, { recursive: true });
  return file;
}

function readEnd(file: number, start: number): string {
  const size = fstatSync(file).size;
  const from = Math.max(start, size - TAIL_BYTES);
  const buffer = Buffer.alloc(Math.max(0, size - from));
  readSync(file, buffer, 0, buffer.length, from);
  return buffer.toString();
}
