import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const everyMs = 100;

/** Resolves when the process uses more than `maxBytes` of RAM; rejects when `signal` is aborted. */
export async function watchMemory(
  pid: number | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<void> {
  do await setTimeout(everyMs, undefined, { signal });
  while ((await readResident(pid)) <= maxBytes);
}

/** Bytes of RAM that a process uses, native memory included; 0 when it is gone. */
async function readResident(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const read = process.platform === 'linux' ? readStatus : readWithPs;
  return read(pid).catch(() => 0);
}

async function readStatus(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return 1_024 * Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0);
}

async function readWithPs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return 1_024 * (Number(stdout.trim()) || 0);
}
