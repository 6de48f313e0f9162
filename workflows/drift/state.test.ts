import { describe, expect, it } from 'vitest';
import type { ChannelResult } from '../../contract/drift.ts';
import { describeDrift, driftNeedsPerson } from '../../contract/reports/drift.ts';
import { renderMarkdown } from '../details/markdown.ts';
import {
  type DriftState,
  openDrift,
  recordPlan,
  recordSlice,
  recordUploads,
  toDriftStatus,
} from './state.ts';

const PLAN = {
  commit: 'c'.repeat(40),
  baseCommits: [],
  at: 0,
  day: '2026-11-21',
  stillUnknown: ['reported'],
  listing: 0,
};
const slice = (more: Partial<ChannelResult> = {}): ChannelResult => ({
  spent: 1,
  same: 0,
  behind: [],
  edited: [],
  vanished: [],
  ...more,
});
function open(...slices: ChannelResult[]): DriftState {
  const state = openDrift(undefined, 0);
  recordPlan(state, PLAN);
  for (const one of slices) recordSlice(state, one);
  return state;
}

const renderDriftDetails = (state: DriftState): string =>
  renderMarkdown(describeDrift(toDriftStatus(state), 0));

describe('a slice', () => {
  it('is counted once in each class; an edited episode that is also out of date is still rewritten', () => {
    const edited = [{ episodeId: 'b', fields: ['title'] }];
    const state = open(slice({ same: 3, behind: ['a', 'b'], edited, next: '1 x' }), slice({ same: 1 }));
    expect(state).toMatchObject({ behind: ['a', 'b'], edited, compared: true, after: undefined });
    expect(state.counts).toEqual({
      ...{ same: 4, behind: 1, edited: 1, vanished: 0, unknown: 0 },
      ...{ 'not-ours': 0, observed: 0 },
    });
  });

  it('counts what is not ours apart: the same, the different ones, and by show what can be taken over', () => {
    const notOurs = [
      { episodeId: 'a', fields: [], show: 'talks' },
      { episodeId: 'b', fields: ['title'], show: 'talks' },
      { episodeId: 'c', fields: ['tags'], manage: 'observe' as const },
      { episodeId: 'd', fields: [] },
      { episodeId: 'f', fields: [], show: 'talks', needsNothing: true as const },
    ];
    const observed = [{ episodeId: 'e', fields: ['title'] }];
    const state = open(slice({ notOurs, observed, next: '1 x' }), slice({ notOurs: notOurs.slice(1, 2) }));
    const status = toDriftStatus(state);
    expect(status).toMatchObject({ counts: { same: 0, edited: 0, 'not-ours': 6, observed: 1 }, observed });
    expect(status.notOurs).toEqual({
      same: 3,
      differ: [notOurs[1], notOurs[2], notOurs[1]],
      offers: {
        count: 4,
        shows: [
          { show: 'talks', count: 3, first: ['a', 'b', 'b'] },
          { count: 1, first: ['d'] },
        ],
      },
    });
    expect(toDriftStatus(open(slice()))).not.toHaveProperty('notOurs');
  });

  it('goes on from a state of version 0.2, which has no such lists', () => {
    const { 'not-ours': _, observed: __, ...counts } = open(slice()).counts;
    const state: DriftState = { ...open(), counts };
    recordSlice(state, slice({ notOurs: [{ episodeId: 'a', fields: [] }] }));
    expect(toDriftStatus(state).counts).toMatchObject({ 'not-ours': 1, observed: 0 });
    expect(driftNeedsPerson(toDriftStatus(state))).toBe(false);
  });

  it('is followed by the next one from where it ended', () => {
    expect(open(slice({ next: '1 x' }))).toMatchObject({ after: '1 x', compared: false });
  });

  it('records the first of each list, and counts all', () => {
    const ids = Array.from({ length: 600 }, (_, at) => `e${at}`);
    const state = open(
      slice({
        behind: ids,
        edited: ids.map((id) => ({ episodeId: `x${id}`, fields: ['title'] })),
        vanished: ids.map((episodeId) => ({ episodeId, videoId: 'v' })),
        notOurs: ids.map((episodeId) => ({ episodeId, fields: ['title'], show: `show-${episodeId}` })),
        observed: ids.map((episodeId) => ({ episodeId, fields: ['title'] })),
        named: ids.map((episodeId) => ({ episodeId, language: 'de', what: 'former-name', guest: 'g' })),
      }),
    );
    expect([state.behind.length, state.edited.length, state.vanished.length]).toEqual([500, 500, 500]);
    expect([
      state.notOurs?.differ.length,
      state.notOurs?.offers.shows.length,
      state.observed?.length,
    ]).toEqual([30, 30, 30]);
    expect([state.named?.length, state.namedCount]).toEqual([30, 600]);
    expect(state.notOurs?.offers.count).toBe(600);
    expect(state.counts).toMatchObject({ behind: 600, edited: 600, vanished: 600 });
    expect(Buffer.byteLength(renderDriftDetails(state))).toBeLessThan(20_000);
    expect(renderDriftDetails(state)).toContain('and 570 more');
  });
});

