import { describe, expect, it } from 'vitest';
import { buildCatalog, buildVideo, episodeOf } from '../../test/support/catalog.ts';
import { type Desired, renderDesired } from '../render/desired.ts';
import type { Standing } from './hand-over.ts';
import type { LiveVideo, Phase } from './live.ts';
import {
  estimateReplaced,
  judgeReplaced,
  nextLook,
  type ReplacedDecision,
  type ReplacedEntry,
  type ReplacedInput,
  type ReplacedWish,
  reportReplaced,
} from './replaced.ts';

const OLD = 'oldVideo001';
const NEW = 'newVideo001';
const AT = Date.parse('2027-01-01T00:00:00Z');
const SOON = '2027-01-02T00:00:00Z';
const SEALED = { kind: 'sealed', seal: { description: '', title: '', tags: '', video: '' } } as Standing;
const HIDE: ReplacedWish = { videoId: OLD, visibility: 'unlisted' };
const PICTURE: ReplacedWish = { videoId: OLD, thumbnail: { file: 'thumbs/old.png' } };
const BARE: ReplacedWish = { videoId: OLD };
/** An entry at an earlier commit. */
const said = (wish: ReplacedWish, file: ReplacedEntry['file'] = {}): ReplacedEntry => ({ wish, file });

type Situation = Partial<Omit<ReplacedInput, 'old' | 'successor' | 'desired'>> & {
  readonly old?: Partial<LiveVideo>;
  readonly now?: Partial<LiveVideo>;
  readonly nowStanding?: Standing;
  readonly episode?: Readonly<Record<string, unknown>>;
};

/** A public upload that replaces a public one, by a commit that says so for the first time. */
function judge({
  old,
  now,
  nowStanding = SEALED,
  episode,
  wish = HIDE,
  ...more
}: Situation = {}): ReplacedDecision {
  return judgeReplaced({
    wish,
    old: buildVideo({ videoId: OLD, phase: 'none', ...old }),
    standing: SEALED,
    successor: { live: buildVideo({ videoId: NEW, phase: 'none', ...now }), standing: nowStanding },
    desired: desiredOf(episode),
    owners: { visibility: 'full', thumbnail: 'full' },
    before: [{ file: {} }],
    file: {},
    due: false,
    at: AT,
    ...more,
  });
}

function desiredOf(episode: Situation['episode']): Desired {
  const written = { kind: 'video', visibility: 'public', youtube: { videoId: NEW }, ...episode };
  const catalog = buildCatalog({ episodes: { 'a/one': written } });
  return renderDesired(catalog, episodeOf(catalog));
}

describe('a replaced video', () => {
  it('is hidden when the new one is up and the file says so for the first time', () => {
    expect(judge()).toEqual({ kind: 'write', fields: ['visibility'] });
    expect(judge({ wish: { ...HIDE, visibility: 'private' } })).toMatchObject({ kind: 'write' });
    expect(judge({ before: [said(BARE)] })).toMatchObject({ kind: 'write' });
  });

  it('is left alone without a word in the file, which is reported while it is public', () => {
    expect(judge({ wish: BARE })).toEqual({
      kind: 'left',
      why: `the replaced video ${OLD} is still public`,
      asked: false,
    });
    expect(judge({ wish: BARE, standing: { kind: 'unknown' } })).toMatchObject({ asked: false });
    expect(judge({ wish: BARE, old: { privacy: 'unlisted' } })).toEqual({ kind: 'done' });
  });

  it('is done when it is as hidden as the file says, or more: it is never published', () => {
    expect(judge({ old: { privacy: 'unlisted' } })).toEqual({ kind: 'done' });
    expect(judge({ old: { privacy: 'private' } })).toEqual({ kind: 'done' });
  });

  it.each<[string, Standing, string]>([
    ['never handed over', { kind: 'unknown' }, 'it was never handed over to a/one'],
    ['another episode’s', { kind: 'another', episodeId: 'b/two' }, 'it carries the marker of b/two'],
  ])('that is %s is left, with what to do', (_name, standing, reason) => {
    expect(judge({ standing })).toEqual({
      kind: 'left',
      why: `the replaced video ${OLD} is still public, and not ours to write: ${reason}. Change it in YouTube Studio, or take visibility out of its entry under "replaces"`,
      asked: true,
    });
  });

  it('is left under manage: observe, and where fields keep the visibility', () => {
    expect(judge({ episode: { manage: 'observe' } })).toMatchObject({
      kind: 'left',
      why: expect.stringContaining('manage is observe'),
    });
    expect(judge({ owners: { visibility: 'keep', thumbnail: 'full' } })).toMatchObject({
      kind: 'left',
      why: expect.stringContaining('write "fields: { visibility: full }" in the file of a/one'),
    });
  });

  it('that a person made public again stays so: its entry is not new', () => {
    expect(judge({ before: [said(HIDE)] })).toMatchObject({
      kind: 'left',
      why: expect.stringContaining('its file said unlisted before, so a person may have made it so'),
      asked: true,
    });
    expect(judge({ before: [] })).toMatchObject({
      kind: 'left',
      why: expect.stringContaining('nothing shows whether a person made it so'),
    });
    expect(judge({ before: [said(HIDE, { fields: { visibility: 'keep' } })] })).toMatchObject({
      kind: 'write',
    });
    expect(judge({ before: [said(HIDE)], due: true })).toMatchObject({ kind: 'write' });
  });

  it('gets its picture once, by the same rules', () => {
    expect(judge({ wish: PICTURE })).toEqual({ kind: 'write', fields: ['thumbnail'] });
    expect(judge({ wish: { ...HIDE, ...PICTURE } })).toEqual({
      kind: 'write',
      fields: ['visibility', 'thumbnail'],
    });
    expect(judge({ wish: PICTURE, before: [said(PICTURE)] })).toMatchObject({ kind: 'left', asked: false });
    expect(judge({ wish: { ...HIDE, thumbnail: 'keep' } })).toEqual({
      kind: 'write',
      fields: ['visibility'],
    });
    expect(judge({ wish: PICTURE, standing: { kind: 'unknown' } })).toMatchObject({ asked: true });
  });
});

