import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COSTS } from '../domain/shared/costs.ts';
import { readSettings, SETTINGS, SettingsError } from './settings.ts';

const GOOGLE = {
  SHOWRUNNER_YOUTUBE: 'google',
  SHOWRUNNER_YOUTUBE_CLIENT_ID: 'id',
  SHOWRUNNER_YOUTUBE_CLIENT_SECRET: 'secret',
  SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: 'token',
};

async function readRows(): Promise<string[][]> {
  const page = await readFile(new URL('../docs/settings.md', import.meta.url), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('| `SHOWRUNNER_'));
  return lines.map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

test('docs/settings.md lists every setting in order, with its meaning and its default', async () => {
  const plain = (text = ''): string => text.replaceAll('`', '');
  const documented = (await readRows()).map((row) => row.map(plain));
  const expected = Object.entries(SETTINGS).map(([name, { meaning, fallback }]) => [
    name,
    plain(meaning),
    fallback || 'none',
  ]);
  expect(documented).toEqual(expected);
});

test('the defaults: this folder and everything local', () => {
  expect(readSettings({})).toEqual({
    repository: process.cwd(),
    state: join(process.cwd(), '.showrunner'),
    pollMs: 60_000,
    youtube: { kind: 'start', port: 8765 },
    temporal: { port: 7233, uiPort: 8233 },
    taskQueue: 'showrunner',
    workerVersions: 'forward',
    lookupDelaysMs: [30_000, 120_000, 600_000],
    costs: COSTS,
    takeOver: 'operator',
    driftMs: 21_600_000,
    statistics: 'off',
    log: { to: 'file', level: 'info' },
  });
});

test('a flag beats the environment, and the environment the default', () => {
  const env = { SHOWRUNNER_BRANCH: 'env', SHOWRUNNER_TASK_QUEUE: 'env', SHOWRUNNER_STATE: '' };
  const settings = readSettings(env, { SHOWRUNNER_BRANCH: 'flag' });
  expect(settings).toMatchObject({
    branch: 'flag',
    taskQueue: 'env',
    state: join(process.cwd(), '.showrunner'),
  });
});

test('what is kept is in the state folder unless a remote is set', () => {
  expect(readSettings({ SHOWRUNNER_KEPT_REMOTE: '' }).keptRemote).toBeUndefined();
  const url = 'https://example.org/kept.git';
  expect(readSettings({ SHOWRUNNER_KEPT_REMOTE: url }).keptRemote).toBe(url);
});

test('numbers are kept daily or not at all', () => {
  expect(readSettings({ SHOWRUNNER_STATISTICS: 'daily' }).statistics).toBe('daily');
  expect(() => readSettings({ SHOWRUNNER_STATISTICS: '6h' })).toThrow(
    'SHOWRUNNER_STATISTICS: expected daily or off, found "6h"',
  );
});

test('an unknown SHOWRUNNER_ variable is an error that suggests a known one', () => {
  expect(() => readSettings({ SHOWRUNNER_BRANHC: 'main' })).toThrow(
    new SettingsError('SHOWRUNNER_BRANHC: unknown setting. Did you mean SHOWRUNNER_BRANCH?'),
  );
  expect(() => readSettings({ SHOWRUNNER_QQQQQQQQQQQQ: '' })).toThrow(
    /docs\/settings\.md lists all settings/,
  );
});

test.each([
  ['SHOWRUNNER_LOOK_AGAIN', 'SHOWRUNNER_BROADCAST_LOOKUP_DELAYS'],
  ['SHOWRUNNER_POLL', 'SHOWRUNNER_POLL_SECONDS'],
  ['SHOWRUNNER_DRIFT_EVERY', 'SHOWRUNNER_DRIFT_INTERVAL'],
  ['SHOWRUNNER_COSTS', 'SHOWRUNNER_QUOTA_COSTS'],
])('%s, the name in 0.1, is an error that names %s', (former, current) => {
  expect(() => readSettings({ [former]: '' })).toThrow(new SettingsError(`${former} is now ${current}`));
});

test('other variables are ignored, and those that academy.yaml may name', () => {
  const env = { TEMPORAL_ADDRESS: 'x', SHOWRUNNERS: 'y', SHOWRUNNER_NOTIFY_DISCORD: 'z' };
  expect(() => readSettings(env)).not.toThrow();
});

test('the credentials of google may be set, in part or not at all', () => {
  expect(readSettings(GOOGLE).youtube).toEqual({
    kind: 'google',
    clientId: 'id',
    clientSecret: 'secret',
    refreshToken: 'token',
  });
  expect(readSettings({ SHOWRUNNER_YOUTUBE: 'google' }).youtube).toEqual({ kind: 'google' });
  const { SHOWRUNNER_YOUTUBE_REFRESH_TOKEN: _none, ...client } = GOOGLE;
  expect(readSettings(client).youtube).toEqual({ kind: 'google', clientId: 'id', clientSecret: 'secret' });
  for (const missing of ['SHOWRUNNER_YOUTUBE_CLIENT_ID', 'SHOWRUNNER_YOUTUBE_CLIENT_SECRET'])
    expect(() => readSettings({ ...GOOGLE, [missing]: '' })).toThrow(/_CLIENT_SECRET: set both, or neither/);
});

test('a URL names a local YouTube that is running already', () => {
  expect(readSettings({ SHOWRUNNER_YOUTUBE: 'http://127.0.0.1:99/' }).youtube).toEqual({
    kind: 'url',
    url: 'http://127.0.0.1:99',
  });
  expect(() => readSettings({ SHOWRUNNER_YOUTUBE: 'gogle' })).toThrow(/expected local, google or the URL/);
});

test('the drift interval is in minutes, hours or days, or off', () => {
  const every = (text: string) => readSettings({ SHOWRUNNER_DRIFT_INTERVAL: text }).driftMs;
  expect([every('30m'), every('2h'), every('1d'), every('off')]).toEqual([
    1_800_000,
    7_200_000,
    86_400_000,
    undefined,
  ]);
});

test('the costs of live methods can be set', () => {
  const { costs } = readSettings({
    SHOWRUNNER_QUOTA_COSTS: 'liveBroadcasts.insert=1600, liveStreams.list=5',
  });
  expect(costs).toEqual({ ...COSTS, 'liveBroadcasts.insert': 1600, 'liveStreams.list': 5 });
});

test.each([
  ['SHOWRUNNER_QUOTA_COSTS', 'videos.update=1'],
  ['SHOWRUNNER_QUOTA_COSTS', 'liveBroadcasts.insert=0'],
  ['SHOWRUNNER_QUOTA_COSTS', 'liveBroadcasts.insert'],
  ['SHOWRUNNER_YOUTUBE_PORT', '65536'],
  ['SHOWRUNNER_TEMPORAL_PORT', '-1'],
  ['SHOWRUNNER_TEMPORAL_UI_PORT', 'any'],
  ['SHOWRUNNER_POLL_SECONDS', '0'],
  ['SHOWRUNNER_BROADCAST_LOOKUP_DELAYS', '30,,600'],
  ['SHOWRUNNER_DRIFT_INTERVAL', '6'],
  ['SHOWRUNNER_DRIFT_INTERVAL', '0h'],
  ['SHOWRUNNER_LOG', 'stderr'],
  ['SHOWRUNNER_LOG_LEVEL', 'loud'],
])('%s=%s is an error that names the setting', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}: expected .*, found`));
});
