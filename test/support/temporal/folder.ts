import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is removed when the test has finished. Concurrent tests pass their own `onTestFinished`. */
export async function createFolder(finished: typeof onTestFinished = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-temporal-test-'));
  finished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
