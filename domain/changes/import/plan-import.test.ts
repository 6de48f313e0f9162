import { describe, expect, it } from 'vitest';
import { buildBroadcast } from '../../../test/support/catalog.ts';
import { parseCatalog } from '../../content/assemble/parse-catalog.ts';
import { formatSeal, renderSeal, sealVideo } from '../../render/description/marker.ts';
import { findTextDifference } from './compare-video.ts';
import type { ImportedChannel, ImportedPlaylist, ImportedVideo } from './imported-channel.ts';
import { type ImportInput, planImport } from './plan-import.ts';
import { listUnproven } from './prove-import.ts';

const CHANNEL = 'UCxxxxxxxxxxxxxxxxxxxxxx';
const SETTING =
  /^\s*(audioLanguage|madeForKids|syntheticMedia|paidPromotion|license|embeddable|recordingDate|latency|dvr|captions):/;
const NOW = Date.parse('2026-11-30T12:00:00Z');

const videoOf = (id: number, more: Partial<ImportedVideo> = {}): ImportedVideo => ({
  ...{ videoId: `video00000${id}`, title: `Talk ${id}`, description: 'Text', tags: [], categoryId: '28' },
  ...{ privacy: 'public', phase: 'complete', publishedAt: `2024-01-0${id}T12:00:00Z`, translations: [] },
  ...more,
});

const playlistOf = (id: string, title: string, ...videos: number[]): ImportedPlaylist => ({
  ...{ id, title, size: videos.length, videoIds: videos.map((one) => `video00000${one}`) },
});

const channelOf = (
  videos: readonly ImportedVideo[],
  playlists: readonly ImportedPlaylist[] = [],
  more: Partial<ImportedChannel> = {},
): ImportedChannel => ({
  ...{ channelId: CHANNEL, title: 'Example', videos, playlists, broadcasts: new Map(), streams: new Map() },
  ...more,
});

const plan = (channel: ImportedChannel, more: Partial<ImportInput> = {}) =>
  planImport({
    ...{ channel, heldBy: new Map(), exists: () => false, wanted: new Map(), selects: () => true, now: NOW },
    ...more,
  });

type Files = readonly { readonly path: string; readonly text: string }[];

const parse = (files: Files) =>
  parseCatalog({
    ...{ commit: 'c0ffee', blobs: {}, now: NOW },
    files: files.map(({ path, text }) => ({ path, text, blob: text })),
  });

const idsOf = (channel: ImportedChannel, more?: Partial<ImportInput>) =>
  Object.fromEntries(plan(channel, more).episodes.map(({ id, videoId }) => [videoId.slice(-1), id]));

const fileOf = ({ files }: ReturnType<typeof plan>, path: string): string =>
  files.find((file) => file.path === path)?.text ?? '';

describe('an episode’s id', () => {
  it('is its title, in the folder of its show and without the name of the show', () => {
    const videos = [
      videoOf(1, { title: 'Café & Kubernetes | Klustered' }),
      videoOf(2, { title: 'KLUSTERED: Talos' }),
      videoOf(3, { title: 'Klustered' }),
      videoOf(4, { title: '日本語' }),
    ];
    expect(idsOf(channelOf(videos, [playlistOf('PL1', 'Klustered', 1, 2, 3)]))).toEqual({
      1: 'klustered/cafe-kubernetes',
      2: 'klustered/talos',
      3: 'klustered/klustered',
      4: '2024-01-04',
    });
  });

  it('of several with one title has a day for all but the oldest, in any order of the listing', () => {
    const same = [3, 1, 2].map((id) => videoOf(id, { title: 'Office Hours' }));
    const later = videoOf(4, { title: 'Office Hours', publishedAt: '2024-01-03T18:00:00Z' });
    const ids = { 1: 'office-hours', 2: 'office-hours-2024-01-02', 3: 'office-hours-2024-01-03' };
    expect(idsOf(channelOf(same))).toEqual(ids);
    expect(idsOf(channelOf([later, ...same.toReversed()]))).toEqual({
      ...ids,
      4: 'office-hours-2024-01-03-2',
    });
  });

  it('does not change when only some are wanted', () => {
    const same = [1, 2].map((id) => videoOf(id, { title: 'Office Hours' }));
    const selects = ({ videoId }: ImportedVideo) => videoId.endsWith('2');
    expect(idsOf(channelOf(same), { selects })).toEqual({ 2: 'office-hours-2024-01-02' });
  });

  it('is the one in its marker, for a video that Showrunner once made', () => {
    const seal = renderSeal(
      { title: 'Talk 1', body: 'Text', tags: [] },
      sealVideo({ channelId: CHANNEL, videoId: 'video000001' }),
    );
    const description = `Text \r\n\r\nEpisode old/one#${formatSeal(seal)}`;
    const found = plan(channelOf([videoOf(1, { description })]));
    expect(found.episodes.map(({ id }) => id)).toEqual(['old/one']);
    expect(parse(found.files).catalog?.episodes['old/one']?.verbatim).toBe('Text ');
  });

  it('is not that of a file that exists', () => {
    expect(idsOf(channelOf([videoOf(1)]), { exists: (path) => path === 'episodes/talk-1.yml' })).toEqual({
      1: 'talk-1-2024-01-01',
    });
  });
});

