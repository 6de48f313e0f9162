import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../domain/content/ownership.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, NEXT_YEAR } from './support/academy-files.ts';
import type { TestVideo } from './support/youtube.ts';

/** The table of docs/fields.md, which domain/changes/fields.test.ts reads too: here each row is tested against the local YouTube. */
const ROWS = readFileSync(new URL('../docs/fields.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => FIELDS.some((field) => line.startsWith(`| ${field} |`)))
  .map((line) => {
    const [field = '', , , call = '', states = '', units = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { field, calls: call.split(', '), states: states.split(' '), units: Number(units) };
  });

const ID = 'talks/first';
const FILE = 'episodes/talks/first.yaml';
let academy: TestAcademy;
let videoId: string;
const streams = new Map<string, string>();

/** Each turn changes every field. */
const TURNS = [
  { category: 22, language: 'en', latency: 'low', visibility: 'public', captions: 'none' },
  { category: 24, language: 'de', latency: 'normal', visibility: 'unlisted', captions: 'http' },
  { category: 25, language: 'fr', latency: 'ultraLow', visibility: 'private', captions: 'embedded' },
  { category: 26, language: 'es', latency: 'low', visibility: 'public', captions: 'none' },
  { category: 27, language: 'it', latency: 'normal', visibility: 'unlisted', captions: 'http' },
] as const;
type Turn = (typeof TURNS)[number];

const startOf = (turn: number): string => NEXT_YEAR.replace('06-01', `06-0${turn + 1}`);

function render(turn: number, withStream: boolean): string {
  const { category, language, latency, visibility, captions } = TURNS[turn] as Turn;
  const isOdd = turn % 2 === 1;
  return `title: Title ${turn}
show: talks
description: Text ${turn}.
tags: [tag${turn}]
scheduledFor: ${startOf(turn)}
guests: [ada]
latency: ${latency}
visibility: ${visibility}
dvr: ${isOdd}
localizations: { pt: { title: Título ${turn} }, ja: { title: 題名${turn}, description: 本文 } }
captions: ${captions}
thumbnail: { title: Picture ${turn} }
youtube:
  categoryId: ${category}
  language: ${language}
  playlists: [PL${turn}]
  audioLanguage: ${language}
  madeForKids: ${isOdd}
  syntheticMedia: ${isOdd}
  paidPromotion: ${isOdd}
  license: ${isOdd ? 'creativeCommon' : 'youtube'}
  embeddable: ${isOdd}
  recordingDate: 2026-12-0${turn + 1}
${withStream ? `stream: stream${turn}\n` : ''}`;
}

/** The live value of each field. */
async function readAll(): Promise<Record<string, unknown>> {
  const { videos, playlists } = await academy.youtube.channel();
  const video = videos.find(({ id }) => id === videoId) as TestVideo;
  const { broadcast } = video;
  return {
    title: video.title,
    description: video.description.split('\n')[0],
    tags: video.tags.toSorted().join(),
    category: video.categoryId,
    language: video.defaultLanguage,
    visibility: video.privacyStatus,
    localizations: JSON.stringify(video.localizations),
    audioLanguage: video.defaultAudioLanguage,
    madeForKids: video.selfDeclaredMadeForKids,
    syntheticMedia: video.containsSyntheticMedia,
    paidPromotion: video.hasPaidProductPlacement,
    license: video.license,
    embeddable: video.embeddable,
    recordingDate: video.recordingDate,
    dvr: broadcast?.enableDvr,
    captions: broadcast?.closedCaptionsType,
    start: broadcast?.scheduledStartTime,
    latency: broadcast?.latencyPreference,
    stream: broadcast?.boundStreamId,
    playlists: playlists.flatMap(({ id, items }) => (items.includes(videoId) ? [id] : [])).join(),
    thumbnail: video.thumbnailSha256,
  };
}

async function commit(turn: number, withStream = true) {
  const before = await readAll();
  const last = await academy.youtube.lastWrite();
  await academy.content.commit(`turn ${turn}`, { [FILE]: render(turn, withStream) });
  await academy.waitUntilSynced();
  const after = await readAll();
  const writes = await academy.youtube.writes(last);
  const changed = FIELDS.filter((field) => before[field] !== after[field]);
  return { writes: writes.map(({ method, units }) => `${method} ${units}`).toSorted(), changed };
}

/** What the page says about a change of every field in this state. */
function promised(state: string, without: readonly string[] = []) {
  const open = ROWS.filter(({ field, states }) => states.includes(state) && !without.includes(field));
  const writes = new Set(open.flatMap(({ calls, units }) => calls.map((call) => `${call} ${units}`)));
  return {
    writes: [...writes].toSorted(),
    changed: FIELDS.filter((field) => open.some((row) => row.field === field)),
  };
}

const look = () =>
  academy
    .client()
    .workflow.getHandle(`episode/${ID}`)
    .executeUpdate('retry', { args: [{ by: 'a test' }] });

beforeAll(async () => {
  const numbers = TURNS.map((_, turn) => turn);
  const named = numbers.map((turn) => `stream${turn}: Encoder ${turn}`).join(', ');
  const files = academyFiles();
  academy = await openAcademy({
    files: {
      'academy.yaml': String(files['academy.yaml']).replace('main: "Main encoder"', named),
      'shows/talks.yaml': 'name: Talks\n',
      [FILE]: render(0, false),
    },
  });
  await academy.youtube.seed({
    streams: numbers.map((turn) => `Encoder ${turn}`),
    playlists: numbers.map((turn) => ({ id: `PL${turn}`, title: `PL${turn}` })),
  });
  await academy.startWorker();
  await academy.waitUntilSynced();
  videoId = (await academy.episode(ID)).videoId ?? '';
  for (const { title, id } of (await academy.youtube.channel()).streams) streams.set(title, id);
});
afterAll(() => academy.close());

describe('docs/fields.md against the local YouTube: every field changes', () => {
  it('all of them at a creation: in an insert, an update, a picture and a playlist', async () => {
    expect((await academy.youtube.writes()).map(({ method, units }) => `${method} ${units}`)).toEqual([
      'liveBroadcasts.insert 50',
      'thumbnails.set 50',
      'playlistItems.insert 50',
      'videos.update 50',
    ]);
    expect(await readAll()).toMatchObject({
      ...{ title: 'Title 0', tags: 'tag0', category: '22', language: 'en', audioLanguage: 'en' },
      // Not declared says no: `syntheticMedia: false` and `paidPromotion: false` need no part of their own.
      ...{ madeForKids: false, syntheticMedia: undefined, paidPromotion: undefined },
      ...{
        license: 'youtube',
        embeddable: false,
        recordingDate: '2026-12-01T00:00:00Z',
        dvr: false,
        latency: 'low',
      },
      ...{ captions: 'closedCaptionsDisabled', visibility: 'public', playlists: 'PL0' },
    });
  });

  it('created: bound to nothing', async () => {
    expect(await commit(1, false)).toEqual(promised('created', ['stream']));
  });

  it('ready', async () => {
    await academy.content.commit('a stream', { [FILE]: `${render(1, true)}` });
    await academy.waitUntilSynced();
    expect((await academy.youtube.video(videoId)).broadcast?.lifeCycleStatus).toBe('ready');
    expect(await commit(2)).toEqual(promised('ready'));
    expect((await readAll())['stream']).toBe(streams.get('Encoder 2'));
  });

  it("a guest's correction reaches two other languages in the one call", async () => {
    const last = await academy.youtube.lastWrite();
    await academy.content.commit('a correction', { 'guests/ada.yaml': 'name: Ada King\n' });
    await academy.waitUntilSynced();
    expect((await academy.youtube.writes(last)).map(({ method, units }) => `${method} ${units}`)).toEqual([
      'videos.update 50',
      // It shows the name, too.
      'thumbnails.set 50',
    ]);
    const { description, localizations = {} } = await academy.youtube.video(videoId);
    const all = [description, ...Object.values(localizations).map((said) => said.description)];
    expect(all.map((text) => text.includes('Ada King'))).toEqual([true, true, true]);
  });

  it('live', async () => {
    await academy.youtube.studio(`${videoId}/live`, {});
    await look();
    expect(await commit(3)).toEqual(promised('live'));
    const { lastEvent: last } = await academy.episode(ID);
    for (const field of ['start', 'latency', 'dvr', 'captions', 'stream'])
      expect(last).toContain(`${field}: cannot change while live; this change is skipped`);
  });

  it('complete', async () => {
    await academy.youtube.studio(`${videoId}/end`, {});
    await look();
    await until(
      () => academy.episode(ID),
      ({ phase }) => phase === 'complete',
    );
    expect(await commit(4)).toEqual(promised('complete'));
  });
});
