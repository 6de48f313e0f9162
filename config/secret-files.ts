import { readFileSync } from 'node:fs';
import { CODE_HOST_SETTINGS } from './code-host.ts';
import { SettingsError } from './settings-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are secret, or may hold a secret. */
export const SECRET_SETTINGS = [
  'SHOWRUNNER_REPOSITORY',
  'SHOWRUNNER_KEPT_REMOTE',
  'SHOWRUNNER_YOUTUBE_CLIENT_ID',
  'SHOWRUNNER_YOUTUBE_CLIENT_SECRET',
  'SHOWRUNNER_YOUTUBE_REFRESH_TOKEN',
  'SHOWRUNNER_GITHUB_TOKEN',
  'SHOWRUNNER_GITLAB_TOKEN',
  'SHOWRUNNER_WEBHOOK_GITHUB_SECRET',
  'SHOWRUNNER_WEBHOOK_GITLAB_SECRET',
  'SHOWRUNNER_WEBHOOK_FORGEJO_SECRET',
  'SHOWRUNNER_WEBHOOK_SIGNED_SECRET',
  'SHOWRUNNER_METRICS_SECRET',
  'TEMPORAL_API_KEY',
] as const;

const END = '_FILE';
/** Of a receiver, under a name of the operator's choice. */
const NOTIFY = 'SHOWRUNNER_NOTIFY_';
/** Larger than any token or key. Bytes. */
const MAX_BYTES = 64 * 1024;

/** Whether a variable names a file that holds a secret setting: `SHOWRUNNER_GITHUB_TOKEN_FILE`. */
export const isSecretFile = (name: string): boolean =>
  name.endsWith(END) && !(name in CODE_HOST_SETTINGS) && isSecret(name.slice(0, -END.length));

const isSecret = (name: string): boolean =>
  (name.startsWith(NOTIFY) && name.length > NOTIFY.length) ||
  (SECRET_SETTINGS as readonly string[]).includes(name);

/**
 * The environment with the secrets that files hold, as Docker and Kubernetes hand them over: `NAME_FILE` names the file of the secret
 * setting `NAME`. Line ends at the end of the file do not count.
 *
 * @throws SettingsError for both at once, and for a file that cannot be read or is empty; it holds nothing of the file
 */
export function readSecretFiles(env: Environment): Environment {
  const names = Object.keys(env).filter((name) => isSecretFile(name) && (env[name] ?? '') !== '');
  const found = names.map((name): [string, string] => {
    const setting = name.slice(0, -END.length);
    if ((env[setting] ?? '') !== '')
      throw new SettingsError(`${setting} and ${name}: expected one of the two, found both`);
    return [setting, readSecret(name, String(env[name]))];
  });
  return { ...env, ...Object.fromEntries(found) };
}

function readSecret(name: string, path: string): string {
  const text = readText(name, path).replace(/[\r\n]{1,9}$/, '');
  if (text === '') throw new SettingsError(`${name}: ${path} is empty`);
  if (text.length > MAX_BYTES) throw new SettingsError(`${name}: ${path} is too large for a secret`);
  return text;
}

function readText(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SettingsError(`${name}: cannot read ${path}: ${code ?? message}`);
  }
}
