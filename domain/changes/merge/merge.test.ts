import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  standingOn,
} from '../../../test/support/catalog.ts';
import { FIELDS } from '../../content/ownership.ts';
import {
  formatSeal,
  NEVER_WRITTEN,
  renderDescription,
  renderMarker,
  renderSeal,
  sealVideo,
  UNFINISHED,
} from '../../render/description/marker.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import type { Standing } from '../hand-over.ts';
import type { LiveVideo } from '../live.ts';
import type { FieldDecision } from './judge.ts';
import { type Merge, type MergeInput, mergeVideo } from './merge.ts';

type Field = keyof Merge;
type Say = 'now' | 'before' | 'theirs';
type Written = Readonly<Record<string, unknown>>;

/** Three values of each field: desired, written by us before, and edited by a person. */
const VALUES = {
  title: { now: 'New title', before: 'Old title', theirs: 'Their title' },
  description: { now: 'New text.', before: 'Old text.', theirs: 'Their text.' },
  tags: { now: ['b', 'a'], before: ['old'], theirs: ['theirs'] },
  category: { now: '28', before: '27', theirs: '1' },
  language: { now: 'en', before: 'de', theirs: 'fr' },
  visibility: { now: 'unlisted', before: 'public', theirs: 'private' },
  start: { now: '2026-12-04T17:00:00Z', before: '2026-12-03T17:00:00Z', theirs: '2026-12-02T17:00:00Z' },
  latency: { now: 'low', before: 'normal', theirs: 'ultraLow' },
} as const;

const FORMER = 'https://old.example/{{ episode.id }}';
const { academy } = buildCatalog({ academy: { formerEpisodeUrls: [FORMER] } });
const VIDEO = sealVideo({ channelId: academy.channelId, videoId: 'video000001' });

type Situation = {
  readonly live: Say | 'nothing';
  readonly seal?: 'fits' | 'differs' | 'never' | 'missing' | 'former' | 'former id' | 'unfinished';
  /** What the episode remembers, when the seal is missing: the texts as they are, or others; it was made, or lives without a marker. */
  readonly memory?: 'fits' | 'differs' | 'markerless';
  /** The video was never handed over, or is being taken over. */
  readonly standing?: 'foreign' | 'taken';
  readonly base?: Say;
  readonly owner?: 'full' | 'seed' | 'keep';
  /** Keys of the episode's file: now, and in the base. */
  readonly now?: Written;
  readonly earlier?: Written;
  readonly phase?: MergeInput['live']['phase'];
  /** Which file sets nothing but the title: only the base's, or both. */
  readonly unnamed?: 'base' | 'both';
  /** An operator released: this field, or only others. */
  readonly overwrite?: 'it' | 'others';
  readonly drift?: 'overwrite';
  readonly unread?: boolean;
};

function render(say: Say, field: Field, situation: Situation, more: Written = {}) {
  const { owner = 'full', drift = 'report' } = situation;
  const written = {
    title: VALUES.title[say],
    description: VALUES.description[say],
    tags: VALUES.tags[say],
    scheduledFor: VALUES.start[say],
    latency: VALUES.latency[say],
    visibility: VALUES.visibility[say],
    youtube: { categoryId: Number(VALUES.category[say]), language: VALUES.language[say] },
    fields: { [field]: owner },
    ...more,
  };
  const isUnnamed = situation.unnamed === 'both' || (situation.unnamed === 'base' && say !== 'now');
  const named = isUnnamed ? { title: written.title, fields: written.fields } : written;
  const catalog = buildCatalog({ academy: { drift }, episodes: { 'a/one': named } });
  return renderDesired(catalog, episodeOf(catalog));
}

