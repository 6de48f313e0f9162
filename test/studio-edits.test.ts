import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adopt, overwrite } from '../contract/episode.ts';
import { episodeWorkflowId } from '../contract/ids.ts';
import { applyEdits } from '../domain/changes/adopt/edit-yaml.ts';
import { FIELDS as ALL, type Field } from '../domain/content/ownership.ts';
import {
  renderDescription,
  renderMarker,
  renderSeal,
  sealVideo,
} from '../domain/render/description/marker.ts';
import { openAcademy, type TestAcademy, until } from './support/academy.ts';
import { academyFiles, NEXT_YEAR } from './support/academy-files.ts';
import type { TestVideo } from './support/youtube.ts';

type Row = {
  /** A manual edit in Studio; `round` makes each edit different. */
  readonly edit: (videoId: string, round: number) => Promise<unknown>;
  readonly read: (video: TestVideo) => unknown;
  /** The call that writes the field. */
  readonly method: string;
  /** YAML lines that change the field's desired value. */
  readonly lines: string;
};

let academy: TestAcademy;
const ids = new Map<Many, string>();
const channel = () => academy.youtube.channel();
const studio = (videoId: string, edit: Record<string, unknown>) => academy.youtube.studio(videoId, edit);
const playlistsOf = new Map<string, string[]>();
const streams = new Map<string, string>();
const day = (round: number): string => NEXT_YEAR.replace('06-01', `07-0${round}`);

/**
 * A field of two values cannot be the file's, a person's and something else (domain/changes/merge/video-settings.test.ts), and a person's
 * translation is never overwritten (domain/changes/merge/translations.test.ts).
 */
type Two =
  | 'localizations'
  | 'madeForKids'
  | 'syntheticMedia'
  | 'paidPromotion'
  | 'license'
  | 'embeddable'
  | 'dvr';
type Many = Exclude<Field, Two>;

const ROWS: Readonly<Record<Many, Row>> = {
  audioLanguage: {
    edit: (id, round) => studio(id, { defaultAudioLanguage: round % 2 === 0 ? 'fr' : 'es' }),
    read: ({ defaultAudioLanguage }) => defaultAudioLanguage,
    method: 'videos.update',
    lines: 'youtube: { audioLanguage: de }\n',
  },
  recordingDate: {
    edit: (id, round) => studio(id, { recordingDate: `2026-01-0${round}` }),
    read: ({ recordingDate }) => recordingDate,
    method: 'videos.update',
    lines: 'youtube: { recordingDate: 2026-01-30 }\n',
  },
  captions: {
    edit: (id, round) =>
      studio(id, {
        closedCaptionsType: round % 2 === 0 ? 'closedCaptionsDisabled' : 'closedCaptionsEmbedded',
      }),
    read: ({ broadcast }) => broadcast?.closedCaptionsType,
    method: 'liveBroadcasts.update',
    lines: 'captions: http\n',
  },
  title: {
    edit: (id, round) => studio(id, { title: `Theirs ${round}` }),
    read: ({ title }) => title,
    method: 'videos.update',
    lines: 'title: Another title\n',
  },
  description: {
    edit: async (id, round) => {
      const { description } = await academy.youtube.video(id);
      return studio(id, { description: description.replace(/^.*$/m, `Their words ${round}`) });
    },
    read: ({ description }) => description.split('#')[0],
    method: 'videos.update',
    lines: 'description: Another text.\n',
  },
  tags: {
    edit: (id, round) => studio(id, { tags: ['theirs', `more ${round}`] }),
    read: ({ tags }) => tags.toSorted(),
    method: 'videos.update',
    lines: 'tags: [another]\n',
  },
  category: {
    edit: (id, round) => studio(id, { categoryId: String(9 + round) === '11' ? '17' : '10' }),
    read: ({ categoryId }) => categoryId,
    method: 'videos.update',
    lines: 'youtube: { categoryId: 27 }\n',
  },
  language: {
    edit: (id, round) => studio(id, { defaultLanguage: round % 2 === 0 ? 'fr' : 'es' }),
    read: ({ defaultLanguage }) => defaultLanguage,
    method: 'videos.update',
    lines: 'youtube: { language: de }\n',
  },
  start: {
    edit: (id, round) => studio(id, { scheduledStartTime: day(round) }),
    read: ({ broadcast }) => Date.parse(broadcast?.scheduledStartTime ?? ''),
    method: 'liveBroadcasts.update',
    lines: `scheduledFor: ${NEXT_YEAR.replace('06-01', '09-09')}\n`,
  },
  latency: {
    edit: (id, round) => studio(id, { latencyPreference: round % 2 === 0 ? 'normal' : 'ultraLow' }),
    read: ({ broadcast }) => broadcast?.latencyPreference,
    method: 'liveBroadcasts.update',
    lines: 'latency: low\n',
  },
  stream: {
    edit: (id, round) => studio(id, { boundStreamId: streams.get(round % 2 === 0 ? 'Fourth' : 'Third') }),
    read: ({ broadcast }) => broadcast?.boundStreamId,
    method: 'liveBroadcasts.bind',
    lines: 'stream: second\n',
  },
  visibility: {
    edit: (id, round) => studio(id, { privacyStatus: round % 2 === 0 ? 'private' : 'unlisted' }),
    read: ({ privacyStatus }) => privacyStatus,
    method: 'videos.update',
    lines: 'visibility: { live: public, after: private }\n',
  },
  playlists: {
    edit: (id) => studio(id, { leavePlaylists: ['PLown'] }),
    read: ({ id }) => playlistsOf.get(id)?.includes('PLown'),
    method: 'playlistItems.insert',
    lines: 'youtube: { playlists: [PLown, PLnew] }\n',
  },
  thumbnail: {
    edit: async (id, round) => academy.youtube.studioPicture(id, await drawPlain(round)),
    read: ({ thumbnailSha256 }) => thumbnailSha256,
    method: 'thumbnails.set',
    lines: 'thumbnail: { title: Another }\n',
  },
};