describe('a video that no file names', () => {
  it('is reported once; the next checks only count it, until a file names it', () => {
    const first = open(slice());
    recordUploads(first, PLAN.day, { spent: 1, unknown: [{ videoId: 'new' }], complete: true });
    expect(first.memory).toEqual({ knownUnknown: ['new', 'reported'], listedOn: PLAN.day });
    expect(driftNeedsPerson(toDriftStatus(first))).toBe(true);
    const next = openDrift({ ...toDriftStatus(first), memory: first.memory }, 1);
    expect(next.memory).toEqual(first.memory);
    recordPlan(next, { ...PLAN, stillUnknown: ['new'] });
    expect(next).toMatchObject({
      knownUnknown: 1,
      memory: { knownUnknown: ['new'], listedOn: PLAN.day },
      unknown: [],
    });
    expect(driftNeedsPerson(toDriftStatus(next))).toBe(false);
  });

  it('is recorded up to 2,000', () => {
    const state = open();
    const unknown = Array.from({ length: 2500 }, (_, at) => ({ videoId: `v${at}` }));
    recordUploads(state, PLAN.day, { spent: 1, unknown, complete: false });
    expect(state.memory.knownUnknown).toHaveLength(2000);
    expect(state.problem).toContain('were not checked');
  });
});

describe('the details', () => {
  it('show each edited episode with its fields and both commands, and the lines that adopt a video', () => {
    const state = open(
      slice({
        edited: [{ episodeId: 'a/one', fields: ['title', 'tags'] }],
        vanished: [{ episodeId: 'a/two', videoId: 'gone' }],
      }),
    );
    const unknown = [{ videoId: 'v1' }, { videoId: 'v2', marker: 'a/old' }];
    recordUploads(state, PLAN.day, { spent: 1, unknown, complete: true });
    const details = renderDriftDetails(state);
    expect(details).toContain(
      '- a/one: title, tags\n  `npx showrunner overwrite a/one --by NAME` or `npx showrunner adopt a/one`',
    );
    expect(details).toContain('- a/two: `gone`');
    expect(details).toContain(
      '- `youtube: { videoId: v1 }`\n- `youtube: { videoId: v2 }  # its marker names a/old, which has no file`',
    );
    expect(details).toContain('still in no file: 1.');
    expect(details).not.toContain('`marker`:');
  });

  it('say what it waits for, and why not everything was checked', () => {
    const state = open();
    expect(renderDriftDetails({ ...state, waitingUntil: '2026-06-02T07:00:00.000Z' })).toContain(
      '**Waiting for quota**',
    );
    expect(renderDriftDetails({ ...state, problem: 'x' })).toContain('**The check is incomplete:** x.');
  });
});
