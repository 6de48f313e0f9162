import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FOLDER } from './private-state.ts';
import { stateFolders } from './settings.ts';

/** Version 0.1 wrote no version file. */
const WITHOUT_FILE = '0.1';

/**
 * Records the version of Showrunner in a state folder without workflows. Throws when another minor version wrote the workflows in it:
 * they cannot be replayed.
 *
 * @param state the state folder; it need not exist
 */
export async function assertStateVersion(state: string, running?: string): Promise<void> {
  const { temporal, version } = stateFolders(state);
  const current = toMinor(running ?? (await readOwnVersion()));
  if (existsSync(join(temporal, 'temporal.db'))) {
    const written = toMinor(await readFile(version, 'utf8').catch(() => WITHOUT_FILE));
    if (written !== current) throw new Error(describeMismatch(temporal, written, current));
  }
  await mkdir(state, { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(version, `${current}\n`);
}

const describeMismatch = (folder: string, written: string, current: string): string =>
  `the workflows in ${folder} were started by Showrunner ${written} and cannot be continued by ${current}: delete them with \`rm -r ${quote(folder)}\`. ` +
  'The next start reads git and YouTube again; only the history of workflows, pauses and approvals are lost.';

const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

async function readOwnVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

const toMinor = (version: string): string => version.trim().split('.').slice(0, 2).join('.');
