import { describe, expect, it } from 'vitest';
import { buildBroadcast, buildCatalog, buildVideo, episodeOf } from '../../../test/support/catalog.ts';
import { FIELDS } from '../../content/ownership.ts';
import {
  INSERTED,
  parseDescription,
  renderDescription,
  renderMarker,
  renderSeal,
  sealTitle,
} from '../../render/description/marker.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import type { MergeInput } from '../merge/merge.ts';
import type { VideoTexts } from '../merge/video-texts.ts';
import { checksumOf, planVideo, type VideoPlan } from './plan.ts';

type Written = Readonly<Record<string, unknown>>;

const { academy } = buildCatalog();
const START = '2026-12-04T17:00:00Z';
const BEFORE: Written = { title: 'Old', description: 'Old text.', tags: ['old'], scheduledFor: START };

function desiredOf(written: Written, settings: Written = {}): Desired {
  const catalog = buildCatalog({ academy: settings, episodes: { 'a/one': { ...BEFORE, ...written } } });
  return renderDesired(catalog, episodeOf(catalog));
}

/** The video as our last write of `desired` left it. */
const videoOf = (desired: Desired, more: Partial<LiveVideo> = {}): LiveVideo =>
  buildVideo({
    title: desired.title,
    description: desired.description,
    tags: desired.tags ?? [],
    categoryId: '24',
    defaultLanguage: 'de',
    defaultAudioLanguage: 'en',
    ...more,
  });

const plan = (desired: Desired, live: LiveVideo, more: Partial<MergeInput> = {}): VideoPlan =>
  planVideo({ desired, live, forms: academy, ...more });

/** What videos.update would send. */
function textsOf({ changes }: VideoPlan): VideoTexts {
  const [change] = changes;
  if (change?.call !== 'videos.update') throw new Error('The plan has no videos.update.');
  return change.next;
}

describe('a video that is ours', () => {
  it('needs nothing if it is as desired', () => {
    const desired = desiredOf({});
    expect(plan(desired, videoOf(desired))).toEqual({
      episodeId: 'a/one',
      videoId: 'video000001',
      changes: [],
      edited: [],
      unknown: [],
      blocked: [],
      units: 0,
    });
  });

  it('is written once for all texts, and is then as desired', () => {
    const desired = desiredOf({
      title: 'New',
      description: 'New text.',
      tags: ['new'],
      visibility: 'unlisted',
    });
    const live = videoOf(desiredOf({}));
    const first = plan(desired, live, { bases: [desiredOf({ visibility: 'public' })] });
    expect(first.changes.map(({ call, fields }) => [call, fields])).toEqual([
      ['videos.update', ['title', 'description', 'tags', 'visibility']],
    ]);
    expect(first.units).toBe(50);
    expect(textsOf(first)).toEqual({
      title: 'New',
      description: desired.description,
      tags: ['new'],
      categoryId: '24',
      defaultLanguage: 'de',
      privacy: 'unlisted',
    });
    expect(plan(desired, { ...live, ...textsOf(first) })).toMatchObject({ changes: [], units: 0 });
  });

  it('gets unmanaged fields back unchanged: category, language, tags, privacy', () => {
    const before = desiredOf({ tags: undefined });
    const live = videoOf(before, { tags: ['b', 'by hand'], privacy: 'private' });
    expect(textsOf(plan(desiredOf({ title: 'New', tags: undefined }), live))).toEqual({
      title: 'New',
      description: expect.stringContaining('Old text.'),
      tags: ['b', 'by hand'],
      categoryId: '24',
      defaultLanguage: 'de',
    });
  });

  it('gets no language if it has none', () => {
    const { defaultLanguage: _none, ...live } = videoOf(desiredOf({}));
    expect(textsOf(plan(desiredOf({ title: 'New' }), live))).not.toHaveProperty('defaultLanguage');
  });

  it('gets category and language if the content sets them', () => {
    const youtube = { categoryId: 28, language: 'en' };
    const base = desiredOf({ youtube: { categoryId: 24, language: 'de' } });
    expect(textsOf(plan(desiredOf({ youtube }), videoOf(base), { bases: [base] }))).toMatchObject({
      categoryId: '28',
      defaultLanguage: 'en',
    });
  });

  it('changes its privacy at the end of the stream', () => {
    const desired = desiredOf({ visibility: { live: 'public', after: 'unlisted' } });
    expect(plan(desired, videoOf(desired, { phase: 'live' })).changes).toEqual([]);
    const after = plan(desired, videoOf(desired, { phase: 'complete' }), { bases: [desired] });
    expect(after.changes.map(({ fields }) => fields)).toEqual([['visibility']]);
    expect(textsOf(after)).toMatchObject({ privacy: 'unlisted', description: desired.description });
  });
});

