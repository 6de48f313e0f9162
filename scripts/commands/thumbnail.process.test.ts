import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { paintAvatar } from '../../drawing/fixtures/pictures.ts';
import { run } from '../../test/support/command.ts';
import {
  ACADEMY,
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';

type Report = {
  ok: boolean;
  place: string;
  pictures: { id: string; kind: string; file: string; sha256: string; bytes: number; error?: string }[];
  sheets: string[];
};

let folder = '';
let out = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  out = await mkdtemp(join(tmpdir(), 'showrunner-thumbnails-'));
  repository = await createTestRepository(folder);
});
afterEach(async () => {
  await removeFolder(folder);
  await rm(out, { recursive: true, force: true });
});

const writeEpisode = (title: string, more = ''): string =>
  `title: ${title}\nshow: klustered\nscheduledFor: 2026-12-04T17:00:00Z\n${more}`;
const ADA = 'name: Ada Byron\nof: Engines\nrole: Analyst\navatar: avatars/ada.png\n';
const withAda = async (colour: string) => ({
  ...ACADEMY,
  'guests/ada.yaml': ADA,
  'guests/avatars/ada.png': await paintAvatar(colour),
});
const draw = async (...args: string[]): Promise<Report & { code: number | undefined }> => {
  const ran = await run(folder, ['thumbnail', '--json', ...args]);
  return { code: ran.code, ...(JSON.parse(ran.stdout) as Report) };
};

describe('one episode', () => {
  test('is drawn into the state folder and printed with its file, size, bytes and milliseconds; 0', async () => {
    await repository.write({ ...ACADEMY, 'episodes/a/one.yaml': writeEpisode('One') });
    const ran = await run(folder, ['thumbnail', 'a/one']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const [, bytes = ''] =
      /^\.showrunner\/thumbnails\/a\/one\.png {2}1280x720, ([\d,]+) bytes, \d+ ms$/m.exec(ran.stdout) ?? [];
    const file = await readFile(join(folder, '.showrunner/thumbnails/a/one.png'));
    expect(file.length.toLocaleString('en-US')).toBe(bytes);
    expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 1280, height: 720 });
  });

  test('has the same bytes from disk and from the commit; --commit draws the tree there', async () => {
    const commit = await repository.commit({
      ...(await withAda('#d1495b')),
      'episodes/one.yaml': writeEpisode('One', 'guests: [ada]\n'),
    });
    const disk = await draw('one', '--out', out);
    await repository.write({ 'episodes/one.yaml': writeEpisode('Two', 'guests: [ada]\n') });
    const there = await draw('one', '--out', out, '--commit', 'main');
    const now = await draw('one', '--out', out);
    const sha = ({ pictures }: Report) => pictures[0]?.sha256;
    expect(sha(there)).toBe(sha(disk));
    expect(sha(now)).not.toBe(sha(disk));
    expect([there.place, there.pictures[0]?.file]).toEqual([
      `commit ${commit.slice(0, 10)}`,
      join(out, 'one.png'),
    ]);
  });

  test('with keep is not drawn but listed; a JPEG stays a JPEG', async () => {
    const red = { width: 1280, height: 720, channels: 3, background: '#d1495b' } as const;
    const photo = await sharp({ create: red }).jpeg().toBuffer();
    await repository.write({
      ...ACADEMY,
      'thumbs/own.jpg': photo,
      'episodes/kept.yaml': writeEpisode('Kept', 'thumbnail: keep\n'),
      'episodes/own.yaml': writeEpisode('Own', 'thumbnail: { file: thumbs/own.jpg }\n'),
    });
    const { code, pictures } = await draw('kept', 'own', '--out', out);
    expect(code).toBe(0);
    expect(pictures).toMatchObject([
      { id: 'kept', kind: 'kept' },
      { id: 'own', kind: 'drawn', file: join(out, 'own.jpg') },
    ]);
  });

  test.each([
    [['onee'], 'there is no episode "onee". Did you mean "one"?'],
    [[], 'name an episode'],
    [['--all', 'one'], '--all draws every episode: name none'],
    [['one', '--watch', '--commit', 'main'], '--watch: a commit never changes'],
  ])('thumbnail %j is refused with what to do; 1', async (args, words) => {
    await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
    const ran = await run(folder, ['thumbnail', ...args]);
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(words) });
  });
});

