import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChecks } from '../../clients/checks.ts';
import { storeCredentials } from '../../config/credentials.ts';
import { readSettings } from '../../config/settings.ts';
import type { Finding } from '../../domain/shared/finding.ts';
import { type LocalYouTube, startLocalYouTube } from '../../emulator/server.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { controlYouTube } from '../../test/support/youtube.ts';
import { checkState } from './doctor/check-machine.ts';
import { doctor } from './doctor.ts';

const OURS = 'UCshowrunnerlocal0000000';
const FILES = {
  ...ACADEMY,
  'academy.yaml': ACADEMY['academy.yaml'].replace('UCxxxxxxxxxxxxxxxxxxxxxx', OURS),
};

let folder = '';
let content: TestRepository;
let youtube: LocalYouTube;
beforeEach(async () => {
  folder = await createFolder();
  content = await createTestRepository(join(folder, 'content'));
  youtube = await startLocalYouTube();
  await controlYouTube(youtube.url).seed({ streams: ['Main encoder'] });
});
afterEach(async () => {
  await youtube.close();
  await removeFolder(folder);
});

const envOf = (more: Record<string, string> = {}) => ({
  SHOWRUNNER_REPOSITORY: content.folder,
  SHOWRUNNER_STATE: join(folder, 'state'),
  SHOWRUNNER_YOUTUBE: youtube.url,
  // No server is there.
  SHOWRUNNER_TEMPORAL_PORT: '1',
  ...more,
});

async function examine(more?: Record<string, string>) {
  const startedAt = performance.now();
  const { code, json } = await doctor({ env: envOf(more) });
  const { checks, units } = json as { checks: readonly Finding[]; units: number };
  const say = (name: string): string | undefined => {
    const found = checks.find(({ check }) => check === name);
    return found === undefined ? undefined : `${found.state}: ${found.text}`;
  };
  return { code, checks, units, say, ms: performance.now() - startedAt };
}

test('without a worker and without Temporal, the rest is checked, and nothing is made', async () => {
  await content.commit(FILES);
  const { code, checks, say, units } = await examine();
  expect(checks.filter(({ state }) => state === 'problem')).toEqual([]);
  expect(say('repository')).toMatch(/^fine: .*\/content, branch main, commit [0-9a-f]{10}$/);
  expect(say('academy.yaml')).toBe('fine: Test Academy, manage: full');
  expect(say('channel')).toBe(`fine: ${OURS} "Local Academy"`);
  expect(say('token-age')).toBe('fine: made-up credentials, which do not end');
  expect(say('temporal')).toBe(
    'warning: no Temporal server is running here: `npx showrunner start` starts one, and a worker',
  );
  expect(say('worker')).toBe('unknown: not checked: there is no Temporal server');
  expect(say('state')).toContain('which the first start creates');
  expect([code, units]).toEqual([2, 2]);
  expect(await readdir(folder)).toEqual(['content']);
});