/** Sets every field of the video to the value `live`, with YouTube's changes to line ends and order. */
function inputOf(field: Field, situation: Situation): MergeInput {
  const { live: say, base, phase = 'upcoming', unread, overwrite } = situation;
  const from = say === 'nothing' ? 'theirs' : say;
  const texts = { title: VALUES.title[from], body: VALUES.description[from], tags: VALUES.tags[from] };
  const empty = say === 'nothing';
  const live = buildVideo({
    title: `${texts.title} `,
    description: describeVideo(texts, situation.seal ?? 'fits'),
    tags: empty ? [] : texts.tags.toReversed(),
    categoryId: VALUES.category[from],
    ...(empty ? {} : { defaultLanguage: VALUES.language[from] }),
    privacy: VALUES.visibility[from],
    phase,
  });
  const start = VALUES.start[from].replace('Z', '.000Z');
  return {
    desired: render('now', field, situation, situation.now),
    ...(base === undefined ? {} : { bases: [render(base, field, situation, situation.earlier)] }),
    live,
    standing: standingOf(situation, live, texts),
    ...(unread === true
      ? {}
      : { broadcast: buildBroadcast(empty ? {} : { start, latency: VALUES.latency[from] }) }),
    forms: academy,
    ...(overwrite === undefined
      ? {}
      : { overwrite: FIELDS.filter((one) => (one === field) === (overwrite === 'it')) }),
  };
}

function describeVideo(
  texts: { title: string; body: string; tags: readonly string[] },
  seal: NonNullable<Situation['seal']>,
): string {
  if (seal === 'missing') return texts.body.replaceAll('\n', '\r\n');
  const forms = seal === 'former' ? { episodeUrl: FORMER } : academy;
  const sealed = seal === 'differs' ? { title: 'x', body: 'x', tags: ['x'] } : texts;
  const id = seal === 'former id' ? 'a/former' : 'a/one';
  const written = renderSeal(sealed, seal === 'unfinished' ? UNFINISHED : VIDEO);
  const marker = renderMarker(forms, id, seal === 'never' ? { ...written, ...NEVER_WRITTEN } : written);
  return renderDescription(texts.body, marker).replaceAll('\n', '\r\n');
}

function standingOf(
  { standing, memory }: Situation,
  live: MergeInput['live'],
  texts: Parameters<typeof describeVideo>[0],
): Standing {
  if (standing !== undefined) return { kind: standing };
  const other = { title: 'x', body: 'x', tags: ['x'] };
  const seal = formatSeal(renderSeal(memory === 'differs' ? other : texts, VIDEO));
  return standingOn(live, {
    settings: academy,
    episode: { id: 'a/one', aliases: ['a/former'] },
    ...(memory === undefined
      ? {}
      : {
          remembered: {
            videoId: live.videoId,
            seal,
            ...(memory === 'markerless' ? { markerless: true as const } : {}),
          },
        }),
  });
}

/** Each row of docs/merge.md as a situation. */
const TEXTS: Readonly<Record<string, Situation>> = {
  'what is desired': { live: 'now' },
  'what is desired, but a person took the marker out': { live: 'now', seal: 'missing', memory: 'fits' },
  'what is desired, but the seal does not fit': { live: 'now', seal: 'differs' },
  'what is desired, but the marker names a former address': { live: 'now', seal: 'former' },
  'what is desired, but the marker names a former id': { live: 'now', seal: 'former id' },
  'something else, the seal fits': { live: 'theirs' },
  'something else, the seal does not fit': { live: 'theirs', seal: 'differs' },
  'something else, the seal does not fit, but it is the base': {
    live: 'before',
    seal: 'differs',
    base: 'before',
  },
  'something else, the seal does not fit, and it is not the base': {
    live: 'theirs',
    seal: 'differs',
    base: 'before',
  },
  'something else that we never wrote, and it is the base': { live: 'before', seal: 'never', base: 'before' },
  'something else that we never wrote, `drift: overwrite`': {
    live: 'theirs',
    seal: 'never',
    drift: 'overwrite',
  },
  'something else, the marker was taken out, the remembered seal fits': {
    live: 'theirs',
    seal: 'missing',
    memory: 'fits',
  },
  'something else, the marker was taken out, the remembered seal does not fit': {
    live: 'theirs',
    seal: 'missing',
    memory: 'differs',
  },
  'the marker was taken out, `drift: overwrite`': {
    live: 'theirs',
    seal: 'missing',
    memory: 'differs',
    drift: 'overwrite',
  },
  'the marker was taken out, an operator released it': {
    live: 'theirs',
    seal: 'missing',
    memory: 'differs',
    overwrite: 'it',
  },
  'something else, it lives without a marker, the remembered seal fits': {
    live: 'theirs',
    seal: 'missing',
    memory: 'markerless',
  },
  'what is desired, the video was never handed over': { live: 'now', seal: 'missing', standing: 'foreign' },
  'something else, the video was never handed over': { live: 'theirs', seal: 'missing', standing: 'foreign' },
  'something else, the video is being taken over': { live: 'theirs', seal: 'missing', standing: 'taken' },
  'what is desired, the video is being taken over': { live: 'now', seal: 'missing', standing: 'taken' },
  'something that the content does not name': { live: 'theirs', unnamed: 'both' },
  'the base, the field is `keep`': { live: 'before', base: 'before', owner: 'keep' },
  'the base, the field is `seed`': { live: 'before', base: 'before', owner: 'seed' },
  'what our insert wrote, the field is `seed`': { live: 'before', owner: 'seed', seal: 'unfinished' },
  'what a person edited, an operator released it': { live: 'theirs', seal: 'differs', overwrite: 'it' },
  'what a person edited, an operator released only others': {
    live: 'theirs',
    seal: 'differs',
    overwrite: 'others',
  },
  'what a person edited, an operator released it, the field is `seed`': {
    live: 'theirs',
    seal: 'differs',
    overwrite: 'it',
    owner: 'seed',
  },
  'what a person edited, `drift: overwrite`': { live: 'theirs', seal: 'differs', drift: 'overwrite' },
  'what a person edited, an operator released it, the field is `keep`': {
    live: 'theirs',
    seal: 'differs',
    overwrite: 'it',
    owner: 'keep',
  },
};