const FIELDS = ALL.filter((field): field is Many => field in ROWS);

const drawPlain = (round: number): Promise<Buffer> =>
  sharp({ create: { width: 1280, height: 720, channels: 3, background: `#c0ff${round}e` } })
    .png()
    .toBuffer();

const path = (field: Many): string => `episodes/talks/${field.toLowerCase()}.yaml`;
const id = (field: Many): string => `talks/${field.toLowerCase()}`;
const lines: Record<Many, string> = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Record<
  Field,
  string
>;

/** Every field is named in the file itself, so that all of them are ours; the stream's episode is the next on its stream. */
function render(field: Many): string {
  const month = field === 'stream' ? '01' : '06';
  const all: Record<string, string> = {
    title: `title: Talk on ${field}\n`,
    description: 'description: Our text.\n',
    tags: 'tags: [more]\n',
    youtube:
      'youtube: { categoryId: 28, language: en, playlists: [PLown], audioLanguage: en, recordingDate: 2025-12-31 }\n',
    latency: 'latency: normal\n',
    captions: 'captions: none\n',
    visibility: 'visibility: public\n',
    scheduledFor: `scheduledFor: ${NEXT_YEAR.replace('06-01', `${month}-${String(FIELDS.indexOf(field) + 10)}`)}\n`,
    show: `show: ${field.toLowerCase()} # its own: nobody else prints its title\n`,
    guests: 'guests: [ada]\n',
    thumbnail: 'thumbnail: { title: Ours }\n',
    ...(field === 'stream' ? { stream: 'stream: main\n' } : {}),
  };
  const own = lines[field];
  const key = own.split(':')[0] ?? '';
  return Object.values(own === '' ? all : { ...all, [key]: merge(all[key], own) }).join('');
}

const merge = (before: string | undefined, own: string): string =>
  own.startsWith('youtube') && before !== undefined
    ? applyEdits(
        before,
        Object.entries(readFlow(own)).map(([key, value]) => ({ key: ['youtube', key], value })),
      )
    : own;

function readFlow(own: string): Record<string, string | number | string[]> {
  const [, key = '', value = ''] = /\{ (\w+): (.+) \}/.exec(own) ?? [];
  if (value.startsWith('[')) return { [key]: value.slice(1, -1).split(', ') };
  return { [key]: /^\d+$/.test(value) ? Number(value) : value };
}

const allFiles = (): Record<string, string> =>
  Object.fromEntries(FIELDS.map((field) => [path(field), render(field)]));

/** The live value of each row's field. */
async function readAll(): Promise<Map<Many, unknown>> {
  const { videos, playlists } = await channel();
  for (const { id: videoId } of videos)
    playlistsOf.set(
      videoId,
      playlists.filter(({ items }) => items.includes(videoId)).map((playlist) => playlist.id),
    );
  return new Map(
    FIELDS.map((field) => {
      const video = videos.find((one) => one.id === ids.get(field));
      return [field, video === undefined ? undefined : ROWS[field].read(video)];
    }),
  );
}

const editAll = async (round: number): Promise<void> => {
  for (const field of FIELDS) await ROWS[field].edit(ids.get(field) ?? '', round);
};
const handle = (field: Many) => academy.client().workflow.getHandle(episodeWorkflowId(id(field)));
const methodsOf = async (after: number, field: Many): Promise<string[]> =>
  (await academy.youtube.writes(after))
    .filter(({ videoId }) => videoId === ids.get(field))
    .map(({ method }) => method);