describe('with a person’s edit', () => {
  const old = desiredOf({});
  const theirs = `  Their text.\r\n\r\n${old.description.split('\n').at(-1)}\r\n\r\nAnd more.  \n`;
  const live = videoOf(old, { description: theirs });
  const renamed = plan(desiredOf({ title: 'New' }), live);

  it('of the description, our title is written and every byte except the seal stays', () => {
    expect(renamed).toMatchObject({ edited: ['description'], unknown: [] });
    const { description } = textsOf(renamed);
    const bare = (text: string): string => text.replace(/#[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/, '#');
    expect(bare(description)).toBe(bare(theirs));
    expect(parseDescription(description, academy).marker?.seal).toEqual({
      ...old.seal,
      title: sealTitle('New'),
    });
  });

  it('the text stays theirs at the next check, and the title ours', () => {
    const next = { ...live, ...textsOf(renamed) };
    expect(plan(desiredOf({ title: 'New' }), next)).toMatchObject({ changes: [], edited: ['description'] });
    expect(textsOf(plan(desiredOf({ title: 'Newer' }), next)).title).toBe('Newer');
  });

  it('of title or tags, the old hash stays, so that they remain theirs', () => {
    const video = videoOf(old, { title: 'Theirs', tags: ['theirs'] });
    const first = plan(desiredOf({ title: 'New', description: 'New text.', tags: ['new'] }), video);
    expect(first.edited).toEqual(['title', 'tags']);
    const sent = textsOf(first);
    expect(sent).toMatchObject({ title: 'Theirs', tags: ['theirs'] });
    expect(parseDescription(sent.description, academy)).toEqual({
      body: 'New text.',
      marker: {
        episodeId: 'a/one',
        seal: { ...old.seal, description: renderSeal({ ...old, body: 'New text.', tags: [] }).description },
      },
    });
  });

  it('an operator may still overwrite it', () => {
    const desired = desiredOf({ title: 'New' });
    const texts = textsOf(plan(desired, live, { overwrite: FIELDS }));
    expect(texts.description).toBe(desired.description);
  });

  it('a description that we never write gets a seal only if it has a marker', () => {
    const desired = desiredOf({ title: 'New', fields: { description: 'keep' } });
    expect(textsOf(plan(desired, live)).description).toContain(`-${sealTitle('New')}-`);
    const bare = { ...live, description: 'Their text.\r\n', videoId: 'K72fOdbxXu8' };
    const adopted = desiredOf({
      title: 'New',
      fields: { description: 'keep' },
      youtube: { videoId: 'K72fOdbxXu8' },
    });
    expect(textsOf(plan(adopted, bare, { bases: [old] })).description).toBe('Their text.\r\n');
  });

  it('of unknown origin, a hash of zeros is written, so that it is theirs from then on', () => {
    const unsealed = renderDescription('Old text.', 'https://academy.example/watch/a/one');
    const video = videoOf(old, { title: 'Whose?', tags: ['whose'], description: unsealed });
    const first = plan(old, video);
    expect(first.unknown).toEqual(['title', 'tags']);
    expect(textsOf(first).description).toMatch(/#[0-9a-f]{8}-0000-0000$/);
    expect(plan(old, { ...video, ...textsOf(first) }).edited).toEqual(['title', 'tags']);
  });
});

describe('what our insert could not set', () => {
  const insert = (desired: Desired): LiveVideo => {
    const seal = { ...renderSeal({ ...desired, tags: [] }), tags: INSERTED };
    const description = renderDescription(desired.body, renderMarker(academy, 'a/one', seal));
    return buildVideo({ title: desired.title, description });
  };

  it.each([
    ['with tags and seeds', { tags: ['x'], youtube: { categoryId: 28 }, fields: { category: 'seed' } }],
    ['with tags that are a seed', { tags: ['x'], fields: { tags: 'seed' } }],
    ['without tags', { tags: undefined }],
  ])('is written by one update and never again: %s', (_what, written) => {
    const desired = desiredOf(written);
    const live = insert(desired);
    const texts = textsOf(plan(desired, live));
    expect(texts).toMatchObject({
      tags: desired.tags ?? [],
      categoryId: desired.categoryId ?? '22',
      description: desired.description,
    });
    expect(plan(desired, { ...live, ...texts })).toMatchObject({ changes: [], edited: [], unknown: [] });
  });

  it('does not overwrite an edit made in between', () => {
    const desired = desiredOf({ tags: ['x'] });
    const live = { ...insert(desired), title: 'Theirs' };
    const first = plan(desired, live);
    expect(first.edited).toEqual(['title']);
    expect(plan(desired, { ...live, ...textsOf(first) })).toMatchObject({ changes: [], edited: ['title'] });
  });
});

describe('whose video it is', () => {
  const desired = desiredOf({ title: 'New', youtube: { videoId: 'K72fOdbxXu8' } });
  const base = desiredOf({});
  const unmarked = videoOf(base, { description: base.body });

  it('without a marker or this videoId nothing is written, whatever the history', () => {
    expect(plan(desired, unmarked, { bases: [base] }).changes).toEqual([]);
    expect(plan(desiredOf({ title: 'New' }), unmarked, { bases: [base] }).changes).toEqual([]);
  });

  it('an explicit videoId or an operator is enough', () => {
    expect(plan(desired, { ...unmarked, videoId: 'K72fOdbxXu8' }, { bases: [base] }).units).toBe(50);
    expect(plan(desired, unmarked, { bases: [base], overwrite: ['description'] }).units).toBe(50);
    expect(plan(desired, unmarked, { bases: [base], overwrite: ['title'] }).units).toBe(0);
  });

  it('an adopted video with a manual text and no history is reported, not written', () => {
    const live = videoOf(base, {
      videoId: 'K72fOdbxXu8',
      title: 'By hand',
      description: 'By hand.',
      tags: ['x'],
    });
    expect(plan(desired, live)).toMatchObject({
      changes: [],
      unknown: ['title', 'description', 'tags'],
      units: 0,
    });
  });

  it('its text is ours again if it equals the content: the marker is added', () => {
    const live = { ...unmarked, videoId: 'K72fOdbxXu8', title: 'New' };
    expect(textsOf(plan(desired, live)).description).toBe(desired.description);
  });
});

describe('manage', () => {
  const live = videoOf(desiredOf({}));
  const unsealed = {
    ...live,
    videoId: 'K72fOdbxXu8',
    description: 'Old text.\n\nhttps://academy.example/watch/a/one',
  };
  const written = { title: 'New', youtube: { videoId: 'K72fOdbxXu8' } };

  it('observe writes nothing', () => {
    const desired = desiredOf({ ...written, manage: 'observe' });
    const edited = { ...live, tags: ['theirs'] };
    const broadcast = buildBroadcast({ start: '2026-01-01T00:00:00Z' });
    for (const overwrite of [[], FIELDS])
      expect(plan(desired, edited, { overwrite, broadcast, bases: [desired] }).changes).toEqual([]);
    expect(plan(desired, edited).edited).toEqual(['tags']);
  });

  it('new writes what we created, recognised by its seal', () => {
    const desired = desiredOf({ ...written, manage: 'new' });
    expect(plan(desired, live).units).toBe(50);
    expect(plan(desired, unsealed, { bases: [desiredOf({})] }).changes).toEqual([]);
    expect(plan(desiredOf(written), unsealed, { bases: [desiredOf({})] }).units).toBe(50);
  });
});

describe('the broadcast', () => {
  const base = desiredOf({ latency: 'low' });
  const live = videoOf(base);
  const broadcast = buildBroadcast({ start: '2026-12-04T17:00:00.000Z', latency: 'low' });
  const moved = desiredOf({ latency: 'normal', scheduledFor: '2026-12-05T17:00:00Z' });

  it('is moved by one call before the texts, as it would undo them', () => {
    const next = planVideo({
      desired: { ...moved, title: 'New' },
      bases: [base],
      live,
      broadcast,
      forms: academy,
    });
    expect(next.changes.map(({ call }) => call)).toEqual(['liveBroadcasts.update', 'videos.update']);
    expect(next.changes[0]).toEqual({
      call: 'liveBroadcasts.update',
      fields: ['start', 'latency'],
      next: { start: '2026-12-05T17:00:00Z', end: '2026-12-05T18:00:00.000Z', latency: 'normal' },
      units: 50,
    });
    expect(next.units).toBe(100);
  });

  it('gets only fields that are ours', () => {
    const theirs = { ...broadcast, latency: 'ultraLow' as const };
    const next = plan(moved, live, { bases: [base], broadcast: theirs });
    expect(next).toMatchObject({
      edited: ['latency'],
      changes: [{ next: { start: '2026-12-05T17:00:00Z' } }],
    });
    expect(next.changes[0]?.next).not.toHaveProperty('latency');
  });

  it('is not changed once it is live', () => {
    expect(plan(moved, { ...live, phase: 'live' }, { bases: [base], broadcast }).changes).toEqual([]);
  });
});

describe('the checksum of a plan', () => {
  const [one, two] = [desiredOf({}), { ...desiredOf({ title: 'Two' }), episodeId: 'a/two' }];

  it('does not depend on the order', () => {
    expect(checksumOf([one, two])).toBe(checksumOf([two, one]));
    expect(checksumOf([one])).toMatch(/^[0-9a-f]{12}$/);
  });

  it('differs with every episode and every text', () => {
    const sums = [
      [],
      [one],
      [two],
      [one, two],
      [one, { ...two, title: 'Other' }],
      [{ ...one, episodeId: 'x' }, two],
    ];
    expect(new Set(sums.map(checksumOf)).size).toBe(sums.length);
  });
});
