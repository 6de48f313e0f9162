import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locate } from '../layout/index.ts';
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
  const version = running ?? (await readOwnVersion());
  const mismatch = await findStateMismatch(state, version);
  if (mismatch !== undefined) throw new Error(mismatch);
  await mkdir(state, { recursive: true, mode: PRIVATE_FOLDER });
  await writeFile(stateFolders(state).version, `${toMinor(version)}\n`);
}

/** Says that another minor version wrote the workflows in a state folder, and what to do; undefined: there are none, or ours. Changes nothing. */
export async function findStateMismatch(state: string, running: string): Promise<string | undefined> {
  const { temporal, version } = stateFolders(state);
  if (!existsSync(join(temporal, 'temporal.db'))) return undefined;
  const written = toMinor(await readFile(version, 'utf8').catch(() => WITHOUT_FILE));
  const current = toMinor(running);
  return written === current ? undefined : describeMismatch(temporal, written, current);
}

const describeMismatch = (folder: string, written: string, current: string): string =>
  `the workflows in ${folder} were started by Showrunner ${written} and cannot be continued by ${current}: delete them with \`rm -r ${quote(folder)}\`. ` +
  'The next start reads git and YouTube again; only the history of workflows, pauses and approvals are lost.';

const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

/** The version of this Showrunner. */
export const readOwnVersion = async (): Promise<string> => (await readManifest()).version;

/** What package.json says of this Showrunner; `node`: the oldest version that it runs on. */
export async function readManifest(): Promise<{ readonly version: string; readonly node: string }> {
  const text = await readFile(locate('package.json'), 'utf8');
  const { version, engines } = JSON.parse(text) as { version: string; engines: { node: string } };
  return { version, node: engines.node.replace(/^>=\s*/, '') };
}

const toMinor = (version: string): string => version.trim().split('.').slice(0, 2).join('.');
