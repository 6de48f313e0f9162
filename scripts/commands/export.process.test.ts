import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportSchema } from '../../domain/render/export/schema.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
} from '../../test/support/git-repository.ts';
import { controlYouTube } from '../../test/support/youtube.ts';
import { startLocalYouTube } from '../../worker/local-youtube.ts';

const write = (day: string, more: string): string =>
  `title: Hello\nshow: klustered\nscheduledFor: ${day}T17:00:00Z\n${more}\n`;

let folder = '';
beforeAll(async () => {
  folder = await createFolder();
  const repository = await createTestRepository(folder);
  await repository.commit({
    ...ACADEMY,
    'guests/left-out.yaml': 'name: Left Out\nlisted: false\n',
    'episodes/klustered/past.yaml': write(
      '2020-12-04',
      'visibility: public\nyoutube: { videoId: K72fOdbxXu8 }',
    ),
    'episodes/klustered/to-come.yaml': write('2096-12-04', 'visibility: public\nguests: [ada]'),
    'episodes/klustered/secret.yaml': write('2096-12-05', 'visibility: private\nguests: [ada]'),
  });
});
afterAll(() => removeFolder(folder));

test('--youtube finds the video of an episode whose file names none, and only while it is public', async () => {
  const place = await createFolder();
  const repository = await createTestRepository(join(place, 'content'));
  const youtube = await startLocalYouTube({ port: 0, folder: join(place, 'youtube') });
  try {
    const file = (more: string) => ({
      'episodes/found.yaml': write('2020-12-05', `visibility: public\n${more}`),
    });
    await repository.commit({ ...ACADEMY, ...file('youtube: { videoId: found000001 }') });
    const env = { SHOWRUNNER_YOUTUBE: youtube.url };
    expect(await run(repository.folder, ['youtube', 'seed', '--url', youtube.url])).toMatchObject({
      code: 0,
    });
    await repository.commit(file(''));
    const find = async () => {
      const { stdout, stderr } = await run(repository.folder, ['export', 'json', '--youtube'], env);
      expect(stderr).toMatch(/^showrunner: reads YouTube for at most \d+ units$/);
      return exportSchema.parse(JSON.parse(stdout)).episodes[0]?.videoId;
    };
    const control = controlYouTube(youtube.url);
    await control.studio('found000001', { privacyStatus: 'public' });
    expect(await find()).toBe('found000001');
    await control.studio('found000001', { privacyStatus: 'private' });
    expect(await find()).toBeUndefined();
    expect(await control.writes()).toEqual([]);
  } finally {
    await youtube.stop();
    await removeFolder(place);
  }
});

test('json prints the public catalog of the files on disk, or of a commit', async () => {
  const { code, stdout, stderr } = await run(folder, ['export', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const value = exportSchema.parse(JSON.parse(stdout));
  expect(value.episodes.map(({ id }) => id)).toEqual(['klustered/past', 'klustered/to-come']);
  expect(value.commit).toBeUndefined();
  const committed = await run(folder, ['export', 'json', '--commit', 'main', '--guest', 'ada']);
  const part = exportSchema.parse(JSON.parse(committed.stdout));
  expect(part.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(part.episodes.map(({ id }) => id)).toEqual(['klustered/to-come']);
});

test('a calendar has what is to come too, a feed what has started; --out writes a file', async () => {
  const calendar = await run(folder, ['export', 'ics', '--upcoming']);
  expect(calendar.stdout.match(/^UID:.*$/gm)).toHaveLength(1);
  expect(calendar.stdout).toContain('UID:klustered/to-come@');
  const feed = await run(folder, ['export', 'rss', '--out', 'feed.xml', '--show', 'klustered']);
  expect(feed.stdout).toBe('wrote feed.xml: 2 episodes\n'.trimEnd());
  const text = await readFile(join(folder, 'feed.xml'), 'utf8');
  expect(text).toContain('<title>Test Academy: Klustered</title>');
  expect(text.match(/<guid.*<\/guid>/g)).toEqual([expect.stringContaining('>klustered/past@')]);
});

test('an invitation is a calendar file and a text, of private episodes too', async () => {
  const made = await run(folder, [
    'invite',
    'ada',
    '--timezone',
    'Asia/Tokyo',
    '--out',
    'invitations',
    '--json',
  ]);
  expect(made.code).toBe(0);
  const { files } = JSON.parse(made.stdout) as { files: { episode: string; ics: string; text: string }[] };
  expect(files.map(({ episode }) => episode)).toEqual(['klustered/to-come', 'klustered/secret']);
  const [first] = files;
  if (first === undefined) throw new Error('no file');
  expect(await readFile(join(folder, first.text), 'utf8')).toContain(
    'Wednesday, 5 December 2096, 02:00-03:00 GMT+9 (Asia/Tokyo), which is 17:00-18:00 UTC',
  );
  expect(await readFile(join(folder, first.ics), 'utf8')).toContain('DTSTART:20961204T170000Z');
});

test.each([
  [['export', 'jason'], /expected json, ics or rss, found "jason". Did you mean "json"\?/],
  [['export', 'json', '--show', 'klusterd'], /there is no show "klusterd"\. Did you mean "klustered"\?/],
  [['export', 'ics', '--guest', 'left-out'], /left-out asked to be left out of everything that is published/],
  [['export', 'rss', '--url', 'javascript:x'], /--url: expected a URL with http or https/],
  [['invite', 'adda'], /there is no guest "adda". Did you mean "ada"\?/],
  [['invite', 'ada', 'klustered/past'], /ada is neither a guest nor a host of klustered\/past/],
  [['invite', 'ada', '--timezone', 'Mars/Base'], /--timezone: expected an IANA time zone/],
])('%j is refused with the reason', async (args, reason) => {
  const { code, stdout, stderr } = await run(folder, args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(reason);
});
