import { describe, expect, it } from 'vitest';
import { type Desired, hashFormerPicture, hashPicture, renderDesired } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { buildBroadcast, buildCatalog, buildVideo, episodeOf } from '../../test/support/catalog.ts';
import { planSteps, sumSteps } from './plan-steps.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');

type Written = Record<string, unknown>;
const SHOW = { playlists: ['PL1'], thumbnail: { template: 'classic' }, defaults: { stream: 'main' } };

function desiredOf(episode: Written = {}, show: Written = {}): Desired {
  const catalog = buildCatalog({
    academy: { streams: { main: 'Main', second: 'Second' } },
    shows: { s: { ...SHOW, ...show } },
    episodes: { 'a/one': { show: 's', scheduledFor: '2026-07-01T12:00:00Z', ...episode } },
  });
  return renderDesired(catalog, episodeOf(catalog));
}

const SEALED = { kind: 'sealed', seal: { description: '', title: '', tags: '' } } as const;
const DONE = buildVideo({ hasCustomThumbnail: true });
const BOUND = buildBroadcast({ boundStreamId: 'stream1' });

/** Everything is as desired and nothing changed; each test changes one thing. */
function stepsOf(input: Partial<Parameters<typeof planSteps>[0]> = {}) {
  const desired = input.desired ?? desiredOf();
  return planSteps({
    desired,
    bases: [desired],
    live: DONE,
    standing: SEALED,
    broadcast: BOUND,
    bindAt: NOW,
    now: NOW,
    fresh: false,
    ...input,
  });
}

describe('a video', () => {
  it('that is as desired needs no step', () => {
    expect(stepsOf()).toEqual([]);
  });

  it('that was made a moment ago needs all of them, in this order', () => {
    const fresh = { bases: [], live: buildVideo(), broadcast: buildBroadcast(), fresh: true };
    expect(stepsOf(fresh)).toEqual(['bind', 'thumbnail', 'playlists']);
  });

  it('that is only observed needs none', () => {
    expect(stepsOf({ desired: desiredOf({ manage: 'observe' }), live: buildVideo(), bases: [] })).toEqual([]);
  });
});

describe('bind', () => {
  const free = buildBroadcast();

  it('is due when its time has come and it is bound to nothing', () => {
    expect(stepsOf({ broadcast: free })).toEqual(['bind']);
    expect(stepsOf({ broadcast: free, bindAt: NOW + 1 })).toEqual([]);
    expect(stepsOf({ broadcast: free, bindAt: undefined })).toEqual([]);
    expect(stepsOf({ broadcast: undefined })).toEqual([]);
  });

  it('is skipped when the stream is "keep", and when its test runs already', () => {
    const kept = desiredOf({ fields: { stream: 'keep' } });
    expect(stepsOf({ desired: kept, broadcast: free })).toEqual([]);
    const testing = buildBroadcast({ lifeCycleStatus: 'testing' });
    expect(stepsOf({ broadcast: testing })).toEqual([]);
  });

  it('is due when the file names another stream', () => {
    expect(stepsOf({ bases: [desiredOf({ stream: 'second' })] })).toEqual(['bind']);
  });

  it('leaves a stream that runs or has run', () => {
    for (const phase of ['testing', 'live', 'complete', 'none'] as const)
      expect(stepsOf({ broadcast: free, live: { ...DONE, phase } })).toEqual([]);
  });
});

describe('unbind', () => {
  const cancelled = desiredOf({ status: 'cancelled' });

  it('is due when a bound stream is called off', () => {
    expect(stepsOf({ desired: cancelled, bindAt: undefined })).toEqual(['unbind']);
    expect(stepsOf({ desired: cancelled, bindAt: undefined, broadcast: buildBroadcast() })).toEqual([]);
    expect(stepsOf({ desired: cancelled, bindAt: undefined, live: { ...DONE, phase: 'live' } })).toEqual([]);
  });

  it('is due when another episode has come before it on its stream, and not before', () => {
    const before: Desired = { ...desiredOf(), streamAfter: 'a/zero' };
    expect(stepsOf({ bindAt: NOW + 1, bases: [before] })).toEqual(['unbind']);
    expect(stepsOf({ bindAt: NOW + 1 })).toEqual([]);
    expect(stepsOf({ bases: [before] })).toEqual([]);
  });
});

