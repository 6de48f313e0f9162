import { expect, test } from 'vitest';
import type { NeedGroup } from '../../../contract/attention.ts';
import type { EpisodeStatus } from '../../../contract/episode.ts';
import type { Report } from './read.ts';
import { needsPerson, renderReport } from './render.ts';

const NOW = Date.parse('2026-11-21T17:00:00Z');
const render = (report: Report): string => renderReport(report, { now: NOW, zone: 'Europe/Berlin' });

const NO_EPISODES = { count: 0, episodes: [] };
const QUIET: Report = {
  address: '127.0.0.1:7233',
  namespace: 'default',
  sync: {
    head: '0123456789abcdef',
    syncedCommit: '0123456789abcdef',
    seq: 1,
    refused: [],
    refusedCount: 0,
    orphaned: [],
    paused: false,
    lastEvent: 'rewrite done',
  },
  upcoming: NO_EPISODES,
};
const EPISODE: EpisodeStatus = {
  episodeId: 'klustered/teams-1',
  title: 'Teams',
  phase: 'upcoming',
  seq: 1,
  next: 'waiting for a commit',
  lastEvent: '',
  paused: false,
};

test('when nothing needs a person the first line says so, and the rest is a few lines', () => {
  expect(render(QUIET).split('\n')).toEqual([
    'All well. Commit 0123456789 is applied to every episode.',
    '',
    'sync',
    '  head     0123456789, applied to every episode',
    '  last     rewrite done',
    '  content  no problems',
    '',
    'Temporal  127.0.0.1:7233',
  ]);
  expect(needsPerson(QUIET)).toBe(false);
});

test('what should always run and does not is reported first, with what does not happen meanwhile', () => {
  const report: Report = { ...QUIET, ended: [{ id: 'quota', how: 'terminated' }, { id: 'sync' }] };
  const lines = render(report).split('\n');
  expect(lines[0]).toBe('2 need you:');
  expect(lines[1]).toBe(
    '  The workflow quota is not running (terminated): no units are granted, so nothing is written to YouTube. A worker starts it again within a minute; if it does not, restart the worker. To stop new work on purpose, run `npx showrunner pause` instead.',
  );
  expect(lines[2]).toMatch(
    /^ {2}The workflow sync is not running \(never started, or deleted\): no commit is/,
  );
  expect(needsPerson(report)).toBe(true);
});

const entry = (workflowId: string, message: string, since = NOW - 3 * 3_600_000) => ({
  workflowId,
  message,
  since,
});
const withNeeds = (...needs: readonly NeedGroup[]): Report => ({ ...QUIET, sync: { ...QUIET.sync, needs } });

test('a head that is not fully applied', () => {
  const sync = { ...QUIET.sync, syncedCommit: 'fedcba98765432' };
  const text = render({ ...QUIET, sync });
  expect(text).toContain('All well. Commit 0123456789 is being applied.');
  expect(text).toContain('head     0123456789, last fully applied: fedcba9876\n');
});

test('what needs a person comes first, in groups: what, since when, why, and the command', () => {
  const edited = { ...entry('episode/talks/one', 'a person may have edited title'), fields: ['title'] };
  const place = { ...entry('sync', 'unknown-guest: no such guest'), place: 'episodes/a.yaml:3:5' };
  const report = withNeeds(
    {
      reason: 'approval',
      count: 1,
      entries: [entry('rewrite/c1', '9 changes wait for `npx showrunner approve`')],
    },
    { reason: 'broken', count: 4, entries: [place] },
    { reason: 'edited', count: 1, entries: [edited] },
  );
  expect(render(report).split('\n').slice(0, 10)).toEqual([
    '6 need you:',
    '  1 decision is waited for: 9 changes wait for npx showrunner approve',
    '    rewrite/c1, since 14:00 UTC (3 h ago)',
    '  4 problems in content: unknown-guest: no such guest',
    '    episodes/a.yaml:3:5, since 14:00 UTC (3 h ago)',
    '    and 3 more',
    '  1 edited on YouTube: a person may have edited title',
    '    talks/one, since 14:00 UTC (3 h ago)',
    '      npx showrunner overwrite talks/one --by NAME or npx showrunner adopt talks/one',
    '',
  ]);
  expect(render(report)).toContain('head     0123456789, done but for 5, which need you\n');
  expect(needsPerson(report)).toBe(true);
});

test('a stop of the quota manager that `sync` does not know of yet', () => {
  const stop = { reason: 'invalid_grant', message: 'consent again', since: NOW, checkAt: NOW };
  const text = render({ ...QUIET, quota: { ...QUOTA, stop } });
  expect(text.split('\n').slice(0, 2)).toEqual([
    '1 needs you:',
    '  YouTube refuses the credentials: consent again',
  ]);
});

const QUOTA = {
  day: '2026-11-21',
  perDay: 10_000,
  closed: false,
  reserve: 2000,
  resetsAt: '2026-11-22T08:00:00.000Z',
  spent: { live: 100, rewrite: 51 },
  granted: 49,
  waiters: [{ workflowId: 'x', lane: 'live' as const, atLeast: 1 }],
};

test('units by lane, granted units, and waiting workflows', () => {
  expect(render({ ...QUIET, quota: QUOTA })).toContain(
    [
      'quota',
      '  200 of 10,000 units used or granted on 2026-11-21 (Pacific time). The last 2,000 are reserved for live streams.',
      '  1 workflow waiting for quota:',
      '    x: 1 unit (live)',
      '  Resets in 15 h, at 08:00 UTC (midnight in Los Angeles).',
      '  units: 100 live, 51 rewrite, 49 granted (not reported yet)',
    ].join('\n'),
  );
});

