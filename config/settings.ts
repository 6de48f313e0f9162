import { join, resolve } from 'node:path';
import { ASSUMED_METHODS, COSTS, type Costs } from '../domain/shared/costs.ts';
import { defined } from '../domain/shared/defined.ts';
import { suggest } from '../domain/shared/suggestions.ts';
import { trimEndOf } from '../domain/shared/trim-end.ts';
import { CODE_HOST_SETTINGS, type CodeHost, readCodeHost } from './code-host.ts';
import { HTTP_SETTINGS, type HttpSettings, readHttp } from './http.ts';
import { isSecretFile } from './secret-files.ts';
import { SettingsError } from './settings-error.ts';

export { SettingsError } from './settings-error.ts';

/** Every setting: its variable, its meaning and its default. docs/settings.md has the same rows. */
export const SETTINGS = {
  SHOWRUNNER_REPOSITORY: {
    meaning: 'the content repository: a folder or a URL',
    fallback: 'the current folder',
  },
  SHOWRUNNER_BRANCH: { meaning: 'the branch to follow', fallback: "the repository's own HEAD" },
  SHOWRUNNER_STATE: { meaning: 'folder for state: databases, mirrors, logs', fallback: '.showrunner' },
  SHOWRUNNER_KEPT_REMOTE: {
    meaning: "where people's texts and pictures are kept before they are overwritten: a git URL or folder",
    fallback: 'the state folder',
  },
  SHOWRUNNER_POLL_SECONDS: { meaning: 'seconds between two fetches of a remote repository', fallback: '60' },
  SHOWRUNNER_YOUTUBE: {
    meaning: '`local`, `google`, or the URL of a local YouTube that is running',
    fallback: 'local',
  },
  SHOWRUNNER_YOUTUBE_PORT: { meaning: 'port of the local YouTube; 0: any', fallback: '8765' },
  SHOWRUNNER_YOUTUBE_CLIENT_ID: { meaning: 'id of an OAuth client of type Desktop app', fallback: '' },
  SHOWRUNNER_YOUTUBE_CLIENT_SECRET: { meaning: 'its secret', fallback: '' },
  SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: {
    meaning: 'refresh token of the channel owner; wins over what `login` stored',
    fallback: '',
  },
  SHOWRUNNER_TEMPORAL_BINARY: { meaning: 'a `temporal` binary to use', fallback: 'found or built' },
  SHOWRUNNER_TEMPORAL_PORT: { meaning: 'port of the development server; 0: any', fallback: '7233' },
  SHOWRUNNER_TEMPORAL_UI_PORT: { meaning: 'port of its UI; 0: any', fallback: '8233' },
  SHOWRUNNER_TASK_QUEUE: { meaning: 'Temporal task queue of the worker', fallback: 'showrunner' },
  SHOWRUNNER_WORKER_VERSIONS: {
    meaning:
      'which worker gets the work after an upgrade: `forward` (a newer one takes over by itself), `operator` (you say it), or `off` (workers have no version)',
    fallback: 'forward',
  },
  SHOWRUNNER_BROADCAST_LOOKUP_DELAYS: {
    meaning: 'delays in seconds between searches for a broadcast whose create call timed out',
    fallback: '30,120,600',
  },
  SHOWRUNNER_QUOTA_COSTS: {
    meaning: 'quota units of live methods, which Google does not publish: `liveBroadcasts.insert=50,...`',
    fallback: '',
  },
  SHOWRUNNER_WRITE_BACK: {
    meaning:
      'where the id of a new video is committed to its file, in a repository at a URL: `branch` (the one that is followed), another branch, or `off`',
    fallback: 'branch, where the worker may push',
  },
  SHOWRUNNER_TAKE_OVER: {
    meaning: 'who takes a video over: `operator`, by an approved card, or `commit`, also by its own number',
    fallback: 'operator',
  },
  SHOWRUNNER_DRIFT_INTERVAL: {
    meaning: 'time between two checks of the whole channel: `30m`, `6h`, `1d`, or `off`',
    fallback: '6h',
  },
  SHOWRUNNER_STATISTICS: {
    meaning: 'whether views, likes and comments of all videos are kept: `daily` or `off`',
    fallback: 'off',
  },
  ...CODE_HOST_SETTINGS,
  ...HTTP_SETTINGS,
  SHOWRUNNER_LOG: { meaning: '`file` (in the state folder) or `stdout`', fallback: 'file' },
  SHOWRUNNER_LOG_LEVEL: { meaning: '`debug`, `info`, `warn` or `error`', fallback: 'info' },
} as const;

