import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RepositoryError } from './errors.ts';
import { readPersonalSettings, type Setting } from './personal-settings.ts';

/** How git logs in to one remote repository: by its environment, which only this user can read, and never by an argument. */
export type GitAccess = {
  readonly settings: readonly Setting[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where user name and password change with time. Absent: they are in `environment`, or there are none. */
  readonly login?: GitLogin;
};

/** A user name and a password for repositories of one host that are made when they are needed, as the tokens of a GitHub App are. */
export type GitLogin = {
  /** `https://github.com` */
  readonly origin: string;
  /** @throws RepositoryError */
  read(): Promise<{ readonly username: string; readonly password: string }>;
  /** Called when they were refused. */
  forget(): void;
};

/**
 * The environment of git. It reads no configuration of the machine or the person but what `readPersonalSettings` names, and our
 * settings count more than those of the repository that it is in. Without `access` it can talk to no other machine: not even to
 * fetch an object that a partial clone lacks.
 *
 * @throws RepositoryError with `access`, when the person's configuration cannot be read
 */
export async function createEnvironment(
  from: NodeJS.ProcessEnv,
  access?: GitAccess,
): Promise<Record<string, string>> {
  const { settings, error } = await readPersonalSettings(from);
  if (error !== undefined && access !== undefined)
    throw new RepositoryError('refused', `git cannot read its configuration: ${error.trim()}.`);
  return composeEnvironment({
    from,
    settings: access === undefined ? settings.filter(isForFiles) : settings,
    globalFile: writeSafeFolders(settings),
    ...(access === undefined ? {} : { access }),
  });
}

const isForFiles = ([key]: Setting): boolean => key === 'core.excludesfile';

type Input = {
  readonly from: NodeJS.ProcessEnv;
  readonly settings: readonly Setting[];
  /** In the place of the person's configuration file. */
  readonly globalFile: string;
  readonly access?: GitAccess;
};

export function composeEnvironment({ from, settings, globalFile, access }: Input): Record<string, string> {
  const kept = Object.entries(from).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (KEPT.includes(entry[0]) || !DROPPED.test(entry[0])),
  );
  const hasSsh = settings.some(([key]) => key === 'core.sshcommand') || from['GIT_SSH'] !== undefined;
  return {
    ...(hasSsh ? {} : { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }),
    ...Object.fromEntries(kept),
    ...OURS,
    GIT_CONFIG_GLOBAL: globalFile,
    GIT_ALLOW_PROTOCOL: access === undefined ? 'none' : 'file:git:http:https:ssh',
    ...countSettings([
      ...settings.filter(([key]) => key !== 'safe.directory'),
      ...OUR_SETTINGS,
      ...(access?.settings ?? []),
    ]),
    ...access?.environment,
  };
}

/** How an operator lets git log in. Other GIT_* variables could lead us to another repository. */
const KEPT = [
  'GIT_ASKPASS',
  'GIT_HTTP_PROXY_AUTHMETHOD',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_SSL_NO_VERIFY',
];
/** Neither git nor what it starts needs our settings, which hold secrets. */
const DROPPED = /^(GIT_.*|SHOWRUNNER_.*|TEMPORAL_.*|EDITOR|PAGER|SSH_ASKPASS|VISUAL)$/i;

const OURS = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GCM_INTERACTIVE: '0',
  // Never locks a person's work tree, not even to refresh its index.
  GIT_OPTIONAL_LOCKS: '0',
  // A file may be called `*` or `:(top)`.
  GIT_LITERAL_PATHSPECS: '1',
  // Ignores `git replace`: a commit is what its id says.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
};

/** Whatever a repository's own configuration says: no program of its choice runs, and what we read looks the same everywhere. */
const OUR_SETTINGS: readonly Setting[] = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.attributesFile', '/dev/null'],
  ['core.alternateRefsCommand', 'true'],
  ['core.pager', 'cat'],
  ['core.quotePath', 'true'],
  // Larger files go from disk to disk, and are never in git's memory as a whole.
  ['core.bigFileThreshold', '16m'],
  ['color.ui', 'false'],
  ['credential.interactive', 'false'],
  ['gpg.program', 'false'],
  ['log.showSignature', 'false'],
  ['push.gpgSign', 'false'],
  ['submodule.recurse', 'false'],
];

/** Settings in the environment count more than those of any file, and no other user can read them. */
const countSettings = (settings: readonly Setting[]): Record<string, string> => ({
  GIT_CONFIG_COUNT: String(settings.length),
  ...Object.fromEntries(
    settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
});

const files = new Map<string, string>();

/** Git takes `safe.directory` from a file only: in its older versions, and in the process that serves a repository on this machine. */
function writeSafeFolders(settings: readonly Setting[]): string {
  const folders = settings.filter(([key]) => key === 'safe.directory').map(([, folder]) => folder);
  if (folders.length === 0) return '/dev/null';
  const text = `[safe]\n${folders.map((folder) => `\tdirectory = ${quote(folder)}\n`).join('')}`;
  const path = files.get(text) ?? writeTemporary(text);
  files.set(text, path);
  return path;
}

const quote = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;

function writeTemporary(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-git-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'config');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
