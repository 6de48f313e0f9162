import { type Connection, ScheduleOverlapPolicy } from '@temporalio/client';
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { type DriftStatus, driftStatus } from '../contract/drift.ts';
import { pause, resume } from '../contract/operator.ts';
import { drift } from '../scripts/commands/drift.ts';
import { status } from '../scripts/commands/status.ts';
import { scheduleDrift } from '../worker/schedule-drift.ts';
import { requestBranchCheck } from '../worker/start-workflows.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, finishedFiles, upcoming, videoIdOf } from './support/academy-files.ts';
import { checkDrift } from './support/check-drift.ts';
import type { RepositoryFiles } from './support/repository.ts';

let academy: TestAcademy;
afterEach(() => academy.close());

const DAY = 24 * 60 * 60 * 1000;
const ADA = 'Ada Byron';

async function open(options: Parameters<typeof openAcademy>[0]): Promise<void> {
  academy = await openAcademy({ ...options, countsUnits: true });
  await academy.startWorker();
  await academy.waitUntilSynced();
  await scheduleDrift(academy.client(), 'showrunner');
}

const check = () => checkDrift(academy);

type Call = { readonly seq: number; readonly status: number; readonly units: number };
const callsAfter = async (seq: number): Promise<readonly Call[]> =>
  (await (await fetch(`${academy.youtube.url}/_/calls?after=${seq}`)).json()) as Call[];

/** As YouTube counts. A call refused for an expired token is not counted: it is no call of the check. */
async function unitsOf<T>(work: () => Promise<T>): Promise<{ units: number; result: T }> {
  const before = (await callsAfter(0)).at(-1)?.seq ?? 0;
  const result = await work();
  const calls = (await callsAfter(before)).filter(({ status }) => status !== 401);
  return { units: calls.reduce((sum, { units }) => sum + units, 0), result };
}

const bodyOf = async (number: number): Promise<string> =>
  (await academy.youtube.video(videoIdOf(number))).description;
