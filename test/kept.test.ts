import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeptStore, type KeptStore } from '../clients/git/kept.ts';
import type { ReconcileResult } from '../contract/episode.ts';
import { episodeWorkflowId } from '../contract/ids.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { upcoming } from './support/academy-files.ts';

const run = promisify(execFile);
const ID = 'talks/first';
const FILE = 'episodes/talks/first.yaml';
let academy: TestAcademy;
let videoId: string;
let remote: string;
let another: KeptStore;

const plain = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background } })
    .png()
    .toBuffer();
const send = (name: string, argument: unknown): Promise<ReconcileResult> =>
  academy
    .client()
    .workflow.getHandle(episodeWorkflowId(ID))
    .executeUpdate<ReconcileResult, [unknown]>(name, { args: [argument] });
const video = () => academy.youtube.video(videoId);
const textOf = ({ description }: { description: string }): string =>
  description.split('\n\nhttps://')[0] ?? '';

async function commit(message: string, text: string): Promise<void> {
  await academy.content.commit(message, { [FILE]: text });
  const { syncedCommit } = await academy.waitUntilSynced();
  await until(
    () => academy.episode(ID),
    (status) => status.commit === syncedCommit,
  );
}

beforeAll(async () => {
  academy = await openAcademy({ files: { [FILE]: upcoming('First', 'ada') }, keptRemote: 'FOLDER/kept.git' });
  remote = join(academy.folder, 'kept.git');
  await run('git', ['init', '--quiet', '--bare', remote]);
  another = createKeptStore({ folder: join(academy.folder, 'another', 'kept.git'), remote });
  await academy.startWorker();
  await academy.waitUntilSynced();
  videoId =
    (
      await until(
        () => academy.episode(ID),
        ({ commit: at }) => at !== undefined,
      )
    ).videoId ?? '';
});
afterAll(() => academy.close());

const THEIRS = { title: 'Theirs ☕', tags: ['their', 'tags too'] };
const THEIR_TEXT = 'Their words  \n\n\tand more, \u{1F600}';

describe('a person’s texts', () => {
  let hash = '';

  it('are kept on the remote before an operator’s overwrite, every byte, and another machine reads them', async () => {
    const { description } = await video();
    const marker = description.slice(description.lastIndexOf('\n') + 1);
    const theirs = `${THEIR_TEXT}\n\n${marker}`;
    await academy.youtube.studio(videoId, { ...THEIRS, description: theirs });
    const result = await send('overwrite', { fields: ['title', 'description', 'tags'], by: 'ann' });
    expect(result).toMatchObject({ kind: 'written' });
    const [kept, ...more] = await another.list(videoId);
    hash = kept?.hash ?? '';
    expect(more).toEqual([]);
    expect(kept?.entry).toMatchObject({
      episodeId: ID,
      by: 'ann',
      commit: await academy.content.git('rev-parse', 'HEAD'),
      fields: ['title', 'description', 'tags'],
      texts: { ...THEIRS, description: theirs },
    });
    expect(result.detail).toContain(`kept the previous title, description, tags as ${hash}`);
    expect((await video()).title).toBe('First');
  });

  it('are restored by a worker with another folder, equal bytes, and stay through the next commits as a person’s edit', async () => {
    await academy.stopWorker();
    await rm(join(academy.folder, 'state', 'kept.git'), { recursive: true });
    await academy.startWorker();
    const result = await send('restore', { kept: hash, fields: ['title', 'description', 'tags'], by: 'bob' });
    expect(result).toMatchObject({
      kind: 'written',
      detail: expect.stringContaining('restored title, description, tags'),
    });
    const restored = await video();
    expect([restored.title, restored.tags, textOf(restored)]).toEqual([
      THEIRS.title,
      THEIRS.tags,
      THEIR_TEXT,
    ]);
    expect(await academy.episode(ID)).toMatchObject({
      skippedFields: ['title', 'description', 'tags'],
      lastEvent: expect.stringContaining('(by bob)'),
      attention: expect.stringContaining('title, description, tags'),
    });
    await commit('Another title', upcoming('Second', 'ada, bob'));
    await commit('And another', `${upcoming('Third', 'bob')}description: Words.\n`);
    const after = await video();
    expect([after.title, after.tags, textOf(after)]).toEqual([THEIRS.title, THEIRS.tags, THEIR_TEXT]);
    expect((await academy.episode(ID)).skippedFields).toEqual(['title', 'description', 'tags']);
  });

  it('are what a commit renders too, and what they replace is kept once, not twice', async () => {
    const first = (await academy.content.git('rev-list', '--max-parents=0', 'HEAD')).trim();
    const result = await send('restore', { from: first, fields: ['title'], by: 'bob' });
    expect(result.detail).toContain(`restored title from commit ${first.slice(0, 10)}`);
    const after = await video();
    expect([after.title, textOf(after)]).toEqual(['First', THEIR_TEXT]);
    await commit('A fourth', upcoming('Fourth', 'bob'));
    expect((await video()).title).toBe('First');
    const again = await send('restore', { kept: hash, fields: ['title'], by: 'bob' });
    expect(again.kind).toBe('written');
    expect(await send('restore', { kept: hash, fields: ['title'], by: 'bob' })).toMatchObject({
      kind: 'unchanged',
    });
  });

  it('are not restored over an edit that the operator has not seen, nor from an entry that does not exist', async () => {
    const refused = (argument: object) => send('restore', { fields: ['title'], ...argument });
    expect((await refused({ kept: hash, shown: '0123456789ab' })).kind).toBe('unchanged');
    await academy.youtube.studio(videoId, { title: 'Not seen' });
    await expect(refused({ kept: hash, shown: '0123456789ab' })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('changed since they were shown') },
    });
    await expect(refused({ kept: '0'.repeat(16) })).rejects.toMatchObject({
      cause: { message: expect.stringContaining(`nothing is kept as ${'0'.repeat(16)}`) },
    });
    for (const wrong of [
      undefined,
      {},
      { kept: hash, from: '0'.repeat(40) },
      { kept: hash, fields: ['start'] },
      { kept: 1 },
    ])
      await expect(send('restore', wrong && { fields: ['title'], ...wrong })).rejects.toThrow();
  });
});

