import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
} from '../../test/support/git-repository.ts';
import { controlYouTube } from '../../test/support/youtube.ts';
import { type RunningYouTube, startLocalYouTube } from '../../worker/local-youtube.ts';

/** Three finished streams of a guest on a local YouTube; then the guest is renamed. */
let folder = '';
let content = '';
let youtube: RunningYouTube;
beforeAll(async () => {
  folder = await createFolder();
  content = join(folder, 'content');
  const repository = await createTestRepository(content);
  await repository.commit({ ...ACADEMY, ...episodes((n) => `youtube: { videoId: plan000000${n} }\n`) });
  youtube = await startLocalYouTube({ port: 0, folder: join(folder, 'youtube') });
  const seeded = await run(content, ['youtube', 'seed', '--url', youtube.url]);
  expect(seeded).toMatchObject({ code: 0 });
  await repository.commit({ 'guests/ada.yaml': 'name: Ada King\n' });
  // Only the marker of the third video names its episode now.
  await repository.commit({ 'episodes/e3.yaml': episodes(() => '')['episodes/e3.yaml'] ?? '' });
});
afterAll(async () => {
  await youtube.stop();
  await removeFolder(folder);
});

const episodes = (more: (n: number) => string): Record<string, string> =>
  Object.fromEntries(
    [1, 2, 3].map((n) => [
      `episodes/e${n}.yaml`,
      `title: Talk ${n}\nshow: klustered\nscheduledFor: 2024-0${n}-01T12:00:00Z\nguests: [ada]\nthumbnail: keep\n${more(n)}`,
    ]),
  );

const planLive = (...args: string[]) =>
  run(content, ['plan', '--live', 'main~2..main~1', ...args], { SHOWRUNNER_YOUTUBE: youtube.url });

test('prints the cost first, compares with YouTube, and counts what it spent', async () => {
  const control = controlYouTube(youtube.url);
  const first = await planLive('--json');
  expect(first.stderr).toBe("reads YouTube for at most 2 units, not counted in the worker's quota");
  const offline = await run(content, ['plan', 'main~2..main~1', '--json']);
  expect(JSON.parse(offline.stdout).live).toBe('unknown');
  expect(JSON.parse(first.stdout)).toMatchObject({
    checksum: JSON.parse(offline.stdout).checksum,
    live: { same: [], edited: [], absent: [], spent: 2, units: 153 },
  });

  const { description } = await control.video('plan0000001');
  await control.studio('plan0000001', { description: `Watch this!\n${description}` });
  const { spent } = await control.quota();
  const { stdout } = await planLive();
  expect(stdout).toContain(
    'live: 2 to write, 0 already correct, 1 edited by a person or of unknown origin, 0 without a video; reading took 2 units',
  );
  expect(stdout).toContain('! e1: description may have been edited on YouTube; not overwritten');
  expect((await control.quota()).spent).toBe(spent + 2);
  expect(await control.writes()).toEqual([]);
});

test('finds a video that no file names by its marker', async () => {
  const ran = await run(content, ['plan', '--live', '--json', 'main~2..main'], {
    SHOWRUNNER_YOUTUBE: youtube.url,
  });
  expect(JSON.parse(ran.stdout).live).toMatchObject({ absent: [], spent: 3 });
});

test('without a YouTube that answers it is an error that names the place', async () => {
  const ran = await run(content, ['plan', '--live'], { SHOWRUNNER_YOUTUBE: 'http://127.0.0.1:9' });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(
    /could not read YouTube \(http:\/\/127\.0\.0\.1:9\): .*ECONNREFUSED.*; try again later$/,
  );
});

test('Google needs its credentials, and only with --live', async () => {
  const env = { SHOWRUNNER_YOUTUBE: 'google' };
  expect((await run(content, ['plan'], env)).code).toBe(2);
  const live = await run(content, ['plan', '--live'], env);
  expect(live).toMatchObject({ code: 1, stderr: expect.stringContaining('SHOWRUNNER_YOUTUBE_CLIENT_ID') });
});
