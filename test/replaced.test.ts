import { Connection } from '@temporalio/client';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { episodeWorkflowId } from '../contract/ids.ts';
import { retry } from '../contract/operator.ts';
import { renderSealedDescription } from '../domain/render/desired.ts';
import { status } from '../scripts/commands/status.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { CHANNEL_ID, LAST_YEAR, NEXT_YEAR } from './support/academy-files.ts';
import { checkDrift } from './support/check-drift.ts';
import { replayAndClose } from './support/replay-histories.ts';

/** Each episode has a first cut, which was public and ours, and a second one. */
const NAMES = ['hidden', 'waiting', 'silent', 'theirs'] as const;
type Name = (typeof NAMES)[number];
const oldOf = (name: Name): string => `old${name.padEnd(8, '0')}`;
const newOf = (name: Name): string => `new${name.padEnd(8, '0')}`;

let academy: TestAcademy;
let last = 0;

const episode = (name: Name, youtube: string, more = ''): Record<string, string> => ({
  [`episodes/${name}.yaml`]: `title: ${name}\nkind: video\nscheduledFor: ${LAST_YEAR}\ndescription: A lesson.\nfields: { thumbnail: full }\nthumbnail: keep\nyoutube: ${youtube}\n${more}`,
});
const first = (name: Name) => episode(name, `{ videoId: ${oldOf(name)} }`, 'visibility: public\n');
const second = (name: Name, replaces: string, more = 'visibility: public\n') =>
  episode(name, `{ videoId: ${newOf(name)}, replaces: [${replaces}] }`, more);

const sealed = (name: Name, id: string, more: Record<string, unknown> = {}) => ({
  id,
  title: name,
  description: renderSealedDescription(
    { channelId: CHANNEL_ID, episodeUrl: 'https://academy.example/watch/{{ episode.id }}' },
    { episodeId: name, title: name, body: 'A lesson.' },
    id,
  ),
  privacyStatus: 'public',
  ...more,
});

async function commit(files: Record<string, string | Buffer>): Promise<void> {
  last = await academy.youtube.lastWrite();
  await academy.content.commit('change', files);
  await academy.waitUntilSynced();
}
const written = async () =>
  (await academy.youtube.writes(last)).map(({ method, videoId, units }) => `${method} ${videoId} ${units}`);
const video = (id: string) => academy.youtube.video(id);
const statusText = async (): Promise<string> => {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  const settings = readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder });
  return (await status({ settings, env: { TEMPORAL_ADDRESS: address ?? '' } })).text;
};

