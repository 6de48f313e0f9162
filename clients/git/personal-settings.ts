import { tmpdir } from 'node:os';
import { execa } from 'execa';
import { LRUCache } from 'lru-cache';

/** A key in git's own form (`http.https://example.org.proxy`) and its value. */
export type Setting = readonly [key: string, value: string];

/** What is read of a person's own configuration, and `error` if git cannot read it. */
export type PersonalSettings = { readonly settings: readonly Setting[]; readonly error?: string };

/**
 * What a person may need to reach a private repository, and nothing that changes what a command prints or runs in a repository.
 * docs/settings.md has the same list. Section and last word of a key are in lower case, as git lists them.
 */
const READ =
  /^(?:credential\.(?:.*\.)?(?:helper|username|usehttppath|provider|.*authority|.*store)|http\..+|url\..+\.(?:insteadof|pushinsteadof)|core\.(?:sshcommand|gitproxy|excludesfile)|ssh\.variant|safe\.directory)$/s;

/** Milliseconds: a worker notices when a person corrects these settings. */
const KEPT_MS = 5_000;

const known = new LRUCache<string, Promise<PersonalSettings>>({ max: 20, ttl: KEPT_MS });

/** Reads the configuration of the system and of the user, and what `GIT_CONFIG_COUNT` adds; never that of a repository. */
export function readPersonalSettings(from: NodeJS.ProcessEnv): Promise<PersonalSettings> {
  const key = JSON.stringify(Object.entries(from).filter(([name]) => /^(GIT_|HOME$|XDG_|PATH$)/.test(name)));
  const settings = known.get(key) ?? listSettings(from);
  known.set(key, settings, { noUpdateTTL: true });
  return settings;
}

async function listSettings(from: NodeJS.ProcessEnv): Promise<PersonalSettings> {
  const { stdout, stderr, failed } = await execa('git', ['config', '--null', '--list', '--includes'], {
    cwd: tmpdir(),
    env: { ...withoutRepository(from), LC_ALL: 'C' },
    extendEnv: false,
    stdin: 'ignore',
    timeout: 10_000,
    reject: false,
  });
  const settings = stdout.split('\0').flatMap(parseSetting);
  return failed && stderr !== '' ? { settings, error: stderr } : { settings };
}

/** A folder for temporary files may itself be in a repository. */
const withoutRepository = (from: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(from).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_CONFIG')),
  ),
  GIT_DIR: '/dev/null',
});

/** `key\nvalue`; without a line end the value is `true`. */
function parseSetting(text: string): Setting[] {
  const end = text.indexOf('\n');
  const key = end === -1 ? text : text.slice(0, end);
  return READ.test(key) ? [[key, end === -1 ? 'true' : text.slice(end + 1)]] : [];
}