describe('a show', () => {
  const videos = [1, 2, 3, 4].map((id) => videoOf(id));
  const all = playlistOf('PLall', 'Everything', 1, 2, 3, 4);

  it('is the shortest playlist of a video; one video is no show', () => {
    const found = plan(channelOf(videos, [all, playlistOf('PL1', 'One', 1, 2), playlistOf('PL2', 'Two', 4)]));
    expect(found.shows.map(({ id }) => id)).toEqual(['everything', 'one']);
    expect(found.episodes.map(({ id }) => id)).toEqual([
      ...['one/talk-1', 'one/talk-2', 'everything/talk-3', 'everything/talk-4'],
    ]);
    expect(fileOf(found, 'shows/one.yaml')).toBe('name: One\nplaylists: [PL1]\nmanage: observe\n');
    const { catalog } = parse(found.files);
    expect(catalog?.episodes['one/talk-1']?.youtube?.playlists).toEqual(['PLall']);
    expect(catalog?.episodes['everything/talk-4']?.youtube?.playlists).toEqual(['PL2']);
  });

  it('is the one that a person wants for a playlist', () => {
    const wanted = new Map([['PLall', 'mine']]);
    const found = plan(channelOf(videos, [all, playlistOf('PL1', 'One', 1, 2)]), { wanted });
    expect(found.shows.map(({ id }) => id)).toEqual(['mine']);
  });

  it('of several playlists names only those that all its videos are in: a take-over adds none to a playlist', () => {
    const wanted = new Map(['PLall', 'PL1', 'PL2'].map((id) => [id, 'mine']));
    const [one, two] = [playlistOf('PL1', 'One', 1, 2), playlistOf('PL2', 'Two', 4)];
    const found = plan(channelOf(videos, [all, one, two]), { wanted });
    const { catalog } = parse(found.files);
    expect(catalog?.shows['mine']?.playlists).toEqual(['PLall']);
    const listed = found.episodes.map(({ id }) => catalog?.episodes[id]?.youtube?.playlists);
    expect(listed).toEqual([['PL1'], ['PL1'], undefined, ['PL2']]);
    const apart = plan(channelOf(videos, [one, playlistOf('PL3', 'Three', 3, 4)]), {
      wanted: new Map(['PL1', 'PL3'].map((id) => [id, 'mine'])),
    });
    expect(fileOf(apart, 'shows/mine.yaml')).not.toContain('playlists');
  });

  it('that has a file keeps it, and what it would add is overridden', () => {
    const academy = `name: E\nchannelId: ${CHANNEL}\nmanage: full\n`;
    const show = 'name: One\ntitle: "{{ episode.title }} | One"\ntags: [one]\nplaylists: [PL1]\n';
    const before = [
      { path: 'academy.yaml', text: academy },
      { path: 'shows/ours.yaml', text: show },
    ];
    const channel = channelOf(
      [videoOf(1, { tags: ['b'] }), videoOf(2)],
      [playlistOf('PL1', 'One', 1, 2), playlistOf('PL2', 'Two', 2)],
    );
    const found = plan(channel, { catalog: parse(before).catalog });
    expect(found.files.map(({ path }) => path)).toEqual([
      'episodes/ours/talk-1.yaml',
      'episodes/ours/talk-2.yaml',
    ]);
    const { catalog, problems } = parse([...before, ...found.files]);
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
    expect(catalog?.episodes['ours/talk-1']?.manage).toBe('observe');
  });
});