describe('thumbnail', () => {
  const other = desiredOf({ thumbnail: { title: 'Other' } });

  it('is due without a picture of its own, and when it should show something else', () => {
    expect(stepsOf({ live: buildVideo() })).toEqual(['thumbnail']);
    expect(stepsOf({ bases: [other] })).toEqual(['thumbnail']);
  });

  it('that we remember to have uploaded is not looked at, whatever older commits say', () => {
    const thumbnail = hashPicture(desiredOf());
    expect(stepsOf({ bases: [other], thumbnail })).toEqual([]);
    expect(stepsOf({ desired: other, bases: [other], thumbnail })).toEqual(['thumbnail']);
    expect(stepsOf({ live: buildVideo(), thumbnail })).toEqual(['thumbnail']);
  });

  it('of an older version without hosts’ faces stays until the content changes', () => {
    const of = (more: Written, name = 'Ada Byron'): Desired => {
      const catalog = buildCatalog({
        shows: { s: { ...SHOW, hosts: ['ada'], thumbnail: { template: 'classic', ...more } } },
        guests: { ada: { name } },
        episodes: { 'a/one': { show: 's', scheduledFor: '2026-07-01T12:00:00Z' } },
      });
      return renderDesired(catalog, episodeOf(catalog));
    };
    const desired = of({});
    const thumbnail = hashFormerPicture(desired);
    expect(stepsOf({ desired, bases: [desired], thumbnail })).toEqual([]);
    expect(stepsOf({ desired: of({}, 'Bo Lee'), bases: [desired], thumbnail })).toEqual(['thumbnail']);
    expect(stepsOf({ desired: of({ faces: 'hosts' }), bases: [desired], thumbnail })).toEqual(['thumbnail']);
    expect(stepsOf({ desired: of({ faces: 'guests' }), bases: [desired], thumbnail })).toEqual([]);
  });

  it('is skipped when it is "keep" or not ours; a seed is set at creation only', () => {
    const live = buildVideo();
    expect(stepsOf({ live, desired: desiredOf({ thumbnail: 'keep' }) })).toEqual([]);
    expect(stepsOf({ live, desired: desiredOf({ fields: { thumbnail: 'keep' } }), fresh: true })).toEqual([
      'playlists',
    ]);
    const seed = desiredOf({ fields: { thumbnail: 'seed' } });
    expect(stepsOf({ live, desired: seed })).toEqual([]);
    expect(stepsOf({ live, desired: seed, fresh: true })).toEqual(['thumbnail', 'playlists']);
  });
});

describe('playlists', () => {
  const later = { ...DONE, phase: 'complete' } as const;

  it('are looked at when the list names one newly, and when it is new', () => {
    expect(stepsOf({ bases: [desiredOf({}, { playlists: ['PL2'] })] })).toEqual(['playlists']);
    expect(stepsOf({ fresh: true })).toEqual(['playlists']);
    expect(stepsOf()).toEqual([]);
  });

  it('are not filled again by themselves: not at the end, and not when it is unknown what was done', () => {
    expect(stepsOf({ live: later })).toEqual([]);
    expect(stepsOf({ bases: [] })).toEqual([]);
  });

  it('are filled for a video that is being taken over', () => {
    expect(stepsOf({ bases: [], standing: { kind: 'taken' } })).toEqual(['playlists']);
  });

  it('that every base named are not joined again, those that one of them did not name are', () => {
    const [one, both] = [['PL1'], ['PL1', 'PL2']].map((playlists) => desiredOf({}, { playlists }));
    const three = { playlists: ['PL1', 'PL2', 'PL3'] };
    expect(playlistsToJoin(three, [one, both] as Desired[])).toEqual(['PL2', 'PL3']);
    expect(playlistsToJoin(three, [both] as Desired[])).toEqual(['PL3']);
    expect(playlistsToJoin(three, [])).toEqual([]);
  });

  it('that a draft, an observed or a kept base named were never filled', () => {
    const named = { playlists: ['PL1'] };
    for (const nothing of [{ status: 'draft' }, { manage: 'observe' }, { fields: { playlists: 'keep' } }])
      expect(playlistsToJoin(named, [desiredOf(nothing)])).toEqual(['PL1']);
    expect(playlistsToJoin(named, [desiredOf()])).toEqual([]);
  });

  it('that a base named and the file names no longer are left, all of them by an empty list', () => {
    const before = desiredOf({}, { playlists: ['PL1', 'PL2'] });
    const empty = desiredOf({}, { playlists: [] });
    expect(playlistsToLeave(desiredOf(), [before])).toEqual(['PL2']);
    expect(playlistsToLeave(empty, [before])).toEqual(['PL1', 'PL2']);
    expect(playlistsToLeave(empty, [])).toEqual([]);
    expect(playlistsToLeave(desiredOf({}, { playlists: undefined }), [before])).toEqual([]);
    const kept = desiredOf({ fields: { playlists: 'keep' } }, { playlists: ['PL2'] });
    expect(playlistsToLeave(desiredOf(), [kept])).toEqual([]);
    expect(stepsOf({ desired: empty, bases: [before] })).toEqual(['playlists']);
  });

  it('are left when there are none, or when they are not ours', () => {
    expect(stepsOf({ desired: desiredOf({}, { playlists: [] }), fresh: true })).toEqual([]);
    expect(stepsOf({ desired: desiredOf({ fields: { playlists: 'keep' } }), fresh: true })).toEqual([]);
  });
});

describe('the units of steps', () => {
  it('are what they cost at the most', () => {
    const desired = desiredOf({}, { playlists: ['PL1', 'PL2'] });
    expect(sumSteps([], desired)).toBe(0);
    expect(sumSteps(['bind'], desired)).toBe(53);
    expect(sumSteps(['unbind'], desired)).toBe(51);
    expect(sumSteps(['thumbnail', 'playlists'], desired)).toBe(51 + 2 * 51);
    const before = desiredOf({}, { playlists: ['PL1', 'PL3'] });
    expect(sumSteps(['playlists'], desired, [before])).toBe(3 * 51);
  });
});
