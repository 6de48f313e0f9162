import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const RENEW_MS = 2_000;
const STALE_MS = 15_000;
const POLL_MS = 200;

export interface LockOptions {
  readonly path: string;
  /** Called once, when another process has the lock. */
  readonly onWait: () => void;
  /** For tests. */
  readonly staleMs?: number;
}

/**
 * Runs `work` while no other process with this lock runs its own. The lock is a folder whose time is renewed every 2 s. It is taken
 * over when its owner on this machine is gone, or when it was not renewed for 15 s. Two processes may take it over at the same time,
 * so the lock only saves double work; correctness comes from renames.
 */
export async function withLock<T>(
  { path, onWait, staleMs = STALE_MS }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await acquire(path, onWait, staleMs);
  const renewal = setInterval(() => void renew(path), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await rm(path, { recursive: true, force: true });
  }
}

async function acquire(path: string, onWait: () => void, staleMs: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  for (let waits = 0; !(await tryToCreate(path)); waits += 1) {
    if (await isStale(path, staleMs)) await rm(path, { recursive: true, force: true });
    else {
      if (waits === 0) onWait();
      await sleep(POLL_MS);
    }
  }
}

async function tryToCreate(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    await writeFile(join(path, 'owner'), `${process.pid} ${hostname()}`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string, staleMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  return Date.now() - found.mtimeMs > staleMs || (await isOwnerGone(path));
}

async function isOwnerGone(path: string): Promise<boolean> {
  const [pid, host] = (await readFile(join(path, 'owner'), 'utf8').catch(() => '')).split(' ');
  if (!pid || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function renew(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
