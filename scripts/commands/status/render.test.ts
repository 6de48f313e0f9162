import { expect, test } from 'vitest';
import type { EpisodeStatus } from '../../../contract/episode.ts';
import type { Report } from './read.ts';
import { needsPerson, renderReport } from './render.ts';

const NOW = Date.parse('2026-11-21T17:00:00Z');
const render = (report: Report): string => renderReport(report, NOW);

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
  attention: NO_EPISODES,
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

test('when nothing needs a person it is a few lines', () => {
  expect(render(QUIET).split('\n')).toEqual([
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
  expect(lines[0]).toBe(
    'The workflow quota is not running (terminated): no units are granted, so nothing is written to YouTube. A worker starts it again within a minute; if it does not, restart the worker. To stop new work on purpose, send the update `pause` to sync instead.',
  );
  expect(lines[2]).toMatch(/^The workflow sync is not running \(never started, or deleted\): no commit is/);
  expect(needsPerson(report)).toBe(true);
});

test('a head that is not fully applied, and a pause with what to do', () => {
  const sync = { ...QUIET.sync, syncedCommit: 'fedcba98765432', paused: true, pausedBy: 'ann' };
  const text = render({ ...QUIET, sync });
  expect(text).toContain('head     0123456789, last fully applied: fedcba9876\n');
  expect(text).toContain(
    '  Paused by ann. New commits are not processed until it is resumed.\n    Resume it: send the update resume to sync with {"by":"your name"}',
  );
});

test('a content problem has its place; those that do not fit are counted', () => {
  const refused = [
    { path: 'episodes/a.yaml', line: 3, column: 5, code: 'unknown-guest', message: 'guests[0]: x' },
  ];
  const report = { ...QUIET, sync: { ...QUIET.sync, refused, refusedCount: 4 } };
  expect(render(report)).toContain(
    ['    episodes/a.yaml:3:5 unknown-guest', '      guests[0]: x', '    and 3 more'].join('\n'),
  );
  expect(needsPerson(report)).toBe(true);
});

test('units by lane, granted units, and waiting workflows', () => {
  const quota = {
    day: '2026-11-21',
    perDay: 10_000,
    closed: false,
    reserve: 2000,
    resetsAt: '2026-11-22T08:00:00.000Z',
    spent: { live: 100, rewrite: 51 },
    granted: 49,
    waiters: [{ workflowId: 'x', lane: 'live' as const, atLeast: 1 }],
  };
  expect(render({ ...QUIET, quota })).toContain(
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

test('an episode that needs a person has the reason, the next step and a link', () => {
  const attention = { count: 2, episodes: [{ ...EPISODE, attention: 'edited:\ntitle' }] };
  const report = { ...QUIET, attention, uiUrl: 'http://ui' };
  expect(render(report)).toContain(
    [
      '2 episodes need a person',
      '  klustered/teams-1',
      '    Needs attention: edited: title',
      '    title  Teams',
      '    phase  upcoming',
      '    next   waiting for a commit',
      '    http://ui/namespaces/default/workflows/episode%2Fklustered%2Fteams-1',
      '  and 1 more',
    ].join('\n'),
  );
  expect(needsPerson(report)).toBe(true);
});

test('edited fields have both commands, ready to paste', () => {
  const episodes = [{ ...EPISODE, attention: 'edited', skippedFields: ['title', 'tags'] }];
  const text = render({ ...QUIET, attention: { count: 1, episodes } });
  for (const line of [
    'npx showrunner overwrite klustered/teams-1 --field title tags --by "your name"',
    'npx showrunner adopt klustered/teams-1 --field title tags --write',
    '{"fields":["title","tags"],"by":"your name"}',
  ])
    expect(text).toContain(line);
});

test('upcoming episodes are in columns', () => {
  const upcoming = { count: 2, episodes: [EPISODE, { ...EPISODE, episodeId: 'a', videoId: 'K72fOdbxXu8' }] };
  expect(render({ ...QUIET, upcoming })).toContain(
    [
      '  klustered/teams-1 upcoming  no video     waiting for a commit',
      '  a                 upcoming  K72fOdbxXu8  waiting for a commit',
    ].join('\n'),
  );
});

test('a commit that would remove many files has the update to send, and needs a person', () => {
  const commit = 'a'.repeat(40);
  const waits = { commit, subject: 'tidy up', orphaned: 21, of: 100, first: ['talks/one'] };
  const report: Report = { ...QUIET, sync: { ...QUIET.sync, blockedCommit: waits } };
  expect(needsPerson(report)).toBe(true);
  const text = render(report);
  expect(text).toContain(
    'Waiting for a decision: commit aaaaaaaaaa (tidy up) would leave 21 of 100 episodes without a file: talks/one and 20 more.',
  );
  expect(text).toContain(`send the update accept to sync with {"commit":"${commit}","by":"your name"}`);
});

test('what needs a person comes first', () => {
  const counts = { same: 1, behind: 0, edited: 0, vanished: 1, unknown: 0 };
  const startedAt = '2026-11-21T16:00:00.000Z';
  const vanished = [{ episodeId: 'a', videoId: 'v' }];
  const check = { startedAt, endedAt: startedAt, counts, units: 1, edited: [], vanished, unknown: [] };
  const drift = { paused: true, last: { ...check, workflowId: 'drift-1', knownUnknown: 0 } };
  const report: Report = { ...QUIET, drift };
  expect(needsPerson(report)).toBe(true);
  expect(render(report).split('\n').slice(0, 8)).toEqual([
    'drift-1',
    '  1 missing on YouTube. If it was deleted on purpose, remove the file or set kind: none; else correct youtube.videoId:',
    '    a: v',
    '  Compared the channel: finished 1 h ago, at 16:00 UTC, 1 unit.',
    '  videos: 1 same, 1 vanished',
    '  Next check: paused.',
    '',
    'sync',
  ]);
});

test('a token of another channel is the first line', () => {
  const message =
    'the token belongs to channel UC1 "Kim", academy.yaml names UC2: nothing is written. Do this.';
  const quota = {
    ...{
      day: '2026-11-21',
      perDay: 10_000,
      reserve: 2000,
      closed: false,
      resetsAt: '',
      spent: {},
      granted: 0,
    },
    waiters: [],
    stop: { reason: 'wrong-channel', message, since: NOW - 120_000, checkAt: NOW + 60_000 },
  };
  const report = { ...QUIET, quota, sync: { ...QUIET.sync, refusedCount: 1 } };
  const lines = render(report).split('\n');
  expect(lines[0]).toBe(message);
  expect(lines.join('\n')).toContain(
    `All writes are stopped: ${message} Since 2 min ago, at 16:58 UTC; checked again in 1 min`,
  );
  expect(needsPerson({ ...QUIET, quota })).toBe(true);
});
