import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';

/** A temporary folder that is gone afterwards. */
export async function createFolder(later: (end: Cleanup) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-bench-'));
  later(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
