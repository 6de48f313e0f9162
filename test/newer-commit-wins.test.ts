import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve } from '../contract/rewrite.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, upcoming } from './support/academy-files.ts';
import { HOLD_MS } from './support/youtube.ts';

const [FIRST, SECOND] = ['episodes/talks/first.yaml', 'episodes/talks/second.yaml'];
const LATER = `${new Date().getUTCFullYear() + 1}-07-01T17:00:00Z`;

let academy: TestAcademy;
beforeAll(async () => {
  academy = await openAcademy({
    youtubeTimeoutMs: HOLD_MS,
    files: {
      'academy.yaml': String(academyFiles()['academy.yaml']).replace('units: 1000000', 'units: 50'),
      [FIRST]: upcoming('First', 'ada'),
      [SECOND]: upcoming('Second', 'bob'),
    },
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
});
afterAll(() => academy.close());

/** The file says next year, YouTube says complete: only its workflow notices, and ends. */
async function endEarly(): Promise<string> {
  const { videoId = '' } = await academy.episode('talks/first');
  for (const what of ['live', 'end']) await academy.youtube.studio(`${videoId}/${what}`, {});
  const handle = academy.client().workflow.getHandle('episode/talks/first');
  await handle.executeUpdate('retry', { args: [{ by: 'a test' }] });
  await until(
    () => academy.episode('talks/first'),
    ({ phase }) => phase === 'complete',
  );
  return videoId;
}

it("the newer commit's text stays when an open rewrite of an older commit is approved late", async () => {
  const videoId = await endEarly();
  const describe = async (): Promise<string> => (await academy.youtube.video(videoId)).description;
  const last = await academy.youtube.lastWrite();
  await academy.content.commit('guest', { 'guests/ada.yaml': 'name: Ada Lovelace\n' });
  const { rewrite = '' } = await until(
    () => academy.sync(),
    (sync) => sync.rewrite !== undefined,
  );
  const { pending: asks } = await until(
    () => academy.rewrite(rewrite),
    (status) => status.pending !== undefined,
  );
  // `sync` waits for the second episode's answer before it stops the rewrite.
  await academy.youtube.hold('liveBroadcasts.update');
  await academy.content.commit('own', {
    [FIRST]: upcoming('First', 'ada, bob'),
    [SECOND]: upcoming('Second', 'bob', LATER),
  });
  await until(describe, (text) => text.includes('Bob Builder'));
  // A run that is still open remembers the newer commit; the one after it does not.
  await until(
    () => academy.client().workflow.getHandle('episode/talks/first').describe(),
    ({ status }) => status.name === 'COMPLETED',
  );
  const approval = { checksum: asks?.checksum ?? '', by: 'a test' };
  await academy
    .client()
    .workflow.getHandle(rewrite)
    .executeUpdate(approve, { args: [approval] });
  const texts = async () =>
    (await academy.youtube.writes(last)).filter(
      (write) => write.videoId === videoId && write.method === 'videos.update',
    );
  await until(texts, ({ length }) => length === 2);
  await academy.youtube.clearFaults();
  await academy.waitUntilSynced();
  expect(await texts(), 'the newer text, the older one, the newer one again').toHaveLength(3);
  expect(await describe()).toContain('Bob Builder');
});
