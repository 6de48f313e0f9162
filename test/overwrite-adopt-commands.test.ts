import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { adoptEpisode } from '../scripts/commands/adopt.ts';
import { overwriteEpisode } from '../scripts/commands/overwrite.ts';
import { openAcademy, type TestAcademy } from './support/academy.ts';
import { finishedFiles, videoIdOf } from './support/academy-files.ts';

let academy: TestAcademy;
const EPISODE = 'talks/t0000';
const titleNow = async (): Promise<string> => (await academy.youtube.video(videoIdOf(0))).title;
const edit = (title: string) => academy.youtube.studio(videoIdOf(0), { title });

function wish(fields?: string[], episodeId = EPISODE) {
  const { connection } = academy.client();
  const address = connection instanceof Connection ? connection.options.address : undefined;
  return {
    settings: readSettings({}, { SHOWRUNNER_REPOSITORY: academy.content.folder }),
    env: { TEMPORAL_ADDRESS: address ?? '' },
    episodeId,
    fields,
  };
}

beforeAll(async () => {
  academy = await openAcademy({ files: finishedFiles(1, () => 'ada') });
  await academy.startWorker();
  await academy.waitUntilSynced();
}, 60_000);
afterAll(() => academy.close());

it('a command overwrites a finished episode, and its workflow ends again', async () => {
  const ours = await titleNow();
  await edit('Theirs');
  const { code, text } = await overwriteEpisode({ ...wish(['title']), by: 'the test' });
  expect(code).toBe(0);
  expect(text).toMatch(
    /: written, wrote title; kept the previous title as [0-9a-f]{16}, on this machine only$/,
  );
  expect(await titleNow()).toBe(ours);
  const { status } = await academy.client().workflow.getHandle(`episode/${EPISODE}`).describe();
  expect(status.name).toBe('COMPLETED');
});

it('an edit is adopted: printed first, then written to the file, then no edit is left', async () => {
  const path = join(academy.content.folder, 'episodes/talks/t0000.yaml');
  const before = await readFile(path, 'utf8');
  await edit('Theirs again');
  const told = await adoptEpisode({ ...wish(), write: false });
  expect([told.code, await readFile(path, 'utf8')]).toEqual([2, before]);
  expect(told.text).toContain('  + title: Theirs again');
  const done = await adoptEpisode({ ...wish(), write: true });
  const after = before.replace(/^title: .*$/m, 'title: Theirs again');
  expect([done.code, await readFile(path, 'utf8')]).toEqual([0, after]);
  const at = await academy.youtube.lastWrite();
  await academy.content.commit('adopt', { 'episodes/talks/t0000.yaml': after });
  await academy.waitUntilSynced();
  expect((await adoptEpisode({ ...wish(), write: false })).code).toBe(0);
  // The new seal makes the title ours even after all state is lost; the thumbnail shows the new title.
  expect((await academy.youtube.writes(at)).map(({ method }) => method)).toEqual([
    'videos.update',
    'thumbnails.set',
  ]);
});

it('a misspelt field or episode is reported with a suggestion, and starts nothing', async () => {
  const send = (fields: string[], id?: string) => overwriteEpisode({ ...wish(fields, id), by: 'the test' });
  await expect(send(['titel'])).rejects.toThrow('Did you mean "title"?');
  await expect(send(['title'], 'talks/t000')).rejects.toThrow(`Did you mean "${EPISODE}"?`);
  await expect(send(['language'])).rejects.toThrow('language: the content does not set it');
  const { status } = await academy.client().workflow.getHandle(`episode/${EPISODE}`).describe();
  expect(status.name).toBe('COMPLETED');
});
