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

test('the page lists each setting with its meaning and its default, in order, and no other', async () => {
  const plain = (text = ''): string => text.replaceAll('`', '');
  const told = (await readRows()).map((row) => row.map(plain));
  const known = Object.entries(SETTINGS).map(([name, { meaning, fallback }]) => [
    name,
    plain(meaning),
    fallback || 'none',
  ]);
  expect(told).toEqual(known);
});

test('without anything set, what is local and here holds', () => {
  expect(readSettings({})).toEqual({
    repository: process.cwd(),
    state: join(process.cwd(), '.showrunner'),
    pollMs: 60_000,
    youtube: { kind: 'start', port: 8765 },
    temporal: { port: 7233, uiPort: 8233 },
    taskQueue: 'showrunner',
    lookupDelaysMs: [30_000, 120_000, 600_000],
    costs: COSTS,
    driftMs: 21_600_000,
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

test('an unknown variable of ours is an error that names the one that was meant', () => {
  expect(() => readSettings({ SHOWRUNNER_BRANHC: 'main' })).toThrow(
    new SettingsError('SHOWRUNNER_BRANHC: there is no such setting; did you mean SHOWRUNNER_BRANCH?'),
  );
  expect(() => readSettings({ SHOWRUNNER_QQQQQQQQQQQQ: '' })).toThrow(/docs\/settings\.md lists them all/);
});

test('variables of others are none of our business', () => {
  expect(() => readSettings({ TEMPORAL_ADDRESS: 'x', SHOWRUNNERS: 'y' })).not.toThrow();
});

test('google needs all three credentials', () => {
  expect(readSettings(GOOGLE).youtube).toEqual({
    kind: 'google',
    clientId: 'id',
    clientSecret: 'secret',
    refreshToken: 'token',
  });
  for (const missing of Object.keys(GOOGLE).slice(1)) {
    expect(() => readSettings({ ...GOOGLE, [missing]: '' })).toThrow(/SHOWRUNNER_YOUTUBE=google needs/);
  }
});

test('a YouTube that runs already is named by its URL', () => {
  expect(readSettings({ SHOWRUNNER_YOUTUBE: 'http://127.0.0.1:99/' }).youtube).toEqual({
    kind: 'url',
    url: 'http://127.0.0.1:99',
  });
  expect(() => readSettings({ SHOWRUNNER_YOUTUBE: 'gogle' })).toThrow(/expected local, google or the URL/);
});

test('checks of the channel come by minutes, hours or days, or not at all', () => {
  const every = (text: string) => readSettings({ SHOWRUNNER_DRIFT_EVERY: text }).driftMs;
  expect([every('30m'), every('2h'), every('1d'), every('off')]).toEqual([
    1_800_000,
    7_200_000,
    86_400_000,
    undefined,
  ]);
});

test('the live methods, whose costs nobody publishes, cost what is set', () => {
  const { costs } = readSettings({ SHOWRUNNER_COSTS: 'liveBroadcasts.insert=1600, liveStreams.list=5' });
  expect(costs).toEqual({ ...COSTS, 'liveBroadcasts.insert': 1600, 'liveStreams.list': 5 });
});

test.each([
  ['SHOWRUNNER_COSTS', 'videos.update=1'],
  ['SHOWRUNNER_COSTS', 'liveBroadcasts.insert=0'],
  ['SHOWRUNNER_COSTS', 'liveBroadcasts.insert'],
  ['SHOWRUNNER_YOUTUBE_PORT', '65536'],
  ['SHOWRUNNER_TEMPORAL_PORT', '-1'],
  ['SHOWRUNNER_TEMPORAL_UI_PORT', 'any'],
  ['SHOWRUNNER_POLL', '0'],
  ['SHOWRUNNER_LOOK_AGAIN', '30,,600'],
  ['SHOWRUNNER_DRIFT_EVERY', '6'],
  ['SHOWRUNNER_DRIFT_EVERY', '0h'],
  ['SHOWRUNNER_LOG', 'stderr'],
  ['SHOWRUNNER_LOG_LEVEL', 'loud'],
])('%s=%s is refused by its name', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}: expected .*, found`));
});
