import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { renderDesired } from '../../render/desired.ts';
import { renderWish } from '../../render/visibility.ts';
import { planVideo } from '../plan/plan.ts';
import { type MergeInput, mergeVideo } from './merge.ts';
import { holdsVisibility } from './visibility.ts';

type Written = Readonly<Record<string, unknown>>;
/** The episode's file and its show at one commit. */
type Commit = { readonly episode?: Written; readonly show?: Written };

type Situation = {
  /** Commits that may be on YouTube. */
  readonly before: readonly Commit[];
  readonly now: Commit;
  readonly live: { readonly privacy: 'public' | 'unlisted' | 'private'; readonly publishAt?: string };
  readonly phase?: MergeInput['live']['phase'];
  readonly drift?: 'overwrite';
  /** Its creation is not finished. */
  readonly created?: boolean;
} & Pick<MergeInput, 'direct' | 'mayPublish' | 'overwrite' | 'at'>;

const AT = Date.parse('2027-01-01T00:00:00Z');
const SOON = '2027-02-01T09:00:00Z';
const LATER = '2027-03-01T09:00:00Z';
const PASSED = '2026-12-01T09:00:00Z';

function catalogOf({ episode, show }: Commit, drift: 'report' | 'overwrite' = 'report') {
  const written = { kind: 'video', show: 's', youtube: { videoId: 'video000001' }, ...episode };
  return buildCatalog({ academy: { drift }, shows: { s: show ?? {} }, episodes: { 'a/one': written } });
}

function inputOf({ before, now, live, phase = 'none', drift, created, ...more }: Situation): MergeInput {
  const catalog = catalogOf(now, drift);
  const episode = episodeOf(catalog);
  const visibilityBases = before.map((commit) => {
    const then = catalogOf(commit);
    const show = then.shows['s'];
    return { base: renderDesired(then, episodeOf(then)), own: renderWish(episode, show) };
  });
  const desired = renderDesired(catalog, episode);
  const video = buildVideo({ title: desired.title, description: sealedText(desired), phase, ...live });
  const sealed = standingOn(video);
  const unfinished = sealed.kind === 'sealed' && sealed.marker && { ...sealed, marker: sealed.marker };
  return {
    desired,
    live: video,
    standing: created && unfinished ? { ...unfinished, kind: 'unfinished' } : sealed,
    forms: catalog.academy,
    bases: visibilityBases.map(({ base }) => base),
    visibilityBases,
    at: AT,
    ...more,
  };
}

