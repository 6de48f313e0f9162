import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lt } from 'semver';
import { readOwnVersion } from './own-manifest.ts';
import { PRIVATE_FOLDER } from './private-state.ts';
import { stateFolders } from './settings.ts';

/** Version 0.1 wrote no version file. */
const WITHOUT_FILE = '0.1';
/** Since then, every version continues the workflows of an older one. */
const FIRST_CONTINUED = '0.2';

/**
 * Records the version of Showrunner in a state folder. Throws when the workflows in it are of 0.1, which cannot be replayed, or of a newer
 * minor version, without a step back.
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

/** Records that an older version may go on with the workflows in a state folder. */
export const recordStepBack = (state: string, version: string): Promise<void> =>
  writeFile(stateFolders(state).version, `${toMinor(version)}\n`);

/** Says why this version cannot continue the workflows in a state folder, and what to do; undefined: it can, or there are none. Changes nothing. */
export async function findStateMismatch(state: string, running: string): Promise<string | undefined> {
  const { temporal, version } = stateFolders(state);
  if (!existsSync(join(temporal, 'temporal.db'))) return undefined;
  const written = toMinor(await readFile(version, 'utf8').catch(() => WITHOUT_FILE));
  const current = toMinor(running);
  if (isBefore(written, FIRST_CONTINUED)) return describeTooOld(temporal, written, current);
  return isBefore(current, written) ? describeNewer(temporal, written, current) : undefined;
}

const isBefore = (minor: string, other: string): boolean => lt(`${minor}.0`, `${other}.0`);

const LOST =
  'The next start reads git and YouTube again; only the history of workflows, pauses and approvals are lost.';

const describeTooOld = (folder: string, written: string, current: string): string =>
  `the workflows in ${folder} were started by Showrunner ${written} and cannot be continued by ${current}: delete them with \`rm -r ${quote(folder)}\`. ${LOST}`;

const describeNewer = (folder: string, written: string, current: string): string =>
  `the workflows in ${folder} were continued by Showrunner ${written}, and this is ${current}: start ${written} again, or step back as docs/upgrade.md says. Or delete them with \`rm -r ${quote(folder)}\`. ${LOST}`;

const quote = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

const toMinor = (version: string): string => version.trim().split('.').slice(0, 2).join('.');