test('on the command line: problems first, JSON that can be parsed, and the exit code', async () => {
  await content.commit(FILES);
  await controlYouTube(youtube.url).settings({ channelId: 'UCpersonalChannelOfKim00' });
  const text = await run(folder, ['doctor'], envOf());
  expect(text).toMatchObject({ code: 1, stderr: '' });
  expect(text.stdout.split('\n')[0]).toMatch(/^problem {2}channel +the token belongs to channel UCpersonal/);
  expect(text.stdout).toMatch(/\n1 unit spent of the day's quota, 4 at most; \d+\.\d s$/);
  const all = await run(folder, ['doctor', '--all', '--json'], envOf());
  const json = JSON.parse(all.stdout);
  expect(json).toMatchObject({ ok: false, problems: 1, units: 1 });
  expect(json.checks[0]).toMatchObject({ check: 'channel', state: 'problem', ms: expect.any(Number) });
  expect(json.checks).toHaveLength(json.problems + json.warnings + json.unknown + json.fine);
});

describe('each check that fails says what is, why and what to do', () => {
  test('settings: nothing else can be checked but Node', async () => {
    const { code, say, checks } = await examine({ SHOWRUNNER_STAET: '/tmp' });
    expect(say('settings')).toBe(
      'problem: SHOWRUNNER_STAET: unknown setting. Did you mean SHOWRUNNER_STATE?',
    );
    expect(checks.filter(({ state }) => state === 'fine').map(({ check }) => check)).toEqual(['node']);
    expect(code).toBe(1);
  });

  test('no repository', async () => {
    const { say } = await examine({ SHOWRUNNER_REPOSITORY: folder });
    expect(say('repository')).toMatch(/^problem: git rev-parse: fatal: not a git repository.*Run `git init`/);
    expect(say('academy.yaml')).toBe('unknown: not checked: the repository could not be read');
  });

  test('a branch that does not exist', async () => {
    await content.commit(FILES);
    const { say } = await examine({ SHOWRUNNER_BRANCH: 'mian' });
    expect(say('repository')).toBe('problem: There is no branch "mian"; there are: main.');
  });

  test('a repository elsewhere: one that answers, and one that refuses the login, without its password', async () => {
    await content.commit(FILES);
    const there = await examine({ SHOWRUNNER_REPOSITORY: `file://${content.folder}` });
    expect(there.say('repository')).toMatch(/^fine: file:.*, branch main, commit/);
    expect(there.say('academy.yaml')).toMatch(/^unknown: not read: this machine has not fetched/);
    expect(there.say('write-back')).toBe('fine: ids of new videos are pushed to the followed branch');
    expect(there.say('channel')).toMatch(/^unknown: .*not compared: there is no academy\.yaml to read$/);
    const off = { SHOWRUNNER_REPOSITORY: `file://${content.folder}`, SHOWRUNNER_WRITE_BACK: 'off' };
    expect((await examine(off)).say('write-back')).toBeUndefined();
    const gone = await examine({ SHOWRUNNER_REPOSITORY: 'http://jo:hunter22@127.0.0.1:1/a.git' });
    expect(gone.say('repository')).toMatch(/^warning: .*127\.0\.0\.1:1.*; try again later$/);
    expect(gone.say('write-back')).toBeUndefined();
    expect(JSON.stringify(gone.checks)).not.toContain('hunter22');
  });

  test('no commit, and then academy.yaml on disk only: it is used all the same', async () => {
    expect((await examine()).say('academy.yaml')).toBe(
      'problem: there is none: write it with `npx showrunner init`, and commit it',
    );
    await content.write(FILES);
    const { say } = await examine();
    expect(say('repository')).toMatch(/^warning: .* has no commit yet/);
    expect(say('academy.yaml')).toBe('warning: it is on disk only: commit it, a worker reads commits');
    expect(say('channel')).toMatch(/^fine/);
  });

  test('credentials: none, and a file that is damaged', async () => {
    const google = { SHOWRUNNER_YOUTUBE: 'google' };
    expect((await examine(google)).say('credentials')).toMatch(
      /^problem: there are none: run `npx showrunner login`/,
    );
    await mkdir(join(folder, 'state'), { mode: 0o700 });
    await writeFile(join(folder, 'state', 'credentials.json'), '{"refreshToken":"secret-token"');
    const { checks, say } = await examine(google);
    expect(say('credentials')).toMatch(/^problem: .*credentials\.json is damaged/);
    expect(JSON.stringify(checks)).not.toContain('secret-token');
  });

  test('credentials that login stored are six days old', async () => {
    await content.commit(FILES);
    await storeCredentials(readSettings(envOf()), {
      ...{ clientId: 'c', clientSecret: 's', refreshToken: 'stored-refresh-token', scopes: [] },
      channel: { id: OURS, title: 'x' },
      grantedAt: new Date(Date.now() - 6.5 * 86_400_000).toISOString(),
    });
    const { checks, say } = await examine();
    expect(say('token-age')).toMatch(/^warning: consent was given 6 days ago/);
    expect(JSON.stringify(checks)).not.toContain('stored-refresh-token');
  });

  test('a local YouTube that is not running is not asked for', async () => {
    const { say } = await examine({ SHOWRUNNER_YOUTUBE: 'local', SHOWRUNNER_YOUTUBE_PORT: '1' });
    expect(say('credentials')).toBe(
      'unknown: not checked: the local YouTube is not running; `npx showrunner start` starts it',
    );
  });

  test('a Temporal server that was named and is not there', async () => {
    const { say, code } = await examine({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(say('temporal')).toMatch(/^problem: no Temporal server answers at 127\.0\.0\.1:1/);
    expect(code).toBe(1);
  });

  test('what accepts connections and never answers: within five seconds, the rest is there', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    await content.commit(FILES);
    const there = `127.0.0.1:${port}`;
    const { ms, say } = await examine({
      TEMPORAL_ADDRESS: there,
      SHOWRUNNER_YOUTUBE: `http://${there}`,
      SHOWRUNNER_REPOSITORY: `http://${there}/a.git`,
    });
    silent.close();
    expect(say('credentials')).toBe('warning: the local YouTube does not answer within 3 s');
    expect(say('repository')).toBe(`warning: http://${there}/a.git does not answer within 3 s`);
    expect(say('temporal')).toMatch(/^(problem|warning): /);
    expect(say('disk')).toMatch(/MB free/);
    // Five seconds, and what a busy machine adds.
    expect(ms).toBeLessThan(30_000);
  });

  test('a state folder: of another version, open to others, and not ours to write', async () => {
    const state = join(folder, 'state');
    const check = async (place = state): Promise<string | undefined> => {
      const checks = createChecks();
      await checkState(checks, place, '0.2.0');
      const found = checks.findings.find((one) => one.check === 'state');
      return `${found?.state}: ${found?.text}`;
    };
    await mkdir(join(state, 'temporal'), { recursive: true });
    await chmod(state, 0o755);
    expect(await check()).toMatch(/^warning: other users of this machine can read .*`chmod -R go= \S+`/);
    await writeFile(join(state, 'temporal', 'temporal.db'), '');
    await writeFile(join(state, 'version'), '0.1\n');
    expect(await check()).toMatch(/^problem: the workflows in .* were started by Showrunner 0\.1/);
    await chmod(state, 0o555);
    // The owner `root` may write everywhere.
    if (process.getuid?.() !== 0)
      expect(await check()).toMatch(/^problem: .* cannot be written by this user/);
    expect(await check(join(state, 'version', 'state'))).toMatch(/^problem: .*version is not a folder/);
  });
});
