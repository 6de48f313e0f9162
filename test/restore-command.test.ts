import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { history } from '../scripts/commands/history.ts';
import { overwriteEpisodes } from '../scripts/commands/overwrite.ts';
import { restoreEpisodes } from '../scripts/commands/restore.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { finished, finishedFiles, videoIdOf } from './support/academy-files.ts';

const EPISODE = 'talks/t0000';
const FILE = `episodes/${EPISODE}.yaml`;
const VIDEO = videoIdOf(0);
const DAY = 24 * 60 * 60_000;
let academy: TestAcademy;
/** What was kept first: their title and their description. */
let theirs = '';

const video = () => academy.youtube.video(VIDEO);
const bodyOf = ({ description }: { description: string }): string =>
  description.split('\n\nhttps://')[0] ?? '';

function place() {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const env = { TEMPORAL_ADDRESS: address ?? '', SHOWRUNNER_YOUTUBE: academy.youtube.url };
  const flags = {
    SHOWRUNNER_REPOSITORY: academy.content.folder,
    SHOWRUNNER_STATE: join(academy.folder, 'state'),
  };
  return { settings: readSettings(env, flags), env, episodeId: EPISODE };
}
type Wish = Partial<Parameters<typeof restoreEpisodes>[0]>;
const NO_TERMINAL = { print: () => undefined };
const restore = (wish: Wish = {}) => {
  const { episodeId, ...here } = place();
  const selection = { episodeIds: [episodeId], show: undefined, all: false };
  return restoreEpisodes({ ...here, by: 'bob', selection, yes: true, console: NO_TERMINAL, ...wish });
};
/** Shows what would be restored, and writes nothing. */
const look = (wish: Wish = {}) => restore({ yes: false, ...wish });
const overwrite = (fields: string[], episodeIds = [EPISODE]) => {
  const { episodeId: _, ...here } = place();
  return overwriteEpisodes({
    ...here,
    selection: { episodeIds, show: undefined, reason: undefined },
    fields,
    by: 'ann',
    yes: true,
    console: NO_TERMINAL,
  });
};
const keptOf = ({ json }: { json: unknown }): string =>
  (json as { episodes: { choices: { kept: string }[] }[] }).episodes[0]?.choices[0]?.kept ?? '';

beforeAll(async () => {
  academy = await openAcademy({ files: finishedFiles(2, () => 'ada') });
  await academy.startWorker();
  await academy.waitUntilSynced();
}, 60_000);
afterAll(() => academy.close());

it('nothing that YouTube does not have: nothing to do, and says where it looked', async () => {
  const { code, text } = await restore();
  expect(code).toBe(0);
  expect(text).toContain(`nothing to restore: YouTube has what was kept last of ${EPISODE}`);
  expect(text).toContain('kept.git, on this machine only');
});

it('shows the difference and writes nothing unless a person agrees', async () => {
  const { description } = await video();
  await academy.youtube.studio(VIDEO, { title: 'Theirs', description: `Their words\n\n${description}` });
  const { text } = await overwrite(['title', 'description']);
  theirs =
    /kept the previous title, description as ([0-9a-f]{16}), on this machine only$/.exec(text)?.[1] ?? '';
  expect(theirs).not.toBe('');
  const at = await academy.youtube.lastWrite();
  const asked: string[] = [];
  const print = (text: string): void => void asked.push(text);
  const ask = async (question: string) => {
    asked.push(question);
    return false;
  };
  expect(await look({ console: { print, ask } })).toMatchObject({ code: 2, text: 'nothing was written' });
  const [card = '', question] = asked;
  expect(question).toBe('Restore 1 episode on YouTube?');
  const silent = await look();
  expect(silent.code).toBe(2);
  expect(silent.text).toContain(
    `npx showrunner restore ${EPISODE} --repository ${academy.content.folder} --state ${join(academy.folder, 'state')} --by bob --yes`,
  );
  for (const shown of [card, silent.text]) {
    expect(shown).toContain(`"first" overwrote it, released by ann`);
    expect(shown).toContain('  title\n    - Talk 0\n    + Theirs\n  description\n    + Their words');
    expect(shown).toContain('1 episode: title in 1, description in 1; about 51 units');
    expect(shown).toContain('no commit overwrites it');
  }
  expect(await academy.youtube.writes(at)).toEqual([]);
});

it('writes it back, and it stays: through a commit, a check, and a second look', async () => {
  const { code, text } = await restore();
  expect(text).toMatch(/^talks\/t0000: written, restored title, description from [0-9a-f]{16}/);
  expect([code, (await video()).title, bodyOf(await video()).split('\n')[0]]).toEqual([
    0,
    'Theirs',
    'Their words',
  ]);
  await until(
    () => academy.client().workflow.getHandle(`episode/${EPISODE}`).describe(),
    ({ status }) => status.name === 'COMPLETED',
  );
  expect((await restore()).code).toBe(0);
  await academy.content.commit('Another title', {
    [FILE]: finished(0, 'ada, bob').replace('Talk 0', 'Talk zero'),
  });
  await academy.waitUntilSynced();
  expect([(await video()).title, bodyOf(await video()).split('\n')[0]]).toEqual(['Theirs', 'Their words']);
});

it('a lost answer is asked for again, and nothing is written twice', async () => {
  await overwrite(['title']);
  const at = await academy.youtube.lastWrite();
  await academy.youtube.fault({ method: 'videos.update', kind: 'withhold' });
  expect(await restore({ fields: ['title'] })).toMatchObject({
    code: 0,
    text: expect.stringContaining('talks/t0000: unchanged, YouTube has this already ('),
  });
  expect((await video()).title).toBe('Theirs');
  expect((await academy.youtube.writes(at)).filter(({ applied }) => applied)).toHaveLength(1);
});

