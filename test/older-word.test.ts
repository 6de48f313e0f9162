import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve } from '../contract/rewrite.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, upcoming } from './support/files.ts';

const [FIRST, SECOND] = ['episodes/talks/first.yaml', 'episodes/talks/second.yaml'];
const LATER = `${new Date().getUTCFullYear() + 1}-07-01T17:00:00Z`;

let academy: TestAcademy;
beforeAll(async () => {
  academy = await openAcademy({
    files: {
      'academy.yaml': String(academyFiles()['academy.yaml']).replace('units: 1000000', 'units: 50'),
      [FIRST]: upcoming('First', 'ada'),
      [SECOND]: upcoming('Second', 'bob'),
    },
  });
  await academy.startWorker();
  await academy.settled();
});
afterAll(() => academy.close());

/** Its file says next year, YouTube says over: only its workflow learns that, and ends. */
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

it('an open rewrite that asks for its older commit does not have the last word', async () => {
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
  // `sync` waits so long for the second episode's answer before it stops the rewrite.
  await academy.youtube.fault({ method: 'liveBroadcasts.update', kind: 'delay', delayMs: 6000 });
  await academy.content.commit('own', {
    [FIRST]: upcoming('First', 'ada, bob'),
    [SECOND]: upcoming('Second', 'bob', LATER),
  });
  await until(describe, (text) => text.includes('Bob Builder'));
  const approval = { checksum: asks?.checksum ?? '', by: 'a test' };
  await academy
    .client()
    .workflow.getHandle(rewrite)
    .executeUpdate(approve, { args: [approval] });
  await academy.settled();
  const writes = (await academy.youtube.writes(last)).filter((write) => write.videoId === videoId);
  const texts = writes.filter(({ method }) => method === 'videos.update');
  expect(texts, 'the newer word, the older one, the newer one again').toHaveLength(3);
  expect(await describe()).toContain('Bob Builder');
});