describe('when the remote cannot be reached', () => {
  it('nothing is written, the message says why, and nothing is lost once it is back', async () => {
    await academy.youtube.studio(videoId, { title: 'Theirs again' });
    await rename(remote, `${remote}.away`);
    const at = await academy.youtube.lastWrite();
    const result = await send('overwrite', { fields: ['title'], by: 'ann' });
    expect(result).toMatchObject({ kind: 'stalled', detail: expect.stringContaining('Nothing was written') });
    expect(result.detail).toContain(remote);
    expect(await academy.youtube.writes(at)).toEqual([]);
    expect((await video()).title).toBe('Theirs again');
    await rename(`${remote}.away`, remote);
    expect((await send('overwrite', { fields: ['title'], by: 'ann' })).kind).toBe('written');
    const [newest] = await another.list(videoId);
    expect(newest?.entry).toMatchObject({ fields: ['title'], texts: { title: 'Theirs again' } });
  });
});

describe('a person’s picture', () => {
  const shownNow = async (): Promise<Buffer> => {
    const { thumbnailUrl = '' } = (await video()) as { thumbnailUrl?: string };
    return Buffer.from(await (await fetch(thumbnailUrl)).arrayBuffer());
  };

  it('is kept as the CDN serves it, restored, and stays through the next commit', async () => {
    await academy.youtube.studioPicture(videoId, await plain('#c0ffee'));
    const theirs = await shownNow();
    const result = await send('overwrite', { fields: ['thumbnail'], by: 'ann' });
    const kept = (await another.list(videoId)).find(({ entry }) => entry.kind === 'picture');
    expect(result.detail).toContain(`kept the previous thumbnail as ${kept?.hash}`);
    expect(kept && (await another.readPicture(kept))).toEqual(theirs);
    expect(kept?.entry).toMatchObject({
      picture: { url: expect.stringMatching(/^http/), mimeType: 'image/png' },
    });
    const restored = await send('restore', { kept: kept?.hash, fields: ['thumbnail'], by: 'bob' });
    expect(restored).toMatchObject({
      kind: 'written',
      detail: expect.not.stringContaining('kept the previous'),
    });
    const stats = await sharp(await shownNow()).stats();
    expect(stats.channels.slice(0, 3).map(({ mean }) => Math.round(mean / 4))).toEqual(
      [0x30, 0x40, 0x3c].map((value) => value),
    );
    const at = await academy.youtube.lastWrite();
    await commit('Another picture', `${upcoming('Fifth', 'bob')}thumbnail: { title: Other }\n`);
    expect((await academy.youtube.writes(at)).map(({ method }) => method)).not.toContain('thumbnails.set');
    expect((await academy.episode(ID)).skippedFields).toContain('thumbnail');
  });
});

it('a description that leaves no room for the marker comes back without it, if the file names the video', async () => {
  const long = 'x'.repeat(4990);
  await academy.youtube.studio(videoId, { description: long });
  await send('overwrite', { fields: ['description'], by: 'ann' });
  expect((await video()).description).not.toContain('xx');
  const kept = (await another.list(videoId)).find(
    ({ entry }) => entry.kind === 'texts' && entry.texts.description === long,
  );
  const argument = { kept: kept?.hash, fields: ['description'], by: 'bob' };
  await expect(send('restore', argument)).rejects.toMatchObject({
    cause: { message: expect.stringContaining(`put "youtube: { videoId: ${videoId} }" into ${FILE}`) },
  });
  await commit('Name the video', `${upcoming('Sixth', 'bob')}youtube: { videoId: ${videoId} }\n`);
  expect((await send('restore', argument)).kind).toBe('written');
  expect((await video()).description).toBe(long);
});

it('a history has the hash of what is kept, and of a text only the first characters that a person is shown', async () => {
  const { workflow } = academy.client();
  const seen: string[] = [];
  for await (const { workflowId, runId } of workflow.list()) {
    const history = JSON.stringify(await workflow.getHandle(workflowId, runId).fetchHistory());
    const payloads = [...history.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString(),
    );
    seen.push(history, ...payloads);
  }
  const [kept] = await another.list(videoId);
  expect(seen.some((text) => text.includes(String(kept?.hash)))).toBe(true);
  expect(seen.filter((text) => /x{161}|Theirs again/.test(text))).toEqual([]);
});