const says = (visibility: unknown): Commit => ({ episode: { visibility } });
const showSays = (visibility: unknown): Commit => ({ show: { visibility } });
const at = (publishAt: string): Commit => ({ episode: { publishAt } });
const secret = { privacy: 'private' } as const;
const scheduled = { privacy: 'private', publishAt: SOON } as const;
const byHand: Pick<Situation, 'before' | 'now' | 'live'> = {
  before: [says('public')],
  now: says('public'),
  live: secret,
};
const stream = { kind: 'live', scheduledFor: '2026-12-04T17:00:00Z' };
const after = (live: string, then: string) => ({ visibility: { live, after: then } });
const ended = { phase: 'complete', live: { privacy: 'unlisted' }, direct: true } as const;

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'the first update after our insert': { before: [], now: says('public'), live: secret, created: true },
  "the episode's own file says so now": {
    before: [says('private')],
    now: says('public'),
    live: secret,
    direct: true,
  },
  'its show says so now': { before: [showSays('private')], now: showSays('public'), live: secret },
  'its show says so now, and another key of its own file changed in the same commit': {
    before: [showSays('private')],
    now: { ...showSays('public'), episode: { title: 'Better' } },
    live: secret,
    direct: true,
  },
  'its show says so now, and an approval names it': {
    before: [showSays('private')],
    now: showSays('public'),
    live: secret,
    mayPublish: true,
  },
  'nothing said before who may watch; its own file says so now': {
    before: [{}],
    now: says('public'),
    live: secret,
    direct: true,
  },
  'nothing said before who may watch; its show says so now': {
    before: [{}],
    now: showSays('public'),
    live: secret,
  },
  'the end of the stream, as it was said before': {
    before: [{ episode: stream, show: after('unlisted', 'public') }],
    now: { episode: stream, show: after('unlisted', 'public') },
    ...ended,
    direct: false,
  },
  'the end of the stream, as its show says now': {
    before: [{ episode: stream, show: after('unlisted', 'unlisted') }],
    now: { episode: stream, show: after('unlisted', 'public') },
    ...ended,
  },
  "the end of the stream, after its show's word was held": {
    before: [
      { episode: stream, show: after('unlisted', 'unlisted') },
      { episode: stream, show: after('unlisted', 'public') },
    ],
    now: { episode: stream, show: after('unlisted', 'public') },
    ...ended,
  },
  'the end of the stream, no base': {
    before: [],
    now: { episode: stream, show: after('unlisted', 'public') },
    ...ended,
  },
  '`cancelled` is taken back to what was said before': {
    before: [{ episode: { status: 'cancelled' }, show: { visibility: 'public' } }],
    now: showSays('public'),
    live: secret,
  },
  'a person made it private': byHand,
  'a person made it private, `drift: overwrite`': { ...byHand, drift: 'overwrite' },
  'a person made it private, an operator released all fields': {
    ...byHand,
    overwrite: ['title', 'visibility'],
    direct: true,
  },
  'a person made it private, an operator released `visibility` by name': {
    ...byHand,
    overwrite: ['visibility'],
    mayPublish: true,
  },
  'no base': { before: [], now: says('public'), live: secret, direct: true },
  'no base, `drift: overwrite`': { before: [], now: says('public'), live: secret, drift: 'overwrite' },
  'a person scheduled it, and public is wanted': {
    before: [says('private')],
    now: says('public'),
    live: scheduled,
    direct: true,
  },
  'a person scheduled it, and unlisted is wanted': {
    before: [says('unlisted')],
    now: says('unlisted'),
    live: scheduled,
    drift: 'overwrite',
  },
  'a person scheduled it, and its own file says unlisted for the first time': {
    before: [{}],
    now: says('unlisted'),
    live: scheduled,
    direct: true,
  },
  'a person scheduled it, and its own file changes from public to unlisted': {
    before: [says('public')],
    now: says('unlisted'),
    live: scheduled,
    direct: true,
  },
  'a person scheduled it, and its show changes from public to unlisted': {
    before: [showSays('public')],
    now: showSays('unlisted'),
    live: scheduled,
    direct: true,
  },
  '`publishAt` is where its file has it': { before: [at(SOON)], now: at(SOON), live: scheduled },
  '`publishAt` is new in its file': {
    before: [says('private')],
    now: at(SOON),
    live: secret,
    direct: true,
  },
  '`publishAt` moves in its file': { before: [at(SOON)], now: at(LATER), live: scheduled, direct: true },
  '`publishAt` moves because its show has another `timezone`': {
    before: [{ ...at('2027-02-01T09:00:00'), show: { timezone: 'UTC' } }],
    now: { ...at('2027-02-01T09:00:00'), show: { timezone: 'Europe/Berlin' } },
    live: scheduled,
    direct: true,
  },
  'a person moved the schedule to another time': {
    before: [at(LATER)],
    now: at(LATER),
    live: scheduled,
    drift: 'overwrite',
  },
  '`publishAt` has passed and YouTube has published': {
    before: [at(PASSED)],
    now: at(PASSED),
    live: { privacy: 'public' },
  },
  '`publishAt` has passed and YouTube has not published yet: it is looked at again': {
    before: [at(PASSED)],
    now: at(PASSED),
    live: { privacy: 'private', publishAt: PASSED },
    direct: true,
  },
  '`publishAt` is to come and the video is already public': {
    before: [says('public')],
    now: at(SOON),
    live: { privacy: 'public' },
    direct: true,
  },
};

