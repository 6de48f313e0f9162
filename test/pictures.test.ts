import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { upcoming } from './support/academy-files.ts';

const ID = 'talks/first';
const FILE = 'episodes/talks/first.yaml';
let academy: TestAcademy;
let videoId: string;

const plain = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background } })
    .png()
    .toBuffer();
const face = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .png()
    .toBuffer();
const ADA = 'name: Ada Byron\nof: Analytical Engines\navatar: avatars/ada.png\n';

/** Returns the writes once the episode has applied the commit; a commit that changes nothing for it never reaches it. */
async function commit(
  files: Parameters<TestAcademy['content']['commit']>[1],
  isReached = true,
): Promise<string[]> {
  const last = await academy.youtube.lastWrite();
  await academy.content.commit('change', files);
  const { syncedCommit: settled } = await academy.waitUntilSynced();
  if (isReached)
    await until(
      () => academy.episode(ID),
      (status) => status.commit === settled,
    );
  return (await academy.youtube.writes(last)).map(({ method }) => method);
}
const shaOf = async (): Promise<string | undefined> => (await academy.youtube.video(videoId)).thumbnailSha256;
const leftOf = async (): Promise<readonly string[]> => (await academy.episode(ID)).skippedFields ?? [];
const startAgain = async (): Promise<void> => {
  await academy.startWorker();
  await academy.waitUntilSynced();
  await until(
    () => academy.episode(ID),
    ({ commit: at }) => at !== undefined,
  );
};

beforeAll(async () => {
  academy = await openAcademy({
    files: {
      [FILE]: upcoming('First', 'ada'),
      'guests/ada.yaml': ADA,
      'guests/avatars/ada.png': await face('red'),
    },
  });
  await startAgain();
  videoId = (await academy.episode(ID)).videoId ?? '';
});
afterAll(() => academy.close());

describe('the thumbnail of an episode', () => {
  it('is drawn again, once, when a guest’s avatar changes, and not for a change that it does not show', async () => {
    const before = await shaOf();
    expect(await commit({ 'guests/avatars/ada.png': await face('blue') })).toEqual(['thumbnails.set']);
    expect(await shaOf()).not.toBe(before);
    expect(await commit({ [FILE]: `${upcoming('First', 'ada')}description: Words.\n` })).toEqual([
      'videos.update',
    ]);
  });

  it('is uploaded once in a larger size', async () => {
    const large = `${upcoming('First', 'ada')}description: Words.\nthumbnail: { size: 1080p }\n`;
    expect(await commit({ [FILE]: large })).toEqual(['thumbnails.set']);
    expect(await leftOf()).toEqual([]);
    const { thumbnailUrl = '' } = (await academy.youtube.video(videoId)) as { thumbnailUrl?: string };
    const stored = Buffer.from(await (await fetch(thumbnailUrl)).arrayBuffer());
    expect(await sharp(stored).metadata()).toMatchObject({ width: 1920, height: 1080 });
  });

  it('is recognised as ours by its pixels when all state is lost', async () => {
    await academy.loseAllState();
    await startAgain();
    expect(await commit({ 'guests/avatars/ada.png': await face('green') })).toEqual(['thumbnails.set']);
    expect(await leftOf()).toEqual([]);
  });

  it('is uploaded again when YouTube has lost it', async () => {
    const ours = await shaOf();
    await academy.youtube.studio(videoId, { loseThumbnail: true });
    expect(await shaOf()).toBeUndefined();
    await academy
      .client()
      .workflow.getHandle(`episode/${ID}`)
      .executeUpdate('retry', { args: [{}] });
    expect(await until(shaOf, (sha) => sha !== undefined)).toBe(ours);
  });

  it('is left alone and reported when a person uploaded it, with our state and without', async () => {
    await academy.youtube.studioPicture(videoId, await plain('#c0ffee'));
    const theirs = await shaOf();
    expect(await commit({ 'guests/avatars/ada.png': await face('black') })).toEqual([]);
    expect([await shaOf(), await leftOf()]).toEqual([theirs, ['thumbnail']]);
    await academy.loseAllState();
    await startAgain();
    expect(await commit({ 'guests/avatars/ada.png': await face('white') })).toEqual([]);
    expect([await shaOf(), await leftOf()]).toEqual([theirs, ['thumbnail']]);
  });

  it('is the unchanged file of the repository that the episode names', async () => {
    await academy
      .client()
      .workflow.getHandle(`episode/${ID}`)
      .executeUpdate('overwrite', { args: [{ fields: ['thumbnail'], by: 'a test' }] });
    const named = `${upcoming('First', 'ada')}thumbnail: { file: thumbs/own.png }\n`;
    const files = { [FILE]: named, 'thumbs/own.png': await plain('#3366cc') };
    expect(await commit(files)).toContain('thumbnails.set');
    const { thumbnailUrl = '' } = (await academy.youtube.video(videoId)) as { thumbnailUrl?: string };
    const stored = Buffer.from(await (await fetch(thumbnailUrl)).arrayBuffer());
    const { width, height } = await sharp(stored).metadata();
    const { channels } = await sharp(stored).stats();
    const mean = channels.slice(0, 3).map((channel) => Math.round(channel.mean));
    expect([width, height]).toEqual([1280, 720]);
    expect(mean.every((value, at) => Math.abs(value - ([0x33, 0x66, 0xcc][at] ?? 0)) <= 3)).toBe(true);
    expect(await commit({ 'guests/avatars/ada.png': await face('red') }, false)).toEqual([]);
  });
});