beforeAll(async () => {
  const files = Object.assign({}, ...NAMES.filter((name) => name !== 'theirs').map(first));
  academy = await openAcademy({ files, seeded: false });
  await academy.youtube.seed({
    videos: NAMES.flatMap((name) => [
      sealed(name, oldOf(name), name === 'theirs' ? { description: 'By hand.' } : {}),
      sealed(name, newOf(name), name === 'waiting' ? { privacyStatus: 'private', publishAt: NEXT_YEAR } : {}),
    ]),
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
});
afterAll(() => replayAndClose(academy));

it('is hidden and gets its picture when the new one is up, and every byte of its texts stays', async () => {
  const by = 'A lesson, with  a word by hand. \n\nhttps://example.org';
  const { description } = await video(oldOf('hidden'));
  await academy.youtube.studio(oldOf('hidden'), { description: description.replace('A lesson.', by) });
  const before = await video(oldOf('hidden'));
  const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  const entry = `{ videoId: ${oldOf('hidden')}, visibility: unlisted, thumbnail: { file: thumbs/old.png } }`;
  await commit({ 'thumbs/old.png': picture, ...second('hidden', entry) });
  expect(await written()).toEqual([
    `videos.update ${oldOf('hidden')} 50`,
    `thumbnails.set ${oldOf('hidden')} 50`,
  ]);
  const { thumbnailSha256, ...now } = await video(oldOf('hidden'));
  expect(thumbnailSha256).toBeDefined();
  expect(now).toEqual({ ...before, privacyStatus: 'unlisted', hasCustomThumbnail: true });
  expect(await academy.episode('hidden')).toMatchObject({
    videoId: newOf('hidden'),
    lastEvent: expect.stringContaining(`the replaced video ${oldOf('hidden')} is now unlisted`),
  });

  // A person takes that back: it is theirs from then on.
  await academy.youtube.studio(oldOf('hidden'), { privacyStatus: 'public' });
  await commit(second('hidden', entry, 'visibility: public\ntags: [more]\n'));
  expect(await written()).toEqual([`videos.update ${newOf('hidden')} 50`]);
  expect(await academy.episode('hidden')).toMatchObject({
    attention: expect.stringContaining('its file said unlisted before, so a person may have made it so'),
  });
});

it('waits while the new one is private, whatever else is committed, and is hidden when it is public', async () => {
  // Without our line, only the workflow remembers whose it is.
  await commit(episode('waiting', `{ videoId: ${oldOf('waiting')} }`, 'visibility: public\ntags: [first]\n'));
  await academy.youtube.studio(oldOf('waiting'), { description: 'By hand.' });
  const entry = `{ videoId: ${oldOf('waiting')}, visibility: private }`;
  await commit(second('waiting', entry, `publishAt: ${NEXT_YEAR}\n`));
  expect(await written()).toEqual([]);
  const { replaced, next } = await academy.episode('waiting');
  expect(replaced).toEqual([
    `the replaced video ${oldOf('waiting')} is still public until the new video ${newOf('waiting')} is public, scheduled for ${NEXT_YEAR}`,
  ]);
  expect(next).toContain('checks again at ');
  await commit(second('waiting', entry, `publishAt: ${NEXT_YEAR}\ntags: [more]\n`));
  expect(await written()).toEqual([`videos.update ${newOf('waiting')} 50`]);

  await academy.youtube.studio(newOf('waiting'), { privacyStatus: 'public' });
  await academy
    .client()
    .workflow.getHandle(episodeWorkflowId('waiting'))
    .executeUpdate(retry, { args: [{}] });
  await until(
    () => video(oldOf('waiting')),
    ({ privacyStatus }) => privacyStatus === 'private',
  );
  const { phase, replaced: none } = await academy.episode('waiting');
  expect([phase, none]).toEqual(['none', undefined]);
});

it('is left alone without a word, and one that was never handed over in any case; status says both', async () => {
  await commit({
    ...second('silent', oldOf('silent')),
    ...second('theirs', `{ videoId: ${oldOf('theirs')}, visibility: unlisted }`),
  });
  expect(await written()).toEqual([]);
  const silent = `the replaced video ${oldOf('silent')} is still public`;
  const theirs = `the replaced video ${oldOf('theirs')} is still public, and not ours to write: it was never handed over to theirs`;
  expect(await statusText()).toContain(silent);
  expect((await academy.episode('theirs')).attention).toContain(theirs);
  const { replaced, counts } = await checkDrift(academy);
  expect(replaced).toEqual([
    expect.objectContaining({ episodeId: 'hidden', asked: true }),
    { episodeId: 'silent', why: silent },
    { episodeId: 'theirs', why: expect.stringContaining(theirs), asked: true },
  ]);
  expect(counts).toMatchObject({ same: 4, unknown: 0 });
  const text = await statusText();
  expect(text).toContain(`silent: ${silent}`);
  expect(text).toContain(`theirs: ${theirs}`);
});

it('after all state is lost nothing is written: what a person made public stays public', async () => {
  last = await academy.youtube.lastWrite();
  await academy.loseAllState();
  await academy.startWorker();
  await academy.waitUntilSynced();
  await commit({ 'guests/hal.yaml': 'name: Hal Host\nof: Hosts\n' });
  expect(await written()).toEqual([]);
});