describe('a file', () => {
  it('says what the video is, and only that', () => {
    const streams = new Map([['s1', 'Main encoder']]);
    const broadcast = buildBroadcast({ videoId: 'video000003', latency: 'low', boundStreamId: 's1' });
    const videos = [
      videoOf(1, { phase: 'none', privacy: 'private', publishAt: '2026-12-24T09:00:00Z', categoryId: '30' }),
      videoOf(2, { actualStart: '2024-01-02T12:03:04Z', defaultLanguage: 'pt-BR', translations: ['de'] }),
      videoOf(3, { phase: 'upcoming', start: '2026-12-04T17:00:00Z' }),
      videoOf(4, { phase: 'upcoming', start: '2026-12-05T17:00:00Z', videoId: '12345678901' }),
    ];
    const channel = channelOf(videos, [], { streams, broadcasts: new Map([['video000003', broadcast]]) });
    const found = plan(channel);
    expect(fileOf(found, 'academy.yaml')).toMatch(/^manage: observe\b.*\nstreams:\n {2}main: Main encoder$/m);
    expect(fileOf(found, 'episodes/talk-1.yaml')).toBe(
      [
        ...['title: Talk 1', 'kind: video', 'scheduledFor: 2024-01-01T12:00:00Z'],
        ...['publishAt: 2026-12-24T09:00:00Z', 'thumbnail: keep', 'youtube:', '  videoId: video000001'],
        ...['verbatim: |-', '  Text', ''],
      ].join('\n'),
    );
    expect(fileOf(found, 'episodes/talk-2.yaml')).toContain(
      [
        ...['kind: live', 'scheduledFor: 2024-01-02T12:03:04Z', 'visibility: public', 'thumbnail: keep'],
        ...[
          'youtube:',
          '  videoId: video000002',
          '  categoryId: 28',
          '  language: pt-BR',
          '# On YouTube also in de',
        ],
      ].join('\n'),
    );
    expect(fileOf(found, 'episodes/talk-3.yaml')).toContain('latency: low\nstream: main\n');
    expect(fileOf(found, 'episodes/talk-4.yaml')).toContain('kind: video\n');
    expect(found.episodes.map(({ left }) => left)).toEqual([['category'], ['translations'], [], []]);
    const { catalog, problems } = parse(found.files);
    expect(problems).toEqual([]);
    expect(Object.keys(catalog?.episodes ?? {})).toHaveLength(4);
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
  });

  it('says each setting that is not what YouTube does by itself, once for a show that has it in common', () => {
    const spoken = { defaultAudioLanguage: 'en', license: 'creativeCommon', selfDeclaredMadeForKids: false };
    const usual = { license: 'youtube', embeddable: true, containsSyntheticMedia: false };
    const videos = [
      videoOf(1, { ...spoken, embeddable: true }),
      videoOf(2, { ...spoken, embeddable: false, recordingDate: '2024-01-01', hasPaidPromotion: true }),
      videoOf(3, usual),
      videoOf(4, { ...usual, selfDeclaredMadeForKids: true, containsSyntheticMedia: true }),
      videoOf(5, { phase: 'upcoming', start: '2026-12-04T17:00:00Z', defaultAudioLanguage: 'xx-' }),
    ];
    const stream = buildBroadcast({
      ...{ videoId: 'video000005', latency: 'normal', dvr: false, captions: 'embedded' },
    });
    const broadcasts = new Map([['video000005', stream]]);
    const channel = channelOf(videos, [playlistOf('PL1', 'One', 1, 2)], { broadcasts });
    const found = plan(channel);
    const settingsIn = (id: string): string[] =>
      fileOf(found, `episodes/${id}.yaml`)
        .split('\n')
        .filter((line) => SETTING.test(line))
        .map((line) => line.trim());
    expect(fileOf(found, 'shows/one.yaml')).toContain('audioLanguage: en\nlicense: creativeCommon\n');
    expect(['one/talk-1', 'one/talk-2', 'talk-3', 'talk-4', 'talk-5'].map(settingsIn)).toEqual([
      [],
      ['paidPromotion: true', 'embeddable: false', 'recordingDate: "2024-01-01"'],
      [],
      ['madeForKids: true', 'syntheticMedia: true'],
      ['dvr: false', 'captions: embedded'],
    ]);
    const { catalog, problems } = parse(found.files);
    expect(problems).toEqual([]);
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
    expect(plan(channel, { catalog }).known.map(({ differs }) => differs)).toEqual([[], [], [], [], []]);
    for (const more of [
      { license: 'youtube' },
      { hasPaidPromotion: false },
      { recordingDate: '2024-01-02' },
    ]) {
      const other = { ...channel, videos: videos.map((video) => ({ ...video, ...more })) };
      const [unequal] = listUnproven({ ...{ catalog, problems, channel: other }, episodes: found.episodes });
      expect(unequal?.why).toMatch(/^(license|paidPromotion|recordingDate) would differ$/);
    }
  });

  it('says what differs from a file of its show, and leaves to YouTube what it cannot say', () => {
    const show =
      'name: One\nplaylists: [PL1]\nmadeForKids: false\nlicense: creativeCommon\nmanage: observe\n';
    const before = [
      { path: 'academy.yaml', text: `name: E\nchannelId: ${CHANNEL}\nmanage: full\n` },
      { path: 'shows/one.yaml', text: show },
    ];
    const videos = [videoOf(1, { license: 'youtube' }), videoOf(2, { selfDeclaredMadeForKids: false })];
    const channel = channelOf(videos, [playlistOf('PL1', 'One', 1, 2)]);
    const found = plan(channel, { catalog: parse(before).catalog });
    expect(fileOf(found, 'episodes/one/talk-1.yaml')).toContain(
      'fields: { madeForKids: keep }\nthumbnail: keep\nyoutube:\n  videoId: video000001\n  categoryId: 28\n  license: youtube\n',
    );
    expect(fileOf(found, 'episodes/one/talk-2.yaml')).toContain('fields: { license: keep }\n');
    const { catalog, problems } = parse([...before, ...found.files]);
    expect(problems).toEqual([]);
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
  });

  it('has the texts of each language byte for byte, and names those that it cannot hold', () => {
    const said = { title: 'Vortrag <1>', description: ' Zeile \r\n\u202e**x**\n' };
    const held = {
      ...{ defaultLanguage: 'en', translations: ['de', 'pt-BR'] },
      localizations: {
        de: said,
        'pt-BR': { title: 'Um', description: '' },
        en: { title: 'T', description: '' },
      },
    };
    const videos = [
      videoOf(1, held),
      videoOf(2, { translations: ['de'], localizations: { de: said } }),
      videoOf(3, { ...held, translations: ['x_y'], localizations: { x_y: said } }),
    ];
    const channel = channelOf(videos);
    const found = plan(channel);
    expect(found.episodes.map(({ left }) => left)).toEqual([[], ['translations'], ['translations']]);
    expect(fileOf(found, 'episodes/talk-3.yaml')).toContain('# On YouTube also in x_y: these');
    const { catalog, problems } = parse(found.files);
    expect(problems).toEqual([]);
    expect(catalog?.episodes['talk-1']?.localizations).toEqual({
      de: { title: said.title, verbatim: said.description },
      'pt-BR': { title: 'Um', verbatim: '' },
    });
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
    const edited = { ...held, localizations: { ...held.localizations, de: { ...said, title: 'Anders' } } };
    const other = channelOf([videoOf(1, edited), ...videos.slice(1)]);
    expect(
      listUnproven({ ...{ catalog, problems, channel: other }, episodes: found.episodes }),
    ).toMatchObject([{ id: 'talk-1', why: 'localizations.de would differ' }]);
    expect(plan(other, { catalog }).known[0]?.differs).toEqual(['localizations']);
  });

  it('carries odd titles and tags, and what YouTube would refuse today', () => {
    const odd = [
      'A <b>',
      'no',
      '2024',
      '"x": y',
      'a # b',
      '- a',
      '\u202eabc',
      'Cafe\u0301',
      '[a], {b}',
      "it's",
      '~',
    ];
    const videos = odd.map((title, at) =>
      videoOf(1, { title, videoId: `video0000${at + 10}`, tags: [title.replace(',', ''), 'C++'] }),
    );
    const channel = channelOf(videos);
    const found = plan(channel);
    const { catalog, problems } = parse(found.files);
    expect(problems).toEqual([]);
    expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
  });
});