type Name = keyof typeof SETTINGS;
export type Environment = Readonly<Record<string, string | undefined>>;

export type YouTubeTarget =
  | { readonly kind: 'start'; readonly port: number }
  | { readonly kind: 'url'; readonly url: string }
  /** The client comes with its secret; the refresh token only with a client. What is absent may be stored: see credentials.ts. */
  | {
      readonly kind: 'google';
      readonly clientId?: string;
      readonly clientSecret?: string;
      readonly refreshToken?: string;
    };

export type Settings = {
  readonly repository: string;
  readonly branch?: string;
  /** Absolute path. */
  readonly state: string;
  /** A URL or a path that git pushes to; absent: the state folder. */
  readonly keptRemote?: string;
  readonly pollMs: number;
  readonly youtube: YouTubeTarget;
  readonly temporal: { readonly port: number; readonly uiPort: number };
  readonly taskQueue: string;
  /** Who makes a version of the workers current: docs/upgrade.md. */
  readonly workerVersions: 'forward' | 'operator' | 'off';
  readonly lookupDelaysMs: readonly number[];
  readonly costs: Costs;
  /** `commit`: a commit may take videos over by their numbers. */
  readonly takeOver: 'operator' | 'commit';
  /** Where the ids of new videos are committed: `branch` (the followed one), `off`, or a branch of our own. Absent: the followed one, if the worker may push. */
  readonly writeBack?: string;
  /** Absent: no periodic checks. */
  readonly driftMs?: number;
  /** Whether the numbers of videos are kept. */
  readonly statistics: 'daily' | 'off';
  /** Where commits get a status; absent: nowhere. */
  readonly codeHost?: CodeHost;
  /** Where webhooks, health and metrics are served; absent: nowhere. */
  readonly http?: HttpSettings;
  readonly log: { readonly to: 'file' | 'stdout'; readonly level: string };
};

/** Reads flags (by variable name), then the environment, then defaults. @throws SettingsError */
export function readSettings(env: Environment, flags: Partial<Record<Name, string>> = {}): Settings {
  assertKnown(env);
  const read = (name: Name): string => flags[name] ?? env[name] ?? '';
  const or = (name: Name): string => read(name) || SETTINGS[name].fallback;
  const branch = read('SHOWRUNNER_BRANCH') || undefined;
  const keptRemote = read('SHOWRUNNER_KEPT_REMOTE') || undefined;
  const writeBack = read('SHOWRUNNER_WRITE_BACK') || undefined;
  const driftMs = parseInterval('SHOWRUNNER_DRIFT_INTERVAL', or('SHOWRUNNER_DRIFT_INTERVAL'));
  return {
    repository: read('SHOWRUNNER_REPOSITORY') || process.cwd(),
    state: resolve(or('SHOWRUNNER_STATE')),
    pollMs: 1000 * parseNumber('SHOWRUNNER_POLL_SECONDS', or('SHOWRUNNER_POLL_SECONDS'), 1, 86_400),
    youtube: readYouTube(read, or),
    temporal: {
      port: parsePort('SHOWRUNNER_TEMPORAL_PORT', or),
      uiPort: parsePort('SHOWRUNNER_TEMPORAL_UI_PORT', or),
    },
    taskQueue: or('SHOWRUNNER_TASK_QUEUE'),
    workerVersions: parseChoice('SHOWRUNNER_WORKER_VERSIONS', or('SHOWRUNNER_WORKER_VERSIONS'), [
      'forward',
      'operator',
      'off',
    ]),
    lookupDelaysMs: or('SHOWRUNNER_BROADCAST_LOOKUP_DELAYS')
      .split(',')
      .map((part) => 1000 * parseNumber('SHOWRUNNER_BROADCAST_LOOKUP_DELAYS', part, 0, 86_400)),
    takeOver: parseChoice('SHOWRUNNER_TAKE_OVER', or('SHOWRUNNER_TAKE_OVER'), ['operator', 'commit']),
    statistics: parseChoice('SHOWRUNNER_STATISTICS', or('SHOWRUNNER_STATISTICS'), ['daily', 'off']),
    costs: parseCosts('SHOWRUNNER_QUOTA_COSTS', or('SHOWRUNNER_QUOTA_COSTS')),
    log: {
      to: parseChoice('SHOWRUNNER_LOG', or('SHOWRUNNER_LOG'), ['file', 'stdout']),
      level: parseChoice('SHOWRUNNER_LOG_LEVEL', or('SHOWRUNNER_LOG_LEVEL'), [
        'debug',
        'info',
        'warn',
        'error',
      ]),
    },
    ...defined({
      branch,
      keptRemote,
      writeBack,
      driftMs,
      codeHost: readCodeHost(read),
      http: readHttp(read),
    }),
  };
}