describe('all episodes', () => {
  test('are drawn even if some fail, which are listed with their file and what to do; 1', async () => {
    await repository.write({
      ...(await withAda('#d1495b')),
      'guests/avatars/ada.png': (await paintAvatar('#d1495b')).subarray(0, 400),
      'episodes/cut.yaml': writeEpisode('Cut', 'guests: [ada]\n'),
      'episodes/fine.yaml': writeEpisode('Fine'),
      'episodes/rune.yaml': writeEpisode('ᚠ'),
      'episodes/zoo.yaml': writeEpisode('Zoo'),
    });
    const { code, stdout } = await run(folder, ['thumbnail', '--all', '--out', out]);
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.find((line) => line.startsWith('episodes/cut.yaml: '))).toMatch(
      /avatars\/ada\.png is damaged or cut off .*: replace or remove the picture/,
    );
    expect(lines.find((line) => line.startsWith('episodes/rune.yaml: '))).toMatch(
      /no font has "ᚠ" \(U\+16A0\) of the title: set thumbnail\.title/,
    );
    expect(lines.at(-1)).toBe('2 pictures drawn, 2 failed');
    for (const name of ['fine.png', 'zoo.png'])
      expect(await sharp(join(out, name)).metadata()).toMatchObject({ width: 1280 });
  });

  test('are on contact sheets, twelve on a page', async () => {
    const names = Array.from({ length: 13 }, (_, index) => `episodes/e${index + 10}.yaml`);
    await repository.write({
      ...ACADEMY,
      ...Object.fromEntries(names.map((name, index) => [name, writeEpisode(`Number ${index}`)])),
    });
    const { code, sheets, pictures } = await draw('--all', '--sheet', '--out', out);
    expect(code).toBe(0);
    expect(pictures.length).toBe(13);
    expect(sheets).toEqual([join(out, '_sheet-1.png'), join(out, '_sheet-2.png')]);
    const [first, second] = await Promise.all(sheets.map((file) => sharp(file).metadata()));
    expect([first?.width, second?.width]).toEqual([1352, 688]);
    const { data } = await sharp(sheets[1])
      .extract({ left: 24, top: 24, width: 640, height: 360 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { channels } = await sharp(data, { raw: { width: 640, height: 360, channels: 3 } }).stats();
    expect(Math.max(...channels.map(({ max }) => max))).toBeGreaterThan(200);
  });
});

test('an HTML template is drawn again only when the picture changes; its errors have their line', async () => {
  const episode = writeEpisode('One', 'thumbnail: { template: mine }\n');
  const html = (inner: string) => `<!-- mine -->\n<div style="padding: 40px">${inner}</div>\n`;
  const write = (inner: string) =>
    repository.write({ ...ACADEMY, 'episodes/one.yaml': episode, 'thumbnails/mine.html': html(inner) });
  const shas: (string | undefined)[] = [];
  for (const inner of ['{{ title }}', '<!-- x -->{{ title }}', '{{ title }}!']) {
    await write(inner);
    shas.push((await draw('one', '--out', out)).pictures[0]?.sha256);
  }
  expect([shas[1] === shas[0], shas[2] === shas[0]]).toEqual([true, false]);
  await write('<b>x</b>');
  const { code, pictures } = await draw('one', '--out', out);
  expect([code, pictures[0]?.error]).toEqual([
    1,
    expect.stringContaining('thumbnails/mine.html:2:28: expected <div>'),
  ]);
  const ran = await run(folder, ['validate']);
  expect(ran.code).toBe(1);
  expect(`${ran.stdout}${ran.stderr}`).toContain('thumbnails/mine.html:2:28  thumbnail-markup');
});

test('a broken episode is drawn at its last valid version and reported; 1', async () => {
  await repository.commit({ ...ACADEMY, 'episodes/one.yaml': writeEpisode('One') });
  await repository.write({ 'episodes/one.yaml': `${writeEpisode('Two')}titel: Three\n` });
  const ran = await run(folder, ['thumbnail', 'one', '--out', out]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(`${join(out, 'one.png')}  1280x720`);
  expect(ran.stdout).toMatch(/^episodes\/one\.yaml:\d+:1 {2}unknown-key/m);
});

test('--watch draws again only pictures that changed, also by an avatar, and exits with 0 on Ctrl-C', async () => {
  await repository.write({
    ...(await withAda('#d1495b')),
    'episodes/one.yaml': writeEpisode('One', 'guests: [ada]\n'),
    'episodes/two.yaml': writeEpisode('Two'),
  });
  const bin = fileURLToPath(new URL('../showrunner.mjs', import.meta.url));
  const child = execa('node', [bin, 'thumbnail', '--all', '--watch', '--out', out], {
    cwd: folder,
    reject: false,
  });
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const waitFor = async (words: string): Promise<void> => {
    await expect.poll(() => printed, { timeout: 40_000, interval: 50 }).toContain(words);
    printed = '';
  };
  try {
    await waitFor('2 pictures drawn\n');
    const before = await readFile(join(out, 'one.png'));
    await repository.write({ 'guests/avatars/ada.png': await paintAvatar('#00798c') });
    await waitFor('1 picture drawn, 1 unchanged\n');
    expect((await readFile(join(out, 'one.png'))).equals(before)).toBe(false);
    await repository.write({ 'thumbnails/classic.html': '<div>{{ title }}</div>' });
    await waitFor('2 pictures drawn\n');
    // A picture may be anywhere, also in a folder that nothing named when the watch began.
    const named = writeEpisode('Two', 'thumbnail: { file: art/two.png }\n');
    await repository.write({ 'art/two.png': await paintThumbnail(1), 'episodes/two.yaml': named });
    await waitFor('1 picture drawn, 1 unchanged\n');
    let shade = 1;
    const repaint = async (): Promise<string> => {
      shade += 1;
      await repository.write({ 'art/two.png': await paintThumbnail(shade) });
      return printed;
    };
    await expect
      .poll(repaint, { timeout: 40_000, interval: 500 })
      .toContain('1 picture drawn, 1 unchanged\n');
    printed = '';
    await repository.write({ 'episodes/two.yaml': 'titel: [' });
    await waitFor('episodes/two.yaml:1:');
  } finally {
    child.kill('SIGINT');
  }
  expect(await child).toMatchObject({ exitCode: 0 });
}, 120_000);

const paintThumbnail = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background: { r: shade, g: 0, b: 90 } } })
    .png()
    .toBuffer();