const later = { visibility: { live: 'public', after: 'unlisted' } };
const ended: Situation = { live: 'before', phase: 'complete', now: later };
const SETTINGS: Readonly<Record<string, Situation>> = {
  'what is desired': { live: 'now' },
  'the base': { live: 'before', base: 'before' },
  'neither what is desired nor the base': { live: 'theirs', base: 'before' },
  'something else, no base': { live: 'theirs' },
  'something else, no base, just after our insert': { live: 'theirs', seal: 'unfinished' },
  'something else, and the base does not name it': { live: 'theirs', base: 'before', unnamed: 'base' },
  'nothing, no base': { live: 'nothing' },
  'nothing, and the base is something': { live: 'nothing', base: 'before' },
  'something that the content does not name': { live: 'theirs', unnamed: 'both' },
  'the base, the field is `keep`': { live: 'before', base: 'before', owner: 'keep' },
  'the base, the field is `seed`': { live: 'before', base: 'before', owner: 'seed' },
  'something else, the field is `seed`, just after our insert': {
    live: 'theirs',
    owner: 'seed',
    seal: 'unfinished',
  },
  'what a person edited, an operator released it': { live: 'theirs', base: 'before', overwrite: 'it' },
  'what a person edited, an operator released only others': {
    live: 'theirs',
    base: 'before',
    overwrite: 'others',
  },
  'what a person edited, an operator released it, the field is `keep`': {
    live: 'theirs',
    base: 'before',
    overwrite: 'it',
    owner: 'keep',
  },
  'what a person edited, `drift: overwrite`': { live: 'theirs', base: 'before', drift: 'overwrite' },
  'the base, and the stream is live': { live: 'before', base: 'before', phase: 'live' },
  'the base, and the stream has ended': { live: 'before', base: 'before', phase: 'complete' },
  'the base, and it is an upload': { live: 'before', base: 'before', phase: 'none' },
  'the base, and its broadcast was not read': { live: 'before', base: 'before', unread: true },
  'the visibility of before, the stream has ended': { ...ended, base: 'now', earlier: later },
  'the visibility of before, and it is an upload': {
    ...ended,
    phase: 'none',
    base: 'now',
    earlier: later,
  },
  'the visibility of before, the stream has ended, no base but our seal': ended,
  'the visibility of before, the stream has ended, neither base nor seal': {
    ...ended,
    seal: 'missing',
    memory: 'fits',
  },
  'the visibility of before, the stream has ended, the field is `seed`': { ...ended, owner: 'seed' },
  'something else, never handed over': { live: 'theirs', seal: 'missing', standing: 'foreign' },
  'something else, being taken over': { live: 'theirs', seal: 'missing', standing: 'taken' },
  'the base, now `cancelled`': { live: 'before', base: 'before', now: { status: 'cancelled' } },
  'the base, now `cancelled`, the field is `seed`': {
    live: 'before',
    base: 'before',
    now: { status: 'cancelled' },
    owner: 'seed',
  },
  'the base, no longer `cancelled`, the field is `seed`': {
    live: 'theirs',
    base: 'before',
    earlier: { status: 'cancelled' },
    owner: 'seed',
  },
  'the base, now `cancelled`, the field is `keep`': {
    live: 'before',
    base: 'before',
    now: { status: 'cancelled' },
    owner: 'keep',
  },
};

