import { closeSync, fstatSync, mkdtempSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTail } from './tail.ts';

const TURN_AT_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

export interface ServerLog {
  /** The open file, for the server to print to. */
  readonly file: number;
  /** Absent when the server keeps nothing on disk. */
  readonly path: string | undefined;
  /** What was printed since the log was opened: its last lines. */
  readonly tail: (lines: number) => string[];
  readonly close: () => void;
}

/** `temporal.log` in the server's folder, turned over at 5 MB; without a folder a file that has no name any more. */
export function openServerLog(folder: string | undefined): ServerLog {
  const path = folder === undefined ? undefined : join(folder, 'temporal.log');
  if (path) turnOver(path);
  const file = path ? openSync(path, 'a+', 0o600) : openNameless();
  const start = fstatSync(file).size;
  return { file, path, tail: (lines) => readTail(readEnd(file, start), lines), close: () => closeSync(file) };
}

function turnOver(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > TURN_AT_BYTES) renameSync(path, `${path}.1`);
}

// The file lives as long as someone holds it open, so that even `kill -9` leaves nothing behind.
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