/** No thumbnails: 500 take a minute. */
const keepPictures = (files: RepositoryFiles): RepositoryFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${text}thumbnail: keep\n`]));
const deleteVideo = (videoId: string): Promise<unknown> =>
  fetch(`${academy.youtube.url}/_/studio/${videoId}/delete`, { method: 'POST' });

describe('a check of a channel in sync', () => {
  it('costs one unit for 50 videos, one more once a day, and one for a new token, as YouTube counts', async () => {
    await open({ files: keepPictures(finishedFiles(500, () => 'ada')) });
    // Once per worker: which playlist has the uploads.
    // The sync before has read which channel the token belongs to; a day later there is another token.
    const first = await unitsOf(check);
    const second = await unitsOf(check);
    await academy.advance(DAY);
    const nextDay = await unitsOf(check);
    expect([first.units, second.units, nextDay.units]).toEqual([11, 10, 12]);
    expect(nextDay.result).toMatchObject({ counts: { same: 500, behind: 0, edited: 0 }, unknown: [] });
    const { spent } = await academy.youtube.quota();
    expect(await academy.quota()).toMatchObject({ spent: { rewrite: spent }, granted: 0, waiters: [] });
  });
});

describe('a difference on YouTube', () => {
  it('is classified: edited by field, vanished, unknown; each with a next step, and nothing is written', async () => {
    await open({
      files: {
        ...finishedFiles(6, () => 'ada'),
        'episodes/talks/next.yaml': upcoming('Next', 'ada'),
        'guests/ada.yaml': `name: ${ADA}\nof: Analytical Engines\nformerNames: [Ada King]\n`,
      },
    });
    const translated = { de: { title: 'Mit Ada King', description: '' } };
    await academy.youtube.studio(videoIdOf(5), { defaultLanguage: 'en', localizations: translated });
    const { videoId: next = '' } = await academy.episode('talks/next');
    await academy.youtube.studio(videoIdOf(0), { title: 'By hand', tags: ['by', 'hand'] });
    await academy.youtube.studio(videoIdOf(1), { description: (await bodyOf(1)).replace(ADA, 'Countess') });
    await academy.youtube.studio(videoIdOf(2), { privacyStatus: 'private' });
    await academy.youtube.studio(videoIdOf(3), { description: 'Without the last line' });
    await academy.youtube.studio(next, { scheduledStartTime: '2030-01-01T10:00:00Z' });
    await deleteVideo(videoIdOf(4));
    await academy.youtube.seed({ videos: [{ id: 'byHand00001', title: 'By hand' }] });
    const before = await academy.youtube.lastWrite();
    const { result, units } = await unitsOf(check);
    expect(result).toMatchObject({
      counts: { same: 1, behind: 0, edited: 4, 'not-ours': 1, vanished: 1, unknown: 1 },
      vanished: [{ episodeId: 'talks/t0004', videoId: videoIdOf(4) }],
      unknown: [{ videoId: 'byHand00001' }],
      named: [{ episodeId: 'talks/t0005', language: 'de', what: 'former-name', guest: 'guests/ada.yaml' }],
      knownUnknown: 0,
    });
    const fields = Object.fromEntries(result.edited.map((one) => [one.episodeId, one.fields]));
    expect(fields).toEqual({
      'talks/next': ['start'],
      'talks/t0000': ['title', 'tags'],
      'talks/t0001': ['description'],
      'talks/t0002': ['visibility'],
    });
    // One for the videos, one for the upcoming broadcast, one for the newest uploads.
    expect(units).toBe(result.units);
    await askByCommand();
    const writes = await academy.youtube.writes(before);
    expect(writes).toEqual([]);
  });
});

/** The commands check again and report the same; what was new is now only counted. */
async function askByCommand(): Promise<void> {
  const { options } = academy.client().connection as Connection;
  const asked = { settings: readSettings({}), env: { TEMPORAL_ADDRESS: options.address ?? '' } };
  const found = await drift(asked);
  const again = { counts: { same: 1, edited: 4, 'not-ours': 1, unknown: 0 }, unknown: [], knownUnknown: 1 };
  expect(found).toMatchObject({ code: 2, json: again });
  expect(found.text).toContain('npx showrunner overwrite talks/t0000 --by NAME');
  const shown = await status(asked);
  expect(shown.code).toBe(2);
  expect(shown.text).toMatch(
    /^ {2}Compared the channel with \w{10}: finished .*, \d units?\.\n {2}videos: 1 same, 1 not-ours, 4 edited, 1 vanished\n {2}Reported by an earlier check and still in no file: 1\.\n {2}Next check: paused\.$/m,
  );
  expect(shown.text).toContain('4 edited on YouTube:');
  expect(shown.text).toContain('talks/t0005, de: a former name of guests/ada.yaml');
}

describe('an outdated video', () => {
  it('is repaired by sync, a manual edit on it is not, and a second check finds nothing', async () => {
    await open({ files: finishedFiles(4, () => 'ada') });
    const [old, first] = [await bodyOf(0), await bodyOf(1)];
    await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Engines\n' });
    await academy.waitUntilSynced();
    // A stale Studio tab saves an earlier text: its seal shows that it is ours.
    await academy.youtube.studio(videoIdOf(0), { description: old });
    await academy.youtube.studio(videoIdOf(1), { description: first, title: 'Mine' });
    const before = await academy.youtube.lastWrite();
    expect((await check()).counts).toMatchObject({ same: 2, behind: 1, edited: 1 });
    await until(
      () => academy.youtube.writes(before),
      (writes) => writes.length === 2,
    );
    await until(academy.sync, ({ rewrite }) => rewrite === undefined);
    expect(await bodyOf(0)).toContain('Ada Byrne');
    expect(await academy.youtube.video(videoIdOf(1))).toMatchObject({
      title: 'Mine',
      description: expect.stringContaining('Ada Byrne'),
    });
    expect((await check()).counts).toMatchObject({ same: 3, behind: 0, edited: 1 });
    expect(await academy.youtube.writes(before)).toHaveLength(2);
  });
});

describe('an outdated broadcast', () => {
  it('has its start, latency and stream repaired too, by one check', async () => {
    const [old, now] = ['2031-01-01T10:00:00Z', '2031-02-01T10:00:00Z'] as const;
    const file = (start: string, latency: string) => ({
      'episodes/talks/next.yaml': `${upcoming('Next', 'ada', start)}latency: ${latency}\n`,
    });
    await open({ files: file(old, 'normal') });
    const { videoId: next = '' } = await academy.episode('talks/next');
    const broadcast = async () => (await academy.youtube.video(next)).broadcast;
    const bound = (await broadcast())?.boundStreamId;
    await academy.content.commit('another day', file(now, 'low'));
    await academy.waitUntilSynced();
    // As a stale Studio tab saves it: all of these are earlier values.
    const stale = { scheduledStartTime: old, latencyPreference: 'normal', leaveStream: true };
    await academy.youtube.studio(next, stale);
    const before = await academy.youtube.lastWrite();
    expect((await check()).counts).toMatchObject({ behind: 1, edited: 0 });
    await until(broadcast, (at) => at?.boundStreamId === bound);
    expect(await broadcast()).toMatchObject({ scheduledStartTime: now, latencyPreference: 'low' });
    expect((await academy.youtube.writes(before)).map(({ method }) => method)).toEqual([
      'liveBroadcasts.update',
      'liveBroadcasts.bind',
    ]);
    await until(academy.sync, ({ rewrite }) => rewrite === undefined);
    expect((await check()).counts).toMatchObject({ same: 1, behind: 0 });
  });
});

describe('a repair that is not possible now', () => {
  it('is left: a paused sync does nothing, a worker without its index lists the channel first', async () => {
    await open({
      files: { ...finishedFiles(3, () => 'ada'), 'episodes/talks/next.yaml': upcoming('Next', 'ada') },
    });
    const { videoId: next = '' } = await academy.episode('talks/next');
    const old = (await academy.youtube.video(next)).description;
    await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Engines\n' });
    await academy.waitUntilSynced();
    await academy.youtube.studio(next, { description: old });
    await academy.stopWorker();
    await academy.startWorker();
    const sync = academy.client().workflow.getHandle('sync');
    await sync.executeUpdate(pause, { args: [{ by: 'ann' }] });
    const before = await academy.youtube.lastWrite();
    const { result, units } = await unitsOf(check);
    expect(result).toMatchObject({ counts: { same: 3, behind: 1, edited: 0, vanished: 0, unknown: 0 } });
    // The uploads playlist and one page of it; four videos, one broadcast; the newest uploads.
    expect(units).toBe(2 + 1 + 1 + 1);
    expect((await academy.sync()).lastEvent).toContain('nothing is done, `sync` is paused by ann');
    expect(await academy.youtube.writes(before)).toEqual([]);
    await sync.executeUpdate(resume, { args: [{ by: 'ann' }] });
    await check();
    await until(
      async () => (await academy.youtube.video(next)).description,
      (text) => text.includes('Ada Byrne'),
    );
    await until(academy.sync, ({ rewrite }) => rewrite === undefined);
    expect(await academy.youtube.writes(before)).toHaveLength(1);
  });

  it('is reported when the budget has no units for it, and nothing waits for ever', async () => {
    const files = { ...finishedFiles(2, () => 'ada'), ...academyFiles({ perDay: 100, reserve: 100 }) };
    academy = await openAcademy({ files: { ...finishedFiles(1, () => 'ada') } });
    await academy.startWorker();
    await academy.waitUntilSynced();
    await scheduleDrift(academy.client(), 'showrunner');
    await academy.content.commit('no units for anything but live work', files);
    await until(academy.quota, ({ perDay }) => perDay === 100);
    await academy.client().schedule.getHandle('drift').trigger(ScheduleOverlapPolicy.SKIP);
    const waiting = await until(
      () => readLast(),
      (status) => status?.waitingUntil !== undefined,
    );
    expect(waiting?.counts.same).toBe(0);
    await academy.content.commit('units', academyFiles({ perDay: 100_000 }));
    const done = await until(
      () => readLast(),
      (status) => status?.endedAt !== undefined,
    );
    expect(done).toMatchObject({ counts: { same: expect.any(Number) } });
    expect(done).not.toHaveProperty('problem');
    await academy.waitUntilSynced();
  });
});

/** The status of the last check, running or not. */
async function readLast(): Promise<DriftStatus | undefined> {
  const { info } = await academy.client().schedule.getHandle('drift').describe();
  const id = info.recentActions.at(-1)?.action.workflow.workflowId;
  return id === undefined ? undefined : academy.client().workflow.getHandle(id).query(driftStatus);
}

describe('a rewrite that an operator terminates', () => {
  it('is started again at the next check of the branch, and ends', async () => {
    await open({ files: keepPictures(finishedFiles(30, () => 'ada')) });
    await academy.youtube.fault({ method: 'videos.update', kind: 'delay', delayMs: 1000, times: 10_000 });
    await academy.content.commit('correct', { 'guests/ada.yaml': 'name: Ada Byrne\nof: Engines\n' });
    const { rewrite = '' } = await until(academy.sync, (status) => status.rewrite !== undefined);
    await until(
      () => academy.youtube.writes(),
      (writes) => writes.length > 5,
    );
    await academy.client().workflow.getHandle(rewrite).terminate('by hand');
    await requestBranchCheck(academy.client(), 'showrunner', 'test');
    await academy.waitUntilSynced();
    const { videos } = await academy.youtube.channel();
    expect(videos.filter(({ description }) => description.includes('Ada Byrne'))).toHaveLength(30);
    expect(await academy.youtube.writes()).toHaveLength(30);
  });
});
