import { expect, test } from 'vitest';
import type { EpisodeStatus } from '../../contract/episode.ts';
import type { Report } from './read.ts';
import { needsPerson, renderReport } from './render.ts';

const NOBODY = { count: 0, episodes: [] };
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
  attention: NOBODY,
  upcoming: NOBODY,
};
const EPISODE: EpisodeStatus = {
  episodeId: 'klustered/teams-1',
  title: 'Teams',
  phase: 'upcoming',
  seq: 1,
  next: 'waits for a commit',
  lastEvent: '',
  paused: false,
};

test('all is quiet: a few lines, and nobody is needed', () => {
  expect(renderReport(QUIET).split('\n')).toEqual([
    'head      0123456789, settled: every episode answered for it',
    'last      rewrite done',
    'Temporal  127.0.0.1:7233',
  ]);
  expect(needsPerson(QUIET)).toBe(false);
});

test('behind and paused is told, with the way on', () => {
  const sync = { ...QUIET.sync, syncedCommit: 'fedcba98765432', paused: true };
  expect(renderReport({ ...QUIET, sync })).toContain(
    '0123456789, settled fedcba9876; PAUSED, send the update `resume`',
  );
});

test('a refusal is told with its place, those that do not fit are counted', () => {
  const refused = [
    { path: 'episodes/a.yaml', line: 3, column: 5, code: 'unknown-guest', message: 'guests[0]: x' },
  ];
  const report = { ...QUIET, sync: { ...QUIET.sync, refused, refusedCount: 4 } };
  expect(renderReport(report)).toContain(
    ['  episodes/a.yaml:3:5  unknown-guest', '    guests[0]: x', '  and 3 more'].join('\n'),
  );
  expect(needsPerson(report)).toBe(true);
});

test('units by lane, what is granted, and who waits', () => {
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
  expect(renderReport({ ...QUIET, quota })).toContain(
    'units     200 of 10000 on 2026-11-21 (live 100, rewrite 51, granted 49), the last 2000 for live work; reset 2026-11-22T08:00:00.000Z; 1 workflow waiting',
  );
});

test('an open rewrite tells its progress, its pace, each verdict and why, and what it waits for', () => {
  const counts = { written: 4, unchanged: 1, edited: 1, deferred: 0, stalled: 0, failed: 1, missed: 0 };
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
  const told = (more: Partial<typeof rewrite> & { waitingUntil?: string } = {}) =>
    renderReport({ ...QUIET, rewrite: { ...rewrite, ...more } });
  const head = 'rewrite/abc: [....................] 7 of 1200 episodes, 357 units';
  expect(told()).toContain(
    [
      `rewrite   ${head}, 30.0/min, ends about 2026-11-22 08:00 UTC`,
      "4 written, 1 already right, 1 a person's edit kept, 1 failed",
      'failed: a/one: gone',
    ].join('\n          '),
  );
  expect(told()).toContain('and 1 more reasons in its details');
  expect(told({ waitingUntil: 'T' })).toContain(`${head}, waits for units until T at the latest, ends about`);
  expect(told({ paused: true })).toContain(`${head}, PAUSED: send the update \`resume\``);
});

test('who needs a person has the reason, the next step and the page to open', () => {
  const attention = { count: 2, episodes: [{ ...EPISODE, attention: 'edited:\ntitle' }] };
  const report = { ...QUIET, attention, uiUrl: 'http://ui' };
  expect(renderReport(report)).toContain(
    [
      'needs a person: 2 episodes',
      '  klustered/teams-1: edited:',
      '    title',
      '    Next: waits for a commit',
      '    http://ui/namespaces/default/workflows/episode%2Fklustered%2Fteams-1',
      '  and 1 more',
    ].join('\n'),
  );
  expect(needsPerson(report)).toBe(true);
});

test("a person's edits are told with both answers, ready to paste", () => {
  const episodes = [{ ...EPISODE, attention: 'edited', skippedFields: ['title', 'tags'] }];
  const text = renderReport({ ...QUIET, attention: { count: 1, episodes } });
  for (const answer of [
    'npx showrunner overwrite klustered/teams-1 --field title tags --by "your name"',
    'npx showrunner adopt klustered/teams-1 --field title tags --write',
    '{"fields":["title","tags"],"by":"your name"}',
  ])
    expect(text).toContain(answer);
});

test('what is upcoming stands in columns', () => {
  const upcoming = { count: 2, episodes: [EPISODE, { ...EPISODE, episodeId: 'a', videoId: 'K72fOdbxXu8' }] };
  expect(renderReport({ ...QUIET, upcoming })).toContain(
    [
      '  klustered/teams-1 upcoming  no video     waits for a commit',
      '  a                 upcoming  K72fOdbxXu8  waits for a commit',
    ].join('\n'),
  );
});