describe('it waits for the new one', () => {
  const why = (situation: Situation): string => {
    const decision = judge(situation);
    return 'why' in decision ? decision.why : decision.kind;
  };

  it.each<[string, Situation, string]>([
    ['private', { now: { privacy: 'private' } }, `the new video ${NEW} is public`],
    [
      'scheduled',
      { now: { privacy: 'private', publishAt: SOON }, episode: { visibility: undefined, publishAt: SOON } },
      `the new video ${NEW} is public, scheduled for ${SOON}`,
    ],
    [
      'without a visibility in any file',
      { now: { privacy: 'unlisted' }, episode: { visibility: undefined } },
      `the new video ${NEW} is public`,
    ],
    ['never handed over', { nowStanding: { kind: 'foreign' } }, `the new video ${NEW} is taken over`],
    [
      'a stream to come',
      { now: { phase: 'upcoming' }, episode: { kind: 'live', scheduledFor: SOON } },
      `the stream of the new video ${NEW} is over`,
    ],
    [
      'on air',
      { now: { phase: 'live' }, episode: { kind: 'live', scheduledFor: SOON } },
      `the stream of the new video ${NEW} is over`,
    ],
    [
      'cancelled',
      { now: { privacy: 'private' }, episode: { status: 'cancelled' } },
      'a/one is no longer cancelled',
    ],
    ['up, but the old one is on air', { old: { phase: 'live' } }, 'its own stream is over'],
  ])('that is %s', (_name, situation, until) => {
    expect(judge(situation)).toMatchObject({ kind: 'waits', due: true });
    expect(why(situation)).toBe(`the replaced video ${OLD} is still public until ${until}`);
    expect(judge({ ...situation, before: [said(HIDE)] })).toMatchObject({ kind: 'waits', due: false });
  });

  it('unless the file says that the new one is hidden, too', () => {
    const hidden = { visibility: 'unlisted' };
    expect(judge({ now: { privacy: 'unlisted' }, episode: hidden })).toMatchObject({ kind: 'write' });
    expect(judge({ now: { privacy: 'private' }, episode: hidden })).toMatchObject({ kind: 'waits' });
  });

  it('but a waiting page is replaced by the next one', () => {
    const page: Situation = {
      old: { phase: 'upcoming' },
      now: { phase: 'upcoming' },
      episode: { kind: 'live', scheduledFor: SOON },
    };
    expect(judge(page)).toMatchObject({ kind: 'write' });
    expect(judge({ ...page, now: { phase: 'upcoming', privacy: 'private' } })).toMatchObject({
      kind: 'waits',
    });
  });
});

const PRIVACIES = ['public', 'unlisted', 'private'] as const;
const HIDDEN = ['unlisted', 'private'] as const;
const PHASES: readonly Phase[] = ['upcoming', 'testing', 'live', 'complete', 'none'];
const STANDINGS = ['sealed', 'unfinished', 'unmarked', 'taken', 'foreign', 'another', 'unknown'] as const;
const OURS: readonly string[] = STANDINGS.slice(0, 4);