type Row = { readonly name: string; readonly decisions: readonly string[] };

/** The rows of a table of docs/merge.md, by the heading above it. */
function readTable(heading: string): { fields: Field[]; rows: Row[] } {
  const page = readFileSync(new URL('../../../docs/merge.md', import.meta.url), 'utf8');
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return {
    fields: head.slice(1) as Field[],
    rows: rows.map(([name = '', ...decisions]) => ({ name, decisions })),
  };
}

describe.each([
  ['Texts', TEXTS],
  ['Settings', SETTINGS],
])('docs/merge.md: %s', (heading, situations) => {
  const { fields, rows } = readTable(heading);

  it('lists every situation once', () => {
    const insert = 'no tags, the seal is not finished (just after our insert)';
    const names = rows.map(({ name }) => name).filter((name) => name !== insert);
    expect(names.toSorted()).toEqual(Object.keys(situations).toSorted());
  });

  const cells = rows.flatMap(({ name, decisions }) =>
    fields.map((field, at) => ({ name, field, decision: decisions[at], situation: situations[name] })),
  );
  const filled = cells.filter(({ decision }) => decision !== '–');

  it.each(filled)('$name: $field is $decision', ({ field, decision, situation }) => {
    if (situation === undefined) return expect(insertedThenUpdated()[field]).toBe(decision);
    expect(mergeVideo(inputOf(field, situation))[field]).toBe(decision);
  });
});

/** liveBroadcasts.insert takes title and description but not tags, so its seal is marked as incomplete. */
function insertedThenUpdated(): Readonly<Record<Field, FieldDecision>> {
  const desired = render('now', 'tags', { live: 'now' });
  const seal = renderSeal({ ...desired, tags: [] }, UNFINISHED);
  const description = renderDescription(desired.body, renderMarker(academy, 'a/one', seal));
  const live = buildVideo({ title: desired.title, description });
  return mergeVideo({ desired, live, standing: standingOn(live), forms: academy });
}

const merge = (desired: Desired, live: LiveVideo): Merge =>
  mergeVideo({ desired, live, standing: standingOn(live), forms: academy });

it('the first update after an insert adds the tags and completes the seal', () => {
  expect(insertedThenUpdated()).toMatchObject({ title: 'same', description: 'write', tags: 'write' });
});

it.each(['title', 'body', 'tags'] as const)(
  'writes a description only to update the seal of %s, if that is as desired and ours',
  (part) => {
    const situation: Situation = { live: 'now' };
    const { desired, live } = inputOf('title', situation);
    const marker = renderMarker(
      academy,
      'a/one',
      renderSeal({ ...desired, tags: desired.tags ?? [], [part]: part === 'tags' ? ['x'] : 'x' }, VIDEO),
    );
    const stale = { ...live, description: renderDescription(desired.body, marker) };
    expect(merge(desired, stale)).toMatchObject({
      title: 'same',
      description: 'write',
      tags: 'same',
    });
    const field = part === 'body' ? 'description' : part;
    const kept = render('now', field, { live: 'now', owner: 'keep' });
    expect(merge(kept, stale).description).toBe(part === 'body' ? 'not-ours' : 'same');
    const theirs = { ...stale, title: 'Theirs', tags: ['theirs'] };
    expect(merge(desired, theirs).description).toBe(part === 'body' ? 'write' : 'same');
  },
);

it('decides each field separately', () => {
  const { desired, live } = inputOf('title', { live: 'now' });
  const edited = { ...live, description: live.description.replace('New', 'Their'), title: 'Their title' };
  expect(merge(desired, edited)).toMatchObject({
    title: 'edited',
    description: 'edited',
    tags: 'same',
  });
});
