import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { afterEach, expect, it } from 'vitest';
import { approveRewrite } from '../scripts/commands/approve.ts';
import { history } from '../scripts/commands/history.ts';
import { rejectRewrite } from '../scripts/commands/reject.ts';
import { status } from '../scripts/commands/status.ts';
import { readOwnSettings } from '../scripts/lib/settings.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finished, finishedFiles, upcoming, videoIdOf } from './support/academy-files.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

const files = {
  ...finishedFiles(3, () => 'ada'),
  'episodes/talks/next.yaml': upcoming('Next', 'bob'),
  'academy.yaml': String(academyFiles()['academy.yaml']).replace('episodes: 10000', 'episodes: 2'),
};

const asked = () => {
  const { options } = academy.client().connection as Connection;
  const places = { repository: academy.content.folder, state: join(academy.folder, 'none') };
  return { settings: readOwnSettings({}, places), env: { TEMPORAL_ADDRESS: options.address ?? '' } };
};
const historyOf = (episodeId: string) => history({ ...asked(), episodeId });

it('the commands list pending rewrites, refuse a wrong checksum, approve, and show afterwards what was written and why', async () => {
  academy = await openAcademy({ files, countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  const nobody = { ...asked(), checksum: undefined, by: undefined };
  expect(await approveRewrite(nobody)).toMatchObject({
    code: 0,
    text: 'no rewrite is open: nothing is waiting for approval',
  });

  await academy.content.commit('Correct Ada', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Engines\n' });
  await until(
    () => approveRewrite(nobody),
    ({ code }) => code === 2,
  );
  const shown = await approveRewrite(nobody);
  const { pending } = shown.json as { pending: { checksum: string; units: number } };
  expect(shown.text).toContain(`npx showrunner approve ${pending.checksum} --by "your name"`);
  expect(shown.text).toContain('  + • Ada Byrne, Engines');
  expect(await rejectRewrite(nobody)).toMatchObject({ code: 2, text: shown.text });
  expect(await status(asked())).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^rewrite\/\w{10} \[#*\.*\]\n {2}Waiting for approval: 3 episodes/m),
  });
  const by = { ...asked(), by: 'ann' };
  await expect(approveRewrite({ ...by, checksum: '0123456789ab' })).rejects.toThrow(pending.checksum);
  await expect(rejectRewrite({ ...by, checksum: '0123456789ab' })).rejects.toThrow(pending.checksum);
  await expect(approveRewrite({ ...nobody, checksum: pending.checksum })).rejects.toThrow('--by');
  expect(await approveRewrite({ ...by, checksum: pending.checksum })).toMatchObject({
    code: 0,
    text: '3 episodes approved by ann',
  });
  await academy.waitUntilSynced();

  const title = finished(1, 'ada').replace('Talk 1', 'Talk one');
  await academy.content.commit('Another title', { 'episodes/talks/t0001.yaml': title });
  await academy.waitUntilSynced();
  expect((await academy.youtube.video(videoIdOf(1))).title).toBe('Talk one');
  const { json, text } = await historyOf('talks/t0001');
  expect(json).toMatchObject({
    complete: true,
    entries: [
      { subject: 'Another title', cause: 'direct', verdict: 'written' },
      {
        subject: 'Correct Ada',
        cause: 'indirect',
        verdict: 'written',
        did: [expect.stringContaining('description')],
      },
    ],
  });
  expect(text).toContain('written, because of a file that others use too (rewrite), ');
  const created = await historyOf('talks/next');
  expect(created.json).toMatchObject({ entries: [{ subject: 'first', cause: 'direct' }] });
  expect(created.text).toContain('created the broadcast');
  // As YouTube counts: the listings belong to the rewrite.
  const units = ['talks/t0000', 'talks/t0001', 'talks/t0002', 'talks/next'].map(async (id) => {
    const { entries } = (await historyOf(id)).json as { entries: { units: number }[] };
    return entries.reduce((sum, one) => sum + one.units, 0);
  });
  const sum = (await Promise.all(units)).reduce((total, one) => total + one, 0);
  const { spent } = await academy.youtube.quota();
  expect(spent - sum).toBeGreaterThanOrEqual(0);
  expect(spent - sum).toBeLessThanOrEqual(4);
  await expect(historyOf('talks/none')).rejects.toThrow('has no run of "talks/none"');
});
