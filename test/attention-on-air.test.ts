import { afterEach, expect, it } from 'vitest';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { upcoming } from './support/academy-files.ts';
import { commitAndListWrites } from './support/commit-and-list-writes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ID = 'talks/first';
const FILE = 'episodes/talks/first.yaml';

let academy: TestAcademy;
afterEach(() => academy.close());

const soon = (ms: number): string => new Date(Math.ceil((Date.now() + ms) / MINUTE) * MINUTE).toISOString();
const guest = (name: string) => ({ 'guests/ada.yaml': `name: ${name}\n` });

/** Starts a worker with an episode two hours before its start. */
async function open(): Promise<string> {
  academy = await openAcademy({ files: { [FILE]: upcoming('First', 'ada', soon(2 * HOUR)) } });
  await academy.startWorker();
  await academy.waitUntilSynced();
  return (await academy.episode(ID)).videoId ?? '';
}

const commit = (files: Record<string, string>): Promise<string[]> => commitAndListWrites(academy, files);

/** Does now what the episode's timer would do: checks YouTube. @returns its status */
async function look(phase: string, id = ID) {
  const handle = academy.client().workflow.getHandle(`episode/${id}`);
  await handle.executeUpdate('retry', { args: [{ by: 'a test' }] });
  return until(
    () => academy.episode(id),
    (status) => status.phase === phase,
  );
}

it('a refused start blocks nothing else, and no shared change counts as a change of the own file', async () => {
  const videoId = await open();
  // The planned end is not yet reached: else the rewrite would grant the units for a recording, and the episode would request more.
  const past = soon(-HOUR / 2);
  expect(await commit({ [FILE]: upcoming('First', 'ada', past) })).toEqual([]);
  expect(await commit(guest('Ada Byrne'))).toEqual(['videos.update']);
  await academy.advance(1.5 * HOUR);

  expect(await commit(guest('Ada Brown'))).toEqual([]);
  const near = await academy.episode(ID);
  expect(near.lastEvent).toContain(
    'changes from a shared file, or of unknown origin, wait until the stream ends',
  );
  expect(near.attention).toContain(`its new start ${past.replace('.000', '')} has passed`);

  await academy.youtube.studio(`${videoId}/live`, {});
  expect(await look('live')).not.toHaveProperty('attention');
  expect(await commit(guest('Ada Bell'))).toEqual([]);
  expect(await academy.episode(ID)).not.toHaveProperty('attention');
  await academy.youtube.studio(`${videoId}/end`, {});
  await look('complete');
  expect((await academy.youtube.video(videoId)).description).toContain('Ada Bell');
});

it('an overdue stream still needs a person after a shared change', async () => {
  await open();
  await academy.advance(3 * HOUR);
  const { attention } = await look('overdue');
  expect(attention).toContain('no stream is running');
  expect(await commit(guest('Ada Byrne'))).toEqual([]);
  expect(await academy.episode(ID)).toMatchObject({ phase: 'overdue', attention });
});

it('a stream that was not ended keeps the encoder: the next one says so an hour before its start', async () => {
  const [two, file] = ['talks/second', 'episodes/talks/second.yaml'];
  const first = await open();
  expect(await commit({ [file]: upcoming('Second', 'ada', soon(5 * HOUR)) })).not.toEqual([]);
  const second = (await academy.episode(two)).videoId ?? '';
  await academy.advance(2.1 * HOUR);
  await academy.youtube.studio(`${first}/live`, {});
  const isBound = async () => (await academy.youtube.video(second)).broadcast?.boundStreamId !== undefined;

  await academy.advance(2.1 * HOUR);
  await look('upcoming', two);
  const { needs, attention } = await until(
    () => academy.episode(two),
    (status) => status.needs !== undefined,
  );
  expect(needs).toMatchObject([{ reason: 'unbound' }]);
  expect(await isBound()).toBe(false);
  expect(attention).toContain(
    `"First" (video ${first}) is still live on the encoder "Main encoder": end it in YouTube Studio`,
  );
  await until(academy.sync, (sync) => sync.needs?.[0]?.reason === 'unbound');

  await academy.advance(HOUR);
  const late = await look('overdue', two);
  expect(late.attention).toContain(`it has no encoder: "First" (video ${first})`);
  expect(late.attention).not.toContain('start the encoder');

  await academy.youtube.studio(`${first}/end`, {});
  await look('overdue', two);
  await until(isBound, Boolean);
  expect((await academy.episode(two)).attention).toContain('start the encoder');
});