/** By the API: which episode, which call. */
const writesOf = async (after: number): Promise<string[][]> =>
  (await academy.youtube.writes(after)).map(({ videoId, method }) => [
    FIELDS.find((field) => ids.get(field) === videoId) ?? String(videoId),
    method,
  ]);
const leftOf = async (field: Many): Promise<readonly string[]> =>
  (await academy.episode(id(field))).skippedFields ?? [];
/** Every episode has applied the branch's head, newly started ones too. */
const answered = async (): Promise<void> => {
  await academy.waitUntilSynced();
  for (const field of FIELDS)
    await until(
      () => academy.episode(id(field)),
      ({ commit }) => commit !== undefined,
    );
};

beforeAll(async () => {
  academy = await openAcademy({ files: { ...files(), ...allFiles() } });
  await academy.youtube.seed({
    streams: ['Second', 'Third', 'Fourth'],
    playlists: ['PLown', 'PLnew'].map((playlist) => ({ id: playlist, title: playlist })),
  });
  await academy.startWorker();
  await answered();
  for (const field of FIELDS) ids.set(field, (await academy.episode(id(field))).videoId ?? '');
  for (const stream of (await channel()).streams) streams.set(stream.title, stream.id);
}, 120_000);
afterAll(() => academy.close());

const SHOW = 'name: Talks\nhosts: [hal]\ntitle: "{{ episode.title }} | Talks"\ndefaults: { duration: 60m }\n';
const files = () => ({
  ...academyFiles(),
  'academy.yaml': String(academyFiles()['academy.yaml']).replace(
    '"Main encoder" }',
    '"Main encoder", second: Second, third: Third, fourth: Fourth }',
  ),
  ...Object.fromEntries(FIELDS.map((field) => [`shows/${field.toLowerCase()}.yaml`, SHOW])),
});