/** The table of docs/merge.md. */
const ROWS = (
  readFileSync(new URL('../../../docs/merge.md', import.meta.url), 'utf8')
    .split(/^## /m)
    .find((section) => section.startsWith('Publishing')) ?? ''
)
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', decision = '']) => ({ name, decision }));

describe('docs/merge.md: Publishing', () => {
  it('lists every situation once', () => {
    expect(ROWS.map(({ name }) => name).toSorted()).toEqual(Object.keys(SITUATIONS).toSorted());
  });

  it.each(ROWS)('$name: $decision', ({ name, decision }) => {
    const situation = SITUATIONS[name];
    if (situation === undefined) throw new Error(`no situation ${name}`);
    expect(mergeVideo(inputOf(situation)).visibility).toBe(decision);
  });
});

const planOf = (situation: Situation) => planVideo(inputOf(situation));
const sentBy = (situation: Situation) =>
  planOf(situation).changes.flatMap((change) => (change.call === 'videos.update' ? [change.next] : []))[0];

it('a schedule is sent only with private', () => {
  const move: Situation = { before: [at(SOON)], now: at(LATER), live: scheduled, direct: true };
  expect(sentBy(move)).toMatchObject({ privacy: 'private', publishAt: LATER });
  const drop: Situation = { before: [at(SOON)], now: says('unlisted'), live: scheduled, direct: true };
  expect(sentBy(drop)).toMatchObject({ privacy: 'unlisted' });
  expect(sentBy(drop)).not.toHaveProperty('publishAt');
});

it('what is held is reported, and everything else is written', () => {
  const plan = planOf({
    before: [{ ...showSays('private'), episode: { youtube: { videoId: 'video000001', categoryId: 22 } } }],
    now: {
      ...showSays('public'),
      episode: { title: 'Better', youtube: { videoId: 'video000001', categoryId: 28 } },
    },
    live: secret,
    direct: true,
  });
  expect(plan).toMatchObject({ holdsVisibility: 'now', edited: [], unknown: [] });
  expect(plan.blocked.map(({ field, later }) => [field, later])).toEqual([['visibility', true]]);
  expect(plan.changes[0]?.fields).not.toContain('visibility');
  expect(plan.changes).not.toEqual([]);
});

it.each([
  ['later', showSays({ live: 'unlisted', after: 'public' })],
  [undefined, { episode: { visibility: { live: 'unlisted', after: 'public' } } }],
])(
  'a publication after the stream is held while it is still to come: %s',
  (held, { show = {}, episode = {} }: Commit) => {
    const input = inputOf({
      before: [{ episode: stream, show: after('unlisted', 'unlisted') }],
      now: { show, episode: { ...stream, ...episode } },
      live: { privacy: 'unlisted' },
      phase: 'upcoming',
      direct: true,
    });
    expect(holdsVisibility(input, mergeVideo(input).visibility)).toBe(held);
  },
);

const privacy = fc.constantFrom('public', 'unlisted', 'private');
const written = fc.option(fc.oneof(privacy, fc.record({ live: privacy, after: privacy })), {
  nil: undefined,
});
const moment = fc.option(fc.constantFrom(SOON, LATER, PASSED), { nil: undefined });
const known = (record: Written): Written =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
const ownFile = fc
  .record({
    visibility: written,
    publishAt: moment,
    status: fc.constantFrom('scheduled', 'scheduled', 'cancelled'),
    title: fc.constantFrom('A', 'B'),
  })
  .map(known);
const show = fc.record({ visibility: written, timezone: fc.constantFrom('UTC', 'Europe/Berlin') }).map(known);
const videos = fc.oneof(
  privacy.map((one) => ({ privacy: one })),
  fc.constantFrom(SOON, LATER, PASSED).map((publishAt) => ({ privacy: 'private', publishAt })),
) as fc.Arbitrary<Situation['live']>;
const situations = fc.record({
  base: fc.option(fc.record({ episode: ownFile, show }), { nil: undefined }),
  now: fc.record({ episode: ownFile, show }),
  live: videos,
  phase: fc.constantFrom('none', 'complete', 'upcoming', 'live'),
  direct: fc.boolean(),
  mayPublish: fc.constantFrom(false, false, true),
  created: fc.constantFrom(false, false, false, true),
  drift: fc.constantFrom(undefined, 'overwrite'),
  overwrite: fc.constantFrom([], ['visibility']),
});

type Generated = typeof situations extends fc.Arbitrary<infer Value> ? Value : never;

function situationOf({ base, now, phase, overwrite, drift, ...rest }: Generated): Situation {
  const kind = phase === 'none' ? {} : stream;
  const fileOf = (commit: Commit): Commit => ({ ...commit, episode: { ...commit.episode, ...kind } });
  return {
    ...rest,
    phase: phase as NonNullable<Situation['phase']>,
    before: base === undefined ? [] : [fileOf(base)],
    now: fileOf(now),
    overwrite: overwrite as NonNullable<Situation['overwrite']>,
    ...(drift === undefined ? {} : { drift: 'overwrite' as const }),
  };
}

/** What may publish, said once more and without the code under test. */
function isAllowed(
  { base, now, live, direct, phase, created, mayPublish }: Generated,
  privacy: string,
): boolean {
  if (created || mayPublish) return true;
  if (base === undefined) return false;
  const withoutTitle = (file: Written): string => JSON.stringify({ ...file, title: '' });
  const says = (base.episode['visibility'] ?? base.show['visibility']) as
    | string
    | { live: string; after: string };
  const [before, then] = typeof says === 'object' ? [says.live, says.after] : [says, says];
  const isEnd = phase === 'complete' && before === live.privacy && then === privacy;
  const isOwn = direct && withoutTitle(base.episode) !== withoutTitle(now.episode);
  return isOwn || isEnd || base.episode['status'] === 'cancelled';
}

it('publishes in named situations only', () => {
  let published = 0;
  const check = (generated: Generated): void => {
    const { live } = generated;
    const sent = sentBy(situationOf(generated));
    if (sent?.privacy === undefined) return;
    const isScheduled = sent.publishAt !== undefined;
    expect(!isScheduled || (sent.privacy === 'private' && live.privacy !== 'public')).toBe(true);
    expect(!isScheduled || Date.parse(sent.publishAt ?? '') > AT).toBe(true);
    const isOut = sent.privacy === 'public' && live.privacy !== 'public';
    if (!isOut && sent.publishAt === live.publishAt) return;
    published += 1;
    expect(isAllowed(generated, sent.privacy)).toBe(true);
  };
  fc.assert(fc.property(situations, check), { numRuns: 400 });
  expect(published).toBeGreaterThan(20);
});
