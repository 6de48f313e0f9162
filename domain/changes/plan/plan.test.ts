import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { FIELDS } from '../../content/ownership.ts';
import {
  parseDescription,
  renderDescription,
  renderMarker,
  renderSeal,
  sealBody,
  sealTitle,
  UNFINISHED,
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
    description: sealedText(desired),
    tags: desired.tags ?? [],
    categoryId: '24',
    defaultLanguage: 'de',
    defaultAudioLanguage: 'en',
    ...more,
  });

const plan = (desired: Desired, live: LiveVideo, more: Partial<MergeInput> = {}): VideoPlan =>
  planVideo({ desired, live, standing: standingOf(desired, live), forms: academy, ...more });

const standingOf = ({ videoId }: Desired, live: LiveVideo) =>
  standingOn(live, { episode: { id: 'a/one', aliases: [], youtube: { videoId, replaces: [] } } });

/** What videos.update would send. */
function textsOf({ changes }: VideoPlan): VideoTexts {
  const [change] = changes;
  if (change?.call !== 'videos.update') throw new Error('The plan has no videos.update.');
  return change.next;
}

/** The seal of a description on the video of `buildVideo`. */
const sealIn = (description: string) => parseDescription(buildVideo({ description }), academy).marker?.seal;

describe('a video that is ours', () => {
  it('needs nothing if it is as desired', () => {
    const desired = desiredOf({});
    expect(plan(desired, videoOf(desired))).toEqual({
      episodeId: 'a/one',
      videoId: 'video000001',
      standing: 'sealed',
      remembered: { videoId: 'video000001', seal: sealedText(desired).split('#')[1] },
      changes: [],
      differs: [],
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
      description: sealedText(desired),
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
    expect(textsOf(after)).toMatchObject({ privacy: 'unlisted', description: sealedText(desired) });
  });
});

describe('with a person’s edit', () => {
  const old = desiredOf({});
  const theirs = `  Their text.\r\n\r\n${sealedText(old).split('\n').at(-1)}\r\n\r\nAnd more.  \n`;
  const live = videoOf(old, { description: theirs });
  const renamed = plan(desiredOf({ title: 'New' }), live);

  it('of the description, our title is written and every byte except the seal stays', () => {
    expect(renamed).toMatchObject({ edited: ['description'], unknown: [] });
    const { description } = textsOf(renamed);
    const bare = (text: string): string =>
      text.replace(/#[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}/, '#');
    expect(bare(description)).toBe(bare(theirs));
    expect(sealIn(description)).toEqual({
      ...sealIn(sealedText(old)),
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
    expect(sealIn(sent.description)).toEqual({
      ...sealIn(sealedText(old)),
      description: sealBody('New text.'),
    });
  });

  it('an operator may still overwrite it', () => {
    const desired = desiredOf({ title: 'New' });
    const texts = textsOf(plan(desired, live, { overwrite: FIELDS }));
    expect(texts.description).toBe(sealedText(desired));
  });

  it('a description that we never write gets a seal only if it has a marker', () => {
    const desired = desiredOf({ title: 'New', fields: { description: 'keep' } });
    expect(textsOf(plan(desired, live)).description).toContain(`-${sealTitle('New')}-`);
    const bare = { ...live, description: 'Their text.\r\n', title: 'Theirs' };
    const taken = plan(desired, bare, { standing: { kind: 'taken' } });
    expect(textsOf(taken)).toMatchObject({ title: 'New', description: 'Their text.\r\n' });
    expect(taken.remembered).toMatchObject({ videoId: bare.videoId, markerless: true });
    const standing = standingOn(bare, { remembered: taken.remembered });
    const next = plan(desiredOf({ title: 'Newer', fields: { description: 'keep' } }), bare, { standing });
    expect(next.edited).toEqual(['title']);
    const ours = { ...bare, title: 'New' };
    expect(
      textsOf(plan(desiredOf({ title: 'Newer', fields: { description: 'keep' } }), ours, { standing })),
    ).toMatchObject({
      title: 'Newer',
      description: 'Their text.\r\n',
    });
  });
});

describe('a field that YouTube refuses', () => {
  const before = desiredOf({});
  const live = videoOf(before);
  const next = desiredOf({ title: 'New', tags: ['odd'] });

  it('is sent back as it was, and its part of the seal stays: it is still ours', () => {
    const texts = textsOf(plan(next, live, { bases: [before], refused: ['tags', 'category'] }));
    expect(texts).toMatchObject({ title: 'New', tags: ['old'] });
    const after = { ...live, ...texts };
    expect(plan(desiredOf({ title: 'New', tags: ['even'] }), after).changes[0]?.fields).toEqual(['tags']);
    expect(plan(next, after).edited).toEqual([]);
  });

  it('is no call when it is all that differs', () => {
    expect(plan(desiredOf({ tags: ['odd'] }), live, { refused: ['tags'] })).toMatchObject({
      changes: [],
      edited: [],
    });
  });
});

describe('what our insert could not set', () => {
  const insert = (desired: Desired): LiveVideo => {
    const seal = renderSeal({ ...desired, tags: [] }, UNFINISHED);
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
      description: sealedText(desired),
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
  const foreign = { ...unmarked, videoId: 'K72fOdbxXu8' };

  it('without a seal or memory nothing is written, whatever the file names, the history and an operator say', () => {
    for (const live of [unmarked, foreign])
      for (const overwrite of [[], FIELDS])
        expect(plan(desired, live, { bases: [base], overwrite })).toMatchObject({ changes: [], edited: [] });
    expect(plan(desired, foreign)).toMatchObject({ standing: 'foreign', differs: ['title'] });
  });

  it('a video that is remembered is written again, all but its description, which an operator releases', () => {
    const remembered = { videoId: unmarked.videoId, seal: sealedText(base).split('#')[1] ?? '' };
    const standing = standingOn(unmarked, { remembered });
    const next = plan(desiredOf({ title: 'New', description: 'New text.' }), unmarked, { standing });
    expect(next).toMatchObject({ units: 50, edited: ['description'], standing: 'unmarked' });
    expect(textsOf(next)).toMatchObject({ title: 'New', description: 'Old text.' });
    const released = plan(base, unmarked, { standing, overwrite: ['description'] });
    expect(textsOf(released).description).toBe(sealedText(base));
  });

  it('a take-over writes every field of the policy, and seals it', () => {
    const live = { ...foreign, title: 'By hand', description: 'By hand.', tags: ['x'] };
    const taken = plan(desired, live, { standing: { kind: 'taken' } });
    const texts = textsOf(taken);
    expect(texts).toMatchObject({
      title: 'New',
      description: sealedText(desired, 'K72fOdbxXu8'),
      tags: ['old'],
    });
    expect(plan(desired, { ...live, ...texts })).toMatchObject({ standing: 'sealed', changes: [] });
  });
});

describe('where the owner wants no line', () => {
  const named = { youtube: { videoId: 'K72fOdbxXu8' }, marker: 'none' };
  const taken = { standing: { kind: 'taken' } } as const;
  const desired = desiredOf(named);
  const live = { ...videoOf(desired, { description: 'By hand.' }), videoId: 'K72fOdbxXu8' };

  it('a take-over writes the text alone, and only the memory makes it ours from then on', () => {
    const next = plan(desired, live, taken);
    expect(textsOf(next).description).toBe(desired.body);
    expect(next.remembered).toMatchObject({ videoId: live.videoId, markerless: true });
    const later = { ...live, ...textsOf(next) };
    const standing = standingOn(later, next.remembered === undefined ? {} : { remembered: next.remembered });
    expect(standing).toMatchObject({ kind: 'sealed' });
    expect(plan(desired, later, { standing }).changes).toEqual([]);
    const changed = desiredOf({ ...named, description: 'New text.' });
    expect(textsOf(plan(changed, later, { standing })).description).toBe(changed.body);
    // Without the memory it is as before the take-over: what differs is asked for.
    expect(plan(changed, later)).toMatchObject({ changes: [], standing: 'foreign' });
  });

  it('a text that is right already needs no call', () => {
    const next = plan(desired, { ...live, description: desired.body }, taken);
    expect(next).toMatchObject({ changes: [], remembered: { markerless: true } });
  });

  it('a line that is there stays', () => {
    const sealed = videoOf(desiredOf({}));
    const next = plan(desiredOf({ marker: 'none', description: 'New text.' }), sealed);
    expect(textsOf(next).description).toMatch(/^New text\.\n\nhttps:\/\/academy\.example\/watch\/a\/one#/);
    expect(next.remembered?.markerless).toBeUndefined();
  });
});

describe('manage', () => {
  const live = videoOf(desiredOf({}));
  const written = { title: 'New', youtube: { videoId: 'video000001' } };

  it('observe writes nothing, and says what differs', () => {
    const desired = desiredOf({ ...written, manage: 'observe' });
    const edited = { ...live, tags: ['theirs'] };
    const broadcast = buildBroadcast({ start: '2026-01-01T00:00:00Z' });
    for (const overwrite of [[], FIELDS])
      expect(plan(desired, edited, { overwrite, broadcast, bases: [desired] }).changes).toEqual([]);
    expect(plan(desired, edited)).toMatchObject({ edited: [], differs: ['title', 'tags'] });
  });

  it('new writes what was handed over, recognised by its seal', () => {
    const desired = desiredOf({ ...written, manage: 'new' });
    expect(plan(desired, live).units).toBe(50);
    const link = { ...live, description: 'Old text.\n\nhttps://academy.example/watch/a/one' };
    expect(plan(desired, link, { bases: [desiredOf({})] }).changes).toEqual([]);
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
      standing: standingOn(live),
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
