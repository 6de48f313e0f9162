import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inScratch, locateCache, publish, readCached } from './cache.ts';
import { downloadSource } from './download.ts';
import { goSource } from './go.ts';
import { withLock } from './lock.ts';
import type { Log, ToolEnvironment } from './log.ts';
import type { Source } from './source.ts';
import { isAtLeast, PINNED_VERSION, readVersion } from './version.ts';

export interface FindOptions {
  /** Reads `SHOWRUNNER_TEMPORAL_BINARY`, `PATH`, `XDG_CACHE_HOME`, `HOME`; passed on to `go`. */
  readonly env: ToolEnvironment;
  /** Absent: the user's cache, see `locateCache`. */
  readonly cacheFolder?: string;
  readonly log: Log;
  /** For tests: replaces the download and the Go module. */
  readonly sources?: readonly Source[];
}

export interface FoundTemporal {
  readonly path: string;
  readonly version: string;
  readonly how: 'setting' | 'path' | 'cache' | 'download' | 'go';
}

/**
 * Finds the Temporal CLI, which contains the development server, in the setting, the PATH or the cache; else downloads it or builds
 * the pinned Go module. This may take minutes, once per machine; of two processes, one waits for the other.
 *
 * @throws Error that lists what was tried, why each failed, and what to do
 */
export async function findTemporal(options: FindOptions): Promise<FoundTemporal> {
  const { env, cacheFolder = locateCache(env) } = options;
  const tried: string[] = [];
  return (
    (await fromSetting(env)) ??
    (await fromPath(env, tried)) ??
    (await fromCache(env, cacheFolder, tried)) ??
    (await fromSources(options, cacheFolder, tried))
  );
}

// A setting that does not work is an error: its author does not want another binary.
async function fromSetting(env: ToolEnvironment): Promise<FoundTemporal | undefined> {
  const path = env['SHOWRUNNER_TEMPORAL_BINARY'];
  if (!path) return undefined;
  try {
    return { path, version: await readVersion(path, env), how: 'setting' };
  } catch (error) {
    throw new Error(`SHOWRUNNER_TEMPORAL_BINARY is set to a binary that does not work. ${messageOf(error)}`);
  }
}

async function fromPath(env: ToolEnvironment, tried: string[]): Promise<FoundTemporal | undefined> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const path = folders.map((folder) => join(folder, 'temporal')).find((file) => existsSync(file));
  try {
    if (!path) throw new Error('not found');
    const version = await readVersion(path, env);
    if (!isAtLeast(version, PINNED_VERSION))
      throw new Error(`${path} is ${version}, older than ${PINNED_VERSION}`);
    return { path, version, how: 'path' };
  } catch (error) {
    tried.push(`\`temporal\` on the PATH: ${messageOf(error)}`);
    return undefined;
  }
}

async function fromCache(
  env: ToolEnvironment,
  folder: string,
  tried: string[],
): Promise<FoundTemporal | undefined> {
  const cached = await readCached(folder);
  try {
    if ('why' in cached) throw new Error(cached.why);
    return { path: cached.path, version: await readVersion(cached.path, env), how: 'cache' };
  } catch (error) {
    tried.push(`the cache, ${folder}: ${messageOf(error)}`);
    return undefined;
  }
}

async function fromSources(options: FindOptions, folder: string, tried: string[]): Promise<FoundTemporal> {
  const onWait = () => options.log('Waiting for another process that is preparing the Temporal server.');
  return withLock({ path: join(folder, 'lock'), onWait }, async () => {
    // The previous owner of the lock may have created it.
    const made = await fromCache(options.env, folder, []);
    if (made) return made;
    for (const source of options.sources ?? [downloadSource(), goSource()]) {
      const found = await fromSource(source, options, folder, tried);
      if (found) return found;
    }
    throw new Error(listTried(tried));
  });
}

async function fromSource(
  source: Source,
  { env, log }: FindOptions,
  folder: string,
  tried: string[],
): Promise<FoundTemporal | undefined> {
  try {
    return await inScratch(folder, async (scratch) => {
      const path = await source.make({ folder: scratch, env, log });
      const version = await readVersion(path, env);
      if (version !== PINNED_VERSION) throw new Error(`it is version ${version}, expected ${PINNED_VERSION}`);
      return { path: await publish(folder, { path, how: source.how }), version, how: source.how };
    });
  } catch (error) {
    tried.push(`${source.name}: ${messageOf(error)}`);
    log(`Not from ${source.name}: ${messageOf(error)}`);
    return undefined;
  }
}

function listTried(tried: readonly string[]): string {
  return [
    `No Temporal development server (${PINNED_VERSION}) could be found or built. Tried:`,
    ...tried.map((line) => `  - ${line}`),
    'Do one of these:',
    '  - install Go 1.21 or newer and give it access to proxy.golang.org or your own GOPROXY, then start again;',
    `  - install the Temporal CLI ${PINNED_VERSION} or newer so that \`temporal\` is on the PATH;`,
    '  - set SHOWRUNNER_TEMPORAL_BINARY to its binary;',
    '  - set TEMPORAL_ADDRESS to a running server, e.g. 127.0.0.1:7233.',
  ].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