/** Every seal and memory, who may watch both videos, their phases, and whether the entry is new. */
const CELLS = STANDINGS.flatMap((standing) =>
  STANDINGS.flatMap((nowStanding) =>
    PRIVACIES.flatMap((privacy) =>
      PRIVACIES.flatMap((nowPrivacy) =>
        PHASES.flatMap((phase) =>
          PHASES.flatMap((nowPhase) =>
            HIDDEN.flatMap((visibility) =>
              [true, false].map((isNew) => ({
                ...{ standing, nowStanding, privacy, nowPrivacy, phase, nowPhase, visibility, isNew },
              })),
            ),
          ),
        ),
      ),
    ),
  ),
);
type Cell = (typeof CELLS)[number];

const RANK = { private: 0, unlisted: 1, public: 2 };
const isOnAir = (phase: Phase): boolean => phase === 'live' || phase === 'testing';

const mayHide = ({ standing, nowStanding, privacy, visibility, isNew, ...cell }: Cell): boolean =>
  [standing, nowStanding].every((one) => OURS.includes(one)) &&
  isNew &&
  RANK[visibility] < RANK[privacy] &&
  cell.nowPrivacy === 'public' &&
  !isOnAir(cell.phase) &&
  (cell.phase === 'upcoming' || cell.nowPhase === 'complete' || cell.nowPhase === 'none');

const DESIRED = desiredOf({});

function hides(cell: Cell): boolean {
  const wish = { videoId: OLD, visibility: cell.visibility };
  const decision = judgeReplaced({
    wish,
    old: buildVideo({ videoId: OLD, privacy: cell.privacy, phase: cell.phase }),
    standing: { kind: cell.standing } as Standing,
    successor: {
      live: buildVideo({ videoId: NEW, privacy: cell.nowPrivacy, phase: cell.nowPhase }),
      standing: { kind: cell.nowStanding } as Standing,
    },
    desired: DESIRED,
    owners: { visibility: 'full', thumbnail: 'full' },
    before: [said(cell.isNew ? BARE : wish)],
    file: {},
    due: false,
    at: AT,
  });
  return decision.kind === 'write';
}

it('whatever stands where, only a handed-over video is hidden, behind one of ours that people can watch', () => {
  expect(CELLS).toHaveLength(44_100);
  expect(CELLS.filter(mayHide)).toHaveLength(432);
  expect(CELLS.filter((cell) => hides(cell) !== mayHide(cell))).toEqual([]);
});

describe('what an episode says of them', () => {
  const of = (decision: ReplacedDecision) => ({ videoId: OLD, decision });
  const waits = (due: boolean, until?: string) =>
    of({ kind: 'waits', why: 'waits', due, ...(until === undefined ? {} : { until }) });

  it('are notes, whether a person is needed, and what is still due', () => {
    expect(reportReplaced([])).toBeUndefined();
    expect(reportReplaced([of({ kind: 'done' })])).toBeUndefined();
    expect(reportReplaced([of({ kind: 'write', fields: ['visibility'] })])).toEqual({
      notes: [],
      due: [OLD],
    });
    expect(reportReplaced([waits(true)])).toEqual({ notes: ['waits'], due: [OLD] });
    expect(reportReplaced([waits(false)])).toEqual({ notes: ['waits'] });
    expect(reportReplaced([of({ kind: 'left', why: 'no', asked: false })])).toEqual({ notes: ['no'] });
    expect(reportReplaced([of({ kind: 'left', why: 'no', asked: true })])).toEqual({
      notes: ['no'],
      needsPerson: true,
    });
  });

  it('it looks again after the publication, or every six hours', () => {
    const minutes = (ms: number | undefined) => ms && ms / 60_000;
    expect(nextLook([waits(false, SOON), of({ kind: 'done' })], AT)).toBeUndefined();
    expect(minutes(nextLook([waits(true, SOON), waits(true, '2027-01-03T00:00:00Z')], AT))).toBe(24 * 60 + 2);
    expect(minutes(nextLook([waits(true)], AT))).toBe(6 * 60);
    expect(minutes(nextLook([waits(true, '2026-12-31T23:30:00Z')], AT))).toBe(10);
    expect(minutes(nextLook([waits(true, '2026-12-31T00:00:00Z')], AT))).toBe(6 * 60);
  });

  it('cost a read and what is written', () => {
    expect(estimateReplaced([BARE])).toBe(0);
    expect(estimateReplaced([BARE, HIDE])).toBe(51);
    expect(estimateReplaced([{ ...HIDE, ...PICTURE }, HIDE])).toBe(151);
  });
});
