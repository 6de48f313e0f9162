import { describe, expect, it } from 'vitest';
import {
  buildBroadcast,
  buildCatalog,
  buildVideo,
  episodeOf,
  sealedText,
  standingOn,
} from '../../../test/support/catalog.ts';
import { type Desired, renderDesired } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { planVideo } from '../plan/plan.ts';
import { canChange, listBlocked, STAGES, stageOf } from './gates.ts';

const START = '2026-12-04T17:00:00Z';
const LATER = '2026-12-04T19:00:00Z';

function desiredOf(written: Record<string, unknown> = {}): Desired {
  const catalog = buildCatalog({
    academy: { streams: { main: 'Main', second: 'Second' } },
    episodes: { 'a/one': { scheduledFor: START, latency: 'low', stream: 'main', ...written } },
  });
  return renderDesired(catalog, episodeOf(catalog));
}

const video = (phase: 'upcoming' | 'live' | 'complete' | 'none') =>
  buildVideo({ title: desiredOf().title, description: sealedText(desiredOf()), phase, start: START });

describe('stageOf', () => {
  it.each([
    ['created', 'created'],
    ['ready', 'ready'],
    ['testStarting', 'testing'],
    ['testing', 'testing'],
    ['liveStarting', 'live'],
    ['something new', 'ready'],
  ])('of a broadcast that is %s is %s', (lifeCycleStatus, stage) => {
    expect(stageOf(video('upcoming'), buildBroadcast({ lifeCycleStatus }))).toBe(stage);
  });

  it('is the video’s word once it is on air, and for an upload', () => {
    const phases = ['live', 'complete', 'none'] as const;
    expect(phases.map((phase) => stageOf(video(phase), undefined))).toEqual(['live', 'complete', 'upload']);
    expect(stageOf(video('upcoming'), undefined)).toBe('ready');
  });
});

it('start may change during the test, latency and stream before it, the texts at any time', () => {
  const open = (field: Parameters<typeof canChange>[0]) => STAGES.filter((stage) => canChange(field, stage));
  expect(open('start')).toEqual(['created', 'ready', 'testing']);
  expect(open('latency')).toEqual(['created', 'ready']);
  expect(open('stream')).toEqual(['created', 'ready']);
  expect(open('visibility')).toEqual(STAGES);
});

describe('what cannot change now', () => {
  const moved = { scheduledFor: LATER, latency: 'normal', stream: 'second' };
  const blockedIn = (phase: 'upcoming' | 'live' | 'complete' | 'none', written = moved) =>
    listBlocked({ desired: desiredOf(written), bases: [desiredOf()], live: video(phase) });

  it('is reported for each changed field, and is skipped', () => {
    expect(blockedIn('live').map(({ why, later }) => [why, later])).toEqual([
      ['start: cannot change while live; this change is skipped', false],
      ['latency: cannot change while live; this change is skipped', false],
      ['stream: cannot change while live; this change is skipped', false],
    ]);
    expect(blockedIn('complete')).toHaveLength(3);
    expect(blockedIn('upcoming')).toEqual([]);
    expect(blockedIn('none')).toEqual([]);
  });

  it('is not a value that is there already, or that is not ours', () => {
    const desired = desiredOf(moved);
    expect(
      listBlocked({ desired, bases: [desiredOf(), desired], live: { ...video('live'), start: LATER } }),
    ).toEqual([]);
    expect(listBlocked({ desired, live: video('live') })).toEqual([]);
    const kept = { fields: { start: 'keep', latency: 'keep', stream: 'seed' } } as const;
    expect(blockedIn('live', { ...moved, ...kept })).toEqual([]);
  });

  it('is the privacy of a stream called off on air: it is private when it has ended', () => {
    const desired = desiredOf({ status: 'cancelled', visibility: 'public' });
    const plan = (phase: 'upcoming' | 'live' | 'complete') => {
      const { changes, blocked } = planVideo({
        desired,
        bases: [desired],
        live: video(phase),
        standing: standingOn(video(phase)),
        forms: buildCatalog().academy,
      });
      return { fields: changes.flatMap(({ fields }) => fields), later: blocked.map(({ later }) => later) };
    };
    expect(plan('live')).toEqual({ fields: [], later: [true] });
    expect(plan('complete')).toEqual({ fields: ['visibility'], later: [] });
    expect(plan('upcoming')).toEqual({ fields: ['visibility'], later: [] });
  });
});

describe('the length', () => {
  const broadcast = buildBroadcast({ start: START, end: '2026-12-04T18:00:00Z' });
  const plan = (written: Record<string, unknown>, bases: readonly Desired[], now?: number) =>
    planVideo({
      desired: desiredOf(written),
      bases,
      live: video('upcoming'),
      standing: standingOn(video('upcoming')),
      broadcast: { ...broadcast, latency: 'low' },
      forms: buildCatalog().academy,
      ...defined({ now }),
    });

  it('moves the end by the call that moves the start', () => {
    expect(plan({ duration: '2h' }, [desiredOf({ duration: '1h' })]).changes).toMatchObject([
      {
        call: 'liveBroadcasts.update',
        fields: ['start'],
        next: { start: START, end: '2026-12-04T19:00:00.000Z' },
      },
    ]);
  });

  it('named for the first time is ours, whatever a default said before', () => {
    expect(plan({ duration: '2h' }, [desiredOf()]).changes).toHaveLength(1);
  });

  it('that only a default sets is left as it is, and so is one that a person changed', () => {
    expect(plan({}, [desiredOf()]).changes).toEqual([]);
    expect(plan({ duration: '2h' }, [desiredOf({ duration: '30m' })])).toMatchObject({
      changes: [],
      edited: ['start'],
    });
  });

  it('a start that has passed is not sent, and the rest is', () => {
    const past = plan(
      { scheduledFor: '2026-12-01T17:00:00Z', title: 'New' },
      [desiredOf()],
      Date.parse('2026-12-02T00:00:00Z'),
    );
    expect(past.refusedStart).toBe('2026-12-01T17:00:00Z');
    expect(past.changes.map(({ call }) => call)).toEqual(['videos.update']);
  });
});
