import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { inScratch, locateCache, publish, readCached } from '../../tools/temporal/cache.ts';
import { findTemporal } from '../../tools/temporal/find.ts';
import { findGoModule, type GoProgram, goSource } from '../../tools/temporal/go.ts';
import { withLock } from '../../tools/temporal/lock.ts';
import type { Log } from '../../tools/temporal/log.ts';

const SERVER_MODULE = 'go.temporal.io/server';

const program = (name: string, mainPackage: string): GoProgram => ({
  what: name,
  takes: 'about a minute',
  mainPackage: `${SERVER_MODULE}/${mainPackage}`,
  linkerFlags: '-s -w',
  name,
});

/** What the images temporalio/server and temporalio/admin-tools hold, by the names that they have there. */
const PROGRAMS = [
  program('temporal-server', 'cmd/server'),
  program('temporal-sql-tool', 'cmd/tools/sql'),
] as const;

export type ServerPrograms = {
  /** A folder for the PATH with `temporal`, `temporal-server` and `temporal-sql-tool`. */
  readonly bin: string;
  /** Temporal's schema for PostgreSQL, as it is in the image temporalio/admin-tools. */
  readonly schema: string;
};

/**
 * Builds the server and its SQL tool from the Go module in tools/temporal, once per machine: they are cached where the development
 * server is. `folder`: for links to them.
 *
 * @throws Error when there is no `go`, or the module's sources cannot be had
 */
export async function prepareServerPrograms(folder: string, log: Log): Promise<ServerPrograms> {
  const env = process.env;
  const cache = locateCache(env);
  const { path: temporal } = await findTemporal({ env, log });
  const onWait = (): void => log('Waiting for another process that is building the server.');
  return withLock({ path: join(cache, 'server-lock'), onWait }, async () => {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await symlink(temporal, join(bin, 'temporal'));
    for (const one of PROGRAMS) await symlink(await findProgram(cache, one, log), join(bin, one.name));
    return { bin, schema: await findSchema(cache) };
  });
}

async function findProgram(cache: string, wanted: GoProgram, log: Log): Promise<string> {
  const cached = await readCached(cache, wanted.name);
  if ('path' in cached) return cached.path;
  return inScratch(cache, async (scratch) => {
    const path = await goSource({ program: wanted }).make({ folder: scratch, env: process.env, log });
    return publish(cache, { path, how: 'go', name: wanted.name });
  });
}

/** Copied once: the cache of Go modules may be emptied. */
async function findSchema(cache: string): Promise<string> {
  const schema = join(cache, 'schema-postgresql-v12');
  if (existsSync(schema)) return schema;
  await inScratch(cache, async (scratch) => {
    const copy = join(scratch, 'schema');
    const source = join(await findGoModule(SERVER_MODULE, process.env), 'schema', 'postgresql', 'v12');
    await execa('cp', ['-R', source, copy]);
    // Go makes its sources read-only.
    await execa('chmod', ['-R', 'u+w', copy]);
    await rm(schema, { recursive: true, force: true });
    await rename(copy, schema);
  });
  return schema;
}
