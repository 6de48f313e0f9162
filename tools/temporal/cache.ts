import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from './checksum.ts';
import type { ToolEnvironment } from './log.ts';
import { namePlatform } from './platform.ts';
import { PINNED_VERSION } from './version.ts';

const LEFT_OVER_AFTER_MS = 3_600_000;

interface CacheRecord {
  readonly version: string;
  readonly platform: string;
  readonly sha256: string;
  readonly how: string;
  readonly made: string;
}

/** `$XDG_CACHE_HOME/showrunner/temporal/1.8.2`, or the same below `~/.cache`: outside every clone. */
export function locateCache(env: ToolEnvironment): string {
  const root = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache');
  return join(root, 'showrunner', 'temporal', PINNED_VERSION);
}

/** The file name of the Temporal CLI. */
const CLI = 'temporal';

/** The path of a cached binary, or why it cannot be used. */
export async function readCached(folder: string, name = CLI): Promise<{ path: string } | { why: string }> {
  const path = join(folder, name);
  const record = await readRecord(path);
  if (!record) return { why: 'empty' };
  if (record.platform !== namePlatform()) return { why: `its binary is for ${record.platform}` };
  const sha256 = await hashFile(path).catch(() => undefined);
  if (sha256 !== record.sha256)
    return { why: sha256 ? 'damaged: its checksum is wrong' : 'its binary is missing' };
  return { path };
}

/** Moves a finished binary into the cache and records its checksum. Both are renames, so that no reader sees half a file. */
export async function publish(
  folder: string,
  made: { readonly path: string; readonly how: string; readonly name?: string },
): Promise<string> {
  const path = join(folder, made.name ?? CLI);
  const record: CacheRecord = {
    version: PINNED_VERSION,
    platform: namePlatform(),
    sha256: await hashFile(made.path),
    how: made.how,
    made: new Date().toISOString(),
  };
  await chmod(made.path, 0o755);
  await writeFile(`${made.path}.json`, `${JSON.stringify(record, null, 2)}\n`);
  await rename(made.path, path);
  await rename(`${made.path}.json`, `${path}.json`);
  return path;
}

/** Runs `work` in an empty folder on the disk of the cache, and removes the folder afterwards. */
export async function inScratch<T>(folder: string, work: (scratch: string) => Promise<T>): Promise<T> {
  await removeLeftOvers(folder);
  const scratch = join(folder, `making-${process.pid}-${Date.now()}`);
  await mkdir(scratch, { recursive: true });
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

// A killed build leaves its folder; no build takes an hour.
async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith('making-')) continue;
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > LEFT_OVER_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

async function readRecord(path: string): Promise<CacheRecord | undefined> {
  try {
    return JSON.parse(await readFile(`${path}.json`, 'utf8')) as CacheRecord;
  } catch {
    return undefined;
  }
}