/** What is where in the state folder. */
export const stateFolders = (state: string) => ({
  temporal: join(state, 'temporal'),
  youtube: join(state, 'youtube'),
  repository: join(state, 'repository'),
  kept: join(state, 'kept.git'),
  credentials: join(state, 'credentials.json'),
  localCredentials: join(state, 'credentials.local.json'),
  accountCheck: join(state, 'youtube-check'),
  version: join(state, 'version'),
  log: join(state, 'showrunner.log'),
});

function readYouTube(read: (name: Name) => string, or: (name: Name) => string): YouTubeTarget {
  const target = or('SHOWRUNNER_YOUTUBE');
  if (target === 'local') return { kind: 'start', port: parsePort('SHOWRUNNER_YOUTUBE_PORT', or) };
  if (URL.canParse(target) && /^https?:$/.test(new URL(target).protocol))
    return { kind: 'url', url: trimEndOf(target, '/') };
  if (target !== 'google')
    throw new SettingsError(
      `SHOWRUNNER_YOUTUBE: expected local, google or the URL of a local YouTube, found "${target}"`,
    );
  const clientId = read('SHOWRUNNER_YOUTUBE_CLIENT_ID') || undefined;
  const clientSecret = read('SHOWRUNNER_YOUTUBE_CLIENT_SECRET') || undefined;
  const refreshToken = read('SHOWRUNNER_YOUTUBE_REFRESH_TOKEN') || undefined;
  const hasClient = clientId !== undefined && clientSecret !== undefined;
  if (!hasClient && (clientId ?? clientSecret ?? refreshToken) !== undefined)
    throw new SettingsError(
      'SHOWRUNNER_YOUTUBE_CLIENT_ID and SHOWRUNNER_YOUTUBE_CLIENT_SECRET: set both, or neither together with SHOWRUNNER_YOUTUBE_REFRESH_TOKEN',
    );
  return { kind: 'google', ...defined({ clientId, clientSecret, refreshToken }) };
}

/** Names of version 0.1. */
const FORMER_NAMES: Readonly<Record<string, Name>> = {
  SHOWRUNNER_LOOK_AGAIN: 'SHOWRUNNER_BROADCAST_LOOKUP_DELAYS',
  SHOWRUNNER_POLL: 'SHOWRUNNER_POLL_SECONDS',
  SHOWRUNNER_DRIFT_EVERY: 'SHOWRUNNER_DRIFT_INTERVAL',
  SHOWRUNNER_COSTS: 'SHOWRUNNER_QUOTA_COSTS',
};

function assertKnown(env: Environment): void {
  const names = Object.keys(SETTINGS);
  for (const name of Object.keys(env)) {
    // The receivers in academy.yaml name these.
    if (name.startsWith('SHOWRUNNER_NOTIFY_') || isSecretFile(name)) continue;
    if (!name.startsWith('SHOWRUNNER_') || names.includes(name)) continue;
    const renamed = FORMER_NAMES[name];
    if (renamed !== undefined) throw new SettingsError(`${name} is now ${renamed}`);
    const near = suggest(name, names);
    throw new SettingsError(
      `${name}: unknown setting${near === undefined ? '; docs/settings.md lists all settings' : `. Did you mean ${near}?`}`,
    );
  }
}

const parsePort = (name: Name, or: (name: Name) => string): number => parseNumber(name, or(name), 0, 65_535);

function parseNumber(name: Name, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new SettingsError(`${name}: expected a number from ${min} to ${max}, found "${text}"`);
}

function parseChoice<const Choice extends string>(
  name: Name,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new SettingsError(`${name}: expected ${choices.join(' or ')}, found "${text}"`);
}

const MAX_UNITS = 10_000;

/** Only for methods whose cost Google does not publish. */
function parseCosts(name: Name, text: string): Costs {
  const pairs = text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair): [string, number] => {
      const [method = '', units = ''] = pair.split('=').map((part) => part.trim());
      parseChoice(name, method, ASSUMED_METHODS);
      return [method, parseNumber(name, units, 1, MAX_UNITS)];
    });
  return { ...COSTS, ...Object.fromEntries(pairs) };
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds; undefined: `off`. */
function parseInterval(name: Name, text: string): number | undefined {
  if (text === 'off') return undefined;
  const [, number, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) return Number(number) * UNITS[unit as keyof typeof UNITS];
  throw new SettingsError(`${name}: expected a time such as 30m, 6h or 1d, or off, found "${text}"`);
}