it('--field restores one field, --from a commit or an entry, --before the newest from before', async () => {
  await overwrite(['title', 'description']);
  expect((await video()).title).toBe('Talk zero');
  await restore({ fields: ['title'] });
  expect([(await video()).title, bodyOf(await video()).split('\n')[0]]).not.toContain('Their words');
  expect((await video()).title).toBe('Theirs');
  const first = await restore({ from: 'main~1', fields: ['title'] });
  expect([first.code, (await video()).title]).toEqual([0, 'Talk 0']);
  // The title that this replaced is the newest entry now.
  const newest = keptOf(await look());
  expect(newest).toMatch(/^[0-9a-f]{16}$/);
  expect(newest).not.toBe(theirs);
  await restore({ from: theirs, fields: ['description'] });
  expect(bodyOf(await video()).split('\n')[0]).toBe('Their words');
  const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
  await overwrite(['title', 'description']);
  const before = await look({ before: tomorrow, fields: ['title'] });
  expect(keptOf(before)).toMatch(/^[0-9a-f]{16}$/);
  const early = await restore({ before: '2020-01-01' });
  expect([early.code, early.text]).toEqual([0, 'nothing to restore: YouTube has this already']);
});

it('a picture comes back, is shown as a file, and is not restored twice', async () => {
  const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#c0ffee' } })
    .png()
    .toBuffer();
  await academy.youtube.studioPicture(VIDEO, picture);
  const { thumbnailSha256 } = await video();
  await overwrite(['thumbnail']);
  expect((await video()).thumbnailSha256).not.toBe(thumbnailSha256);
  const shown = await look();
  const [, path = ''] = /\+ (\/.*showrunner-[0-9a-f]{16}\.png)/.exec(shown.text) ?? [];
  expect(
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  ).toBe(thumbnailSha256);
  expect((await restore({ fields: ['thumbnail'] })).text).toContain('written, restored thumbnail');
  expect((await video()).thumbnailSha256).toBe(thumbnailSha256);
  expect((await restore({ fields: ['thumbnail'] })).code).toBe(0);
});

it('several at once: one card, a failure of one stops no other, and a second time nothing is left', async () => {
  const others = [EPISODE, 'talks/t0001'];
  for (const number of [0, 1]) await academy.youtube.studio(videoIdOf(number), { title: `Theirs ${number}` });
  await overwrite(['title'], others);
  const show = { selection: { episodeIds: [], show: 'talks', all: false } };
  const { code, text } = await look(show);
  expect(code).toBe(2);
  expect(text).toContain('2 episodes: title in 2; about 102 units');
  expect(text).toContain(`npx showrunner restore --show talks --repository`);
  const kept = `${finished(1, 'ada')}fields: { title: keep }\n`;
  await academy.content.commit('Leave this title alone', { 'episodes/talks/t0001.yaml': kept });
  await academy.waitUntilSynced();
  const all = await restore({ selection: { episodeIds: [], show: undefined, all: true } });
  expect(all.code).toBe(1);
  expect(all.text.split('\n').sort()).toEqual([
    expect.stringMatching(/^talks\/t0000: written, restored title from [0-9a-f]{16}/),
    expect.stringContaining('talks/t0001: failed, title is "keep" under fields'),
  ]);
  expect((await video()).title).toBe('Theirs 0');
  await academy.content.commit('Ours again', { 'episodes/talks/t0001.yaml': finished(1, 'ada') });
  await academy.waitUntilSynced();
  expect(await restore(show)).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^talks\/t0001: written[^\n]*$/),
  });
  const at = await academy.youtube.lastWrite();
  expect(await restore(show)).toMatchObject({ code: 0, text: expect.stringContaining('nothing to restore') });
  expect(await academy.youtube.writes(at)).toEqual([]);
});

it('history --diff shows what each write changed, a person’s texts too', async () => {
  const { text, json } = await history({ ...place(), diff: true });
  const { entries } = json as {
    entries: { did: string[]; diffs: { field: string; before?: string; after?: string }[] }[];
  };
  const diffs = entries.flatMap((entry) => entry.diffs);
  expect(diffs).toContainEqual({ field: 'title', before: 'Theirs', after: 'Talk 0' });
  expect(diffs).toContainEqual({ field: 'title', before: 'Talk 0', after: 'Theirs' });
  expect(diffs).toContainEqual({ field: 'title', before: 'Theirs', after: 'Talk zero' });
  expect(text).toContain('  description\n    - Their words');
  expect(text).toContain('because of an operator (overwrite or restore)');
  expect(text).toMatch(/ {2}thumbnail\n {4}- kept as [0-9a-f]{16}, image\/png\n {4}\+ drawn at commit/);
  const plain = await history(place());
  expect(plain.text).not.toContain('Their words');
});

it('a misspelt field, a bad date, an unknown commit and an unknown episode are errors that say what to do', async () => {
  await expect(restore({ selection: { episodeIds: [EPISODE], show: 'talks', all: false } })).rejects.toThrow(
    'name episodes, or all of a show',
  );
  await expect(restore({ fields: ['titel'] })).rejects.toThrow('Did you mean "title"?');
  await expect(restore({ fields: ['start'] })).rejects.toThrow('title, description, tags, thumbnail');
  await expect(restore({ before: 'yesterday' })).rejects.toThrow('--before: expected 2026-11-29');
  await expect(restore({ from: 'nowhere' })).rejects.toThrow('there is no commit, branch or tag "nowhere"');
  await expect(
    restore({ selection: { episodeIds: ['talks/t000'], show: undefined, all: false } }),
  ).rejects.toThrow(`Did you mean "${EPISODE}"?`);
});