it('leaves tags on YouTube that no file can hold', () => {
  const channel = channelOf([videoOf(1, { tags: ['a, b'] }), videoOf(2, { tags: ['a'.repeat(501)] })]);
  const found = plan(channel);
  expect(found.episodes.map(({ left }) => left)).toEqual([['tags'], ['tags']]);
  const { catalog, problems } = parse(found.files);
  expect(problems).toEqual([]);
  expect(catalog?.episodes['talk-1']?.fields).toEqual({ tags: 'keep' });
  expect(listUnproven({ ...{ catalog, problems, channel }, episodes: found.episodes })).toEqual([]);
});

describe('the second run', () => {
  const first = channelOf([1, 2].map((id) => videoOf(id)));
  const before = plan(first).files;
  const { catalog } = parse(before);

  it('writes nothing where nothing is new', () => {
    expect(plan(first, { catalog })).toMatchObject({
      files: [],
      episodes: [],
      known: [{ differs: [] }, { differs: [] }],
    });
  });

  it('knows a video that Showrunner made by its marker, although no file names it', () => {
    const text = 'title: Talk 3\nscheduledFor: 2024-01-03T12:00:00Z\n';
    const made = parse([...before, { path: 'episodes/made.yaml', text }]).catalog;
    const seal = renderSeal(
      { title: 'Talk 3', body: '', tags: [] },
      sealVideo({ channelId: CHANNEL, videoId: 'video000003' }),
    );
    const third = videoOf(3, { description: `Episode made#${formatSeal(seal)}` });
    const found = plan(channelOf([videoOf(1), videoOf(2), third]), { catalog: made });
    expect(found.files).toEqual([]);
    expect(found.known.map(({ id }) => id)).toEqual(['talk-1', 'talk-2', 'made']);
  });

  it('adds what is new, and says what differs', () => {
    const edited = videoOf(1, { title: 'Other', description: 'Other', privacy: 'unlisted', tags: ['new'] });
    const found = plan(channelOf([edited, videoOf(2), videoOf(3)]), { catalog });
    expect(found.files.map(({ path }) => path)).toEqual(['episodes/talk-3.yaml']);
    expect(found.known).toEqual([
      { id: 'talk-1', videoId: 'video000001', differs: ['title', 'description', 'visibility'] },
      { id: 'talk-2', videoId: 'video000002', differs: [] },
    ]);
  });

  it('writes no second file for a video in a file that cannot be used, or that another replaced', () => {
    const heldBy = new Map([['video000003', 'episodes/broken.yaml']]);
    const text = 'title: New\nkind: video\nyoutube: { videoId: video000009, replaces: [video000004] }\n';
    const with4 = parse([...before, { path: 'episodes/new.yaml', text }]).catalog;
    const found = plan(channelOf([1, 2, 3, 4].map((id) => videoOf(id))), { catalog: with4, heldBy });
    expect(found).toMatchObject({
      ...{ files: [], replaced: ['video000004'] },
      held: [{ videoId: 'video000003', path: 'episodes/broken.yaml' }],
    });
  });
});