test('an open rewrite has its progress, pace, results with reasons, and what it waits for', () => {
  const counts = {
    written: 4,
    unchanged: 1,
    'not-ours': 0,
    edited: 1,
    deferred: 0,
    stalled: 0,
    failed: 1,
    missed: 0,
  };
  const rewrite = {
    workflowId: 'rewrite/abc',
    commit: 'abc',
    total: 1200,
    done: 7,
    counts,
    units: 357,
    paused: false,
    notes: ['failed: a/one: gone', ...Array.from({ length: 5 }, (_, index) => `edited: ${index}`)],
    progress: { perSecond: 0.5, endsAt: '2026-11-22T08:00:00.000Z' },
  };
  const renderWith = (more: Partial<typeof rewrite> & { waitingUntil?: string } = {}) =>
    render({ ...QUIET, rewrite: { ...rewrite, ...more } });
  expect(renderWith()).toContain(
    [
      'rewrite/abc [....................]',
      '  commit  abc',
      '  7 of 1,200 episodes done, 357 units, 30.0 episodes a minute.',
      '  Running. At this speed it ends in 15 h, at 08:00 UTC. A newer commit supersedes it.',
      "  episodes: 4 written, 1 already right, 1 a person's edit kept, 1 failed",
      '  Skipped, failed or with problems:',
      '    failed: a/one: gone',
      '    edited: 0',
    ].join('\n'),
  );
  expect(renderWith()).toContain('    edited: 4\n');
  expect(renderWith({ done: 660 })).toContain('rewrite/abc [###########.........]');
  expect(renderWith({ waitingUntil: '2026-11-22T08:00:00.000Z' })).toContain(
    'Waiting for quota: it continues in 15 h, at 08:00 UTC at the latest.',
  );
  expect(renderWith({ paused: true })).toContain('Resume it: send the update resume to rewrite/abc with');
});

test('upcoming episodes are in columns by their start, in the time of the terminal', () => {
  const soon = { ...EPISODE, start: '2026-12-04T17:00:00Z' };
  const later = { ...EPISODE, episodeId: 'a', start: '2027-01-04T17:00:00Z', attention: 'x' };
  const waiting = { ...EPISODE, episodeId: 'b', phase: 'new', next: 'waiting for quota' };
  const upcoming = { count: 4, episodes: [waiting, later, soon] };
  expect(render({ ...QUIET, upcoming })).toContain(
    [
      'upcoming, in Europe/Berlin',
      '  Fri 4 Dec 18:00 (in 13 days)       klustered/teams-1  ready',
      '  Mon 4 Jan 2027 18:00 (in 44 days)  a                  needs you',
      '  no start yet                       b                  waiting for quota',
      '  and 1 more',
    ].join('\n'),
  );
});

test('a check that found something which `sync` does not list needs a person', () => {
  const counts = { same: 1, behind: 0, edited: 1, vanished: 1, unknown: 0 };
  const startedAt = '2026-11-21T16:00:00.000Z';
  const check = { startedAt, endedAt: startedAt, counts, units: 1, edited: [], vanished: [], unknown: [] };
  const drift = { paused: true, last: { ...check, workflowId: 'drift-1', knownUnknown: 0 } };
  expect(needsPerson({ ...QUIET, drift })).toBe(false);
  const found = { ...drift, last: { ...drift.last, problem: 'no units' } };
  expect(needsPerson({ ...QUIET, drift: found })).toBe(true);
  expect(render({ ...QUIET, drift: found })).toContain('The check is incomplete: no units.');
});

test('with colours, only what is ours is painted', () => {
  const paint = (tone: string, text: string): string => `\u001b[1m${tone}:${text}\u001b[22m`;
  const title = '\u001b[31mred';
  const upcoming = { count: 1, episodes: [{ ...EPISODE, episodeId: title }] };
  const text = renderReport({ ...QUIET, upcoming }, { now: NOW, zone: 'UTC', paint });
  expect(text.split('\n')[0]).toBe(
    '\u001b[1mgood:All well. Commit 0123456789 is applied to every episode.\u001b[22m',
  );
  expect(text).not.toContain('\u001b[31m');
});

test('a terminal gets lines as wide as it is, with the page of what needs a person', () => {
  const edited = entry('episode/talks/one', 'a person may have edited title and description and tags');
  const report = { ...withNeeds({ reason: 'vanished', count: 1, entries: [edited] }), uiUrl: 'http://ui' };
  const lines = renderReport(report, { now: NOW, zone: 'Europe/Berlin', columns: 60 }).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '1 needs you:',
    '  1 video is gone from YouTube: a person may have edited',
    '    title and description and tags',
    '    talks/one, since 14:00 UTC (3 h ago)',
    '      http://ui/namespaces/default/workflows/episode%2Ftalks%2Fone',
  ]);
});

test('a narrow terminal gets no distances, then short ids', () => {
  const start = '2026-11-27T17:00:00Z';
  const episode = { ...EPISODE, episodeId: 'office-hours/certificates-and-surprises', start };
  const at = (columns: number): string | undefined =>
    renderReport(
      { ...QUIET, upcoming: { count: 1, episodes: [episode] } },
      { now: NOW, zone: 'UTC', columns },
    )
      .split('\n')
      .find((line) => line.includes('Fri 27 Nov'));
  expect(at(100)).toBe('  Fri 27 Nov 17:00 (in 6 days)  office-hours/certificates-and-surprises  ready');
  expect(at(70)).toBe('  Fri 27 Nov 17:00  office-hours/certificates-and-surprises  ready');
  expect(at(60)).toBe('  Fri 27 Nov 17:00  office-hours/certificates-and-su…  ready');
});