describe('a manual edit, in every field', () => {
  let theirs: Map<Many, unknown>;
  let last = 0;

  it("before a change of the file: the file's new value of the field is not written", async () => {
    const before = await readAll();
    await editAll(1);
    theirs = await readAll();
    for (const field of FIELDS) expect([field, theirs.get(field)]).not.toEqual([field, before.get(field)]);
    last = await academy.youtube.lastWrite();
    for (const field of FIELDS) lines[field] = ROWS[field].lines;
    await academy.content.commit('want something else', allFiles());
    await answered();
    expect(await readAll()).toEqual(theirs);
    expect(await writesOf(last)).toEqual([['playlists', 'playlistItems.insert']]);
    last = await academy.youtube.lastWrite();
  });

  it.each(FIELDS)('%s is reported, and nothing else', async (field) => {
    const status = await academy.episode(id(field));
    expect(status).toMatchObject({ skippedFields: [field], attention: expect.stringContaining(field) });
    const details = JSON.stringify(await handle(field).query('__temporal_workflow_metadata'));
    for (const words of [
      `"fields": ["${field}"]`,
      `npx showrunner overwrite ${id(field)}`,
      `npx showrunner adopt ${id(field)}`,
    ])
      expect(details.replaceAll('\\', '')).toContain(words.replaceAll('\\', ''));
  });

  it('after all state is lost: the edits stay, nothing is written, and no other edit is reported', async () => {
    await academy.loseAllState();
    await academy.startWorker();
    await answered();
    const now = await readAll();
    for (const field of FIELDS) expect([field, now.get(field)]).toEqual([field, theirs.get(field)]);
    expect(await writesOf(last)).toEqual([]);
    for (const field of FIELDS) expect([[], [field]]).toContainEqual(await leftOf(field));
  });

  it.each(FIELDS)('%s: an operator overwrites it, once, by one call', async (field) => {
    const at = await academy.youtube.lastWrite();
    const order = { fields: [field], by: 'the test' };
    const verdict = await handle(field).executeUpdate(overwrite, { args: [order] });
    expect(verdict.kind).toBe('written');
    expect(await methodsOf(at, field)).toEqual([ROWS[field].method]);
    expect((await readAll()).get(field)).not.toEqual(theirs.get(field));
    expect(await leftOf(field)).toEqual([]);
    const again = await handle(field).executeUpdate(overwrite, { args: [order] });
    expect(again.kind).toBe('unchanged');
    expect(await methodsOf(at, field)).toHaveLength(1);
  });

  it.each(FIELDS)('%s: edited again, adopted as content', async (field) => {
    await ROWS[field].edit(ids.get(field) ?? '', 2);
    const adoption = await handle(field).executeUpdate(adopt, {
      args: [{ fields: [field], by: 'the test' }],
    });
    expect(adoption.notAdopted).toEqual([]);
    expect(adoption.edits.every((edit) => edit.field === field && edit.path === path(field))).toBe(true);
    expect(adoption.diff).toMatch(/^\+ /m);
    adopted.set(path(field), applyEdits(render(field), adoption.edits));
  });
  const adopted = new Map<string, string>();

  it('adopted and committed: the next sync changes only the seal, and reports no edit', async () => {
    theirs = await readAll();
    const at = await academy.youtube.lastWrite();
    await academy.content.commit('adopt', Object.fromEntries(adopted));
    await answered();
    expect(await readAll()).toEqual(theirs);
    expect((await writesOf(at)).toSorted()).toEqual(
      ['description', 'tags', 'title'].map((field) => [field, 'videos.update']),
    );
    for (const field of FIELDS) expect([field, await leftOf(field)]).toEqual([field, []]);
    expect([...adopted.values()].every((text) => text.includes('# its own'))).toBe(true);
  });

  it('an adopted text is not reported as an edit, even after all state is lost', async () => {
    await academy.loseAllState();
    await academy.content.commit('another title', {
      [path('title')]: applyEdits(adopted.get(path('title')) ?? '', [
        { key: ['overrides', 'title'], value: 'A third title' },
      ]),
    });
    await academy.startWorker();
    await answered();
    expect((await readAll()).get('title')).toContain('A third title');
    expect(await leftOf('title')).toEqual([]);
  });

  it('during a change of the file: an edit made while a commit waits to be written stays', async () => {
    const fields = FIELDS.filter((field) => field !== 'playlists' && field !== 'thumbnail');
    for (const field of fields) await handle(field).executeUpdate('pause', { args: [{}] });
    const at = await academy.youtube.lastWrite();
    await academy.content.commit(
      'want it back',
      Object.fromEntries(fields.map((field) => [path(field), render(field)])),
    );
    await academy.waitUntilSynced();
    for (const field of fields) await ROWS[field].edit(ids.get(field) ?? '', 3);
    theirs = await readAll();
    for (const field of fields) await handle(field).executeUpdate('resume', { args: [{}] });
    for (const field of fields)
      await until(
        () => leftOf(field),
        (left) => left.includes(field),
      );
    expect(await readAll()).toEqual(theirs);
    expect(await academy.youtube.writes(at)).toEqual([]);
    for (const field of fields) expect(await leftOf(field)).toEqual([field]);
  });

  it('during a change of the file: a video removed from a playlist by hand stays out, also when the list of playlists changes', async () => {
    await handle('playlists').executeUpdate('pause', { args: [{}] });
    const at = await academy.youtube.lastWrite();
    lines.playlists = 'youtube: { playlists: [PLnew, PLown] }\n';
    await academy.content.commit('want it back', { [path('playlists')]: render('playlists') });
    await academy.waitUntilSynced();
    await studio(ids.get('playlists') ?? '', { leavePlaylists: ['PLnew'] });
    await handle('playlists').executeUpdate('resume', { args: [{}] });
    await until(
      () => leftOf('playlists'),
      (left) => left.includes('playlists'),
    );
    await readAll();
    expect(playlistsOf.get(ids.get('playlists') ?? '')).toEqual(['PLown']);
    expect(await writesOf(at)).toEqual([['playlists', 'playlistItems.insert']]);
  });

  it('a refusal fails only the update, with the reason', async () => {
    const send = (fields: string[]) => handle('title').executeUpdate(overwrite, { args: [{ fields }] });
    await expect(send(['titel'])).rejects.toMatchObject({
      cause: { message: expect.stringContaining('Did you mean "title"?') },
    });
  });
});

describe('a text that can no longer be rendered', () => {
  const OLD = 'An older layout of ours.\n\nIts second block.';

  it.each([
    ['with our seal it is ours, and written', (text: string) => text, true],
    ['touched by a person it is theirs, and stays', (text: string) => text.replace('second', 'own'), false],
  ])('%s', async (_name, touch, isWritten) => {
    const videoId = ids.get('latency') ?? '';
    const { title, tags } = await academy.youtube.video(videoId);
    const forms = { episodeUrl: 'https://academy.example/watch/{{ episode.id }}' };
    const marker = renderMarker(
      forms,
      id('latency'),
      renderSeal({ body: OLD, title, tags }, sealVideo({ channelId: 'UCshowrunnerlocal0000000', videoId })),
    );
    const description = touch(renderDescription(OLD, marker));
    await studio(videoId, { description });
    await academy.loseAllState();
    await academy.startWorker();
    await answered();
    const now = (await academy.youtube.video(videoId)).description;
    expect(now === description).toBe(!isWritten);
    const left = await leftOf('latency');
    expect(left.includes('description')).toBe(!isWritten);
    expect(left.filter((field) => field !== 'description' && field !== 'latency')).toEqual([]);
  });
});