it('the proof names each file that would not render what YouTube shows, and why', () => {
  const channel = channelOf([videoOf(1), videoOf(2), videoOf(3)]);
  const { files, episodes } = plan(channel);
  const spoiled = files.map(({ path, text }) =>
    path === 'episodes/talk-1.yaml'
      ? { path, text: text.replace('  Text', '  Text.') }
      : { path, text: path === 'episodes/talk-2.yaml' ? `${text}colour: blue\n` : text },
  );
  const { catalog, problems } = parse(spoiled);
  const found = listUnproven({ catalog, problems, channel, episodes });
  expect(found.map(({ id, why }) => [id, why])).toEqual([
    ['talk-1', 'description would differ from character 5 on'],
    ['talk-2', expect.stringContaining('colour')],
  ]);
});

it('the proof is of every byte', () => {
  const channel = channelOf([videoOf(1)]);
  const { catalog } = parse(plan(channel).files);
  const episode = { episodeId: 'talk-1', title: 'Talk 1', body: 'Text', tags: [] };
  const compare = (more: object) =>
    findTextDifference(
      { ...episode, ...more } as unknown as Parameters<typeof findTextDifference>[0],
      videoOf(1),
      { channelId: CHANNEL, ...catalog?.academy },
    );
  expect(compare({})).toBeUndefined();
  expect(compare({ body: 'Text ' })).toEqual({ field: 'description', at: 4 });
  expect(compare({ title: 'Talk 2' })).toEqual({ field: 'title', at: 5 });
  expect(compare({ tags: ['a'] })).toEqual({ field: 'tags', at: 0 });
});
