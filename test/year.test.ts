import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { EpisodeStatus } from '../contract/episode.ts';
import { COSTS } from '../domain/shared/costs.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { YEAR, YEAR_ID, type YearEvent } from './support/year-events.ts';

type Row = readonly [name: string, writes: readonly string[], units: number];

/** The fewest calls possible, in any order: event, writing calls, units. */
// biome-ignore format: a table
const LEAST: readonly Row[] = [
  ['drafted',                          [],                                                      0],
  ['announced',                        ['liveBroadcasts.bind', 'liveBroadcasts.insert',
                                        'playlistItems.insert', 'thumbnails.set',
                                        'videos.update'],                                     250],
  ['moved',                            ['liveBroadcasts.update'],                              50],
  ['moved again',                      ['liveBroadcasts.update'],                              50],
  ['renamed',                          ['thumbnails.set', 'videos.update'],                   100],
  ['given another guest',              ['thumbnails.set', 'videos.update'],                   100],
  ['live',                             [],                                                      0],
  ['ended',                            ['videos.update'],                                      50],
  ['given chapters',                   ['videos.update'],                                      50],
  ['its former guest corrected',       [],                                                      0],
  ['its guest corrected a year later', ['videos.update'],                                      50],
];

let academy: TestAcademy;
afterEach(() => academy.close());

describe('a year in the life of an episode, from its draft to a correction a year after the stream', () => {
  it('is one video, and costs the fewest calls', async () => {
    academy = await openAcademy();
    await academy.startWorker();
    await academy.waitUntilSynced();
    expect(await liveThrough((next) => next())).toEqual(LEAST);
  });

  it('costs the same when the worker is down at each event, and starts without a cache', async () => {
    academy = await openAcademy({ maxCachedWorkflows: 0 });
    await academy.startWorker();
    await academy.waitUntilSynced();
    const whileAway = async (next: () => Promise<void>): Promise<void> => {
      await academy.stopWorker();
      await next();
      await academy.startWorker();
    };
    expect(await liveThrough(whileAway)).toEqual(LEAST);
  }, 300_000);

  it('costs what docs/fields.md says about these calls', () => {
    const documented = readDocumented();
    const price = (method: string): number => documented.get(method) ?? Number.NaN;
    for (const [name, writes, units] of LEAST) expect([name, sum(writes.map(price))]).toEqual([name, units]);
    expect(sum(LEAST.flatMap(([, writes]) => writes.map(price)))).toBe(700);
  });
});

/** Runs every event. @returns the writes of each, failed calls too; no write between events is lost */
async function liveThrough(play: (next: () => Promise<void>) => Promise<void>): Promise<Row[]> {
  const rows: Row[] = [];
  const ids = new Set<string>();
  let seen = await academy.youtube.lastWrite();
  for (const act of YEAR) {
    await play(() => happen(act));
    await answer(act);
    const writes = await academy.youtube.writes(seen);
    seen = writes.at(-1)?.seq ?? seen;
    rows.push([
      act.name,
      writes.map(({ method }) => method).toSorted(),
      sum(writes.map(({ units }) => units)),
    ]);
    for (const id of await check(act)) ids.add(id);
  }
  expect(ids.size).toBe(1);
  return rows;
}

async function happen({ name, at, stream, files }: YearEvent): Promise<void> {
  const { clock, content, youtube } = academy;
  clock.advance(Date.parse(at) - clock.now());
  const [video] = (await youtube.channel()).videos;
  if (stream !== undefined) await youtube.studio(`${video?.id}/${stream}`, {});
  if (files !== undefined) await content.commit(name, files);
}

async function answer({ stream, phase }: YearEvent): Promise<void> {
  if (stream !== undefined) await ringTimers();
  const { syncedCommit: settled, seq, refused } = await academy.waitUntilSynced();
  expect(refused.filter(({ code }) => !code.endsWith('(warning)'))).toEqual([]);
  // A draft alone causes no workflow.
  if (phase === 'draft') return;
  const hasAnswered = (episode: EpisodeStatus): boolean =>
    episode.phase === phase &&
    (episode.commit === settled || episode.seq < seq) &&
    (phase !== 'complete' || episode.next === 'nothing: it is over');
  expect(await until(() => academy.episode(YEAR_ID), hasAnswered)).not.toHaveProperty('attention');
}

/** Timers run in real time. A commit makes every episode check; without one, the quota manager and the episode are triggered by hand. */
async function ringTimers(): Promise<void> {
  const { day } = await academy.youtube.quota();
  await academy.refreshQuota();
  await until(academy.quota, (ledger) => ledger.day === day);
  const episode = academy.client().workflow.getHandle(`episode/${YEAR_ID}`);
  await episode.executeUpdate('retry', { args: [{ by: 'a test' }] });
}

/** Units of each call by the table of docs/fields.md; creating is no field, so the insert's are those of domain/shared/costs.ts. */
function readDocumented(): ReadonlyMap<string, number> {
  const table = readFileSync(new URL('../docs/fields.md', import.meta.url), 'utf8');
  const rows = table.split('\n').filter((line) => /^\| \w+ \| .* \| \d+ \| \w+ \|$/.test(line));
  const prices = rows.flatMap((row) => {
    const [, , , , calls = '', , units = ''] = row.split('|').map((cell) => cell.trim());
    return calls.split(', ').map((call) => [call, Number(units)] as const);
  });
  return new Map([['liveBroadcasts.insert', COSTS['liveBroadcasts.insert']], ...prices]);
}

const sum = (units: readonly number[]): number => units.reduce((all, one) => all + one, 0);

async function check({ name, phase, line, shows = {} }: YearEvent): Promise<string[]> {
  const { videos } = await academy.youtube.channel();
  expect([name, videos.length]).toEqual([name, phase === 'draft' ? 0 : 1]);
  for (const { id } of videos) {
    const { description, ...video } = await academy.youtube.video(id);
    expect(description.split('\n')).toContain(line);
    expect(video).toMatchObject(shows);
  }
  return videos.map(({ id }) => id);
}
