import { expect, test } from 'vitest';
import type { EpisodeStatus } from '../../../contract/episode.ts';
import type { Report } from './read.ts';
import { needsPerson, renderReport } from './render.ts';

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
  next: 'waits for a commit',
  lastEvent: '',
  paused: false,
};

test('when nothing needs a person it is a few lines', () => {
  expect(renderReport(QUIET).split('\n')).toEqual([
    'head      0123456789, applied to every episode',
    'last      rewrite done',
    'Temporal  127.0.0.1:7233',
  ]);
  expect(needsPerson(QUIET)).toBe(false);
});

test('a head that is not fully applied, and a pause with what to do', () => {
  const sync = { ...QUIET.sync, syncedCommit: 'fedcba98765432', paused: true };
  expect(renderReport({ ...QUIET, sync })).toContain(
    '0123456789, last fully applied: fedcba9876; PAUSED, send the update `resume`',
  );
});

test('a content problem has its place; those that do not fit are counted', () => {
  const refused = [
    { path: 'episodes/a.yaml', line: 3, column: 5, code: 'unknown-guest', message: 'guests[0]: x' },
  ];
  const report = { ...QUIET, sync: { ...QUIET.sync, refused, refusedCount: 4 } };
  expect(renderReport(report)).toContain(
    ['  episodes/a.yaml:3:5  unknown-guest', '    guests[0]: x', '  and 3 more'].join('\n'),
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
  expect(renderReport({ ...QUIET, quota })).toContain(
    'units     200 of 10000 on 2026-11-21 (live 100, rewrite 51, granted 49), the last 2000 for live work; resets at 2026-11-22T08:00:00.000Z; 1 workflow waiting for quota',
  );
});

test('an open rewrite has its progress, pace, results with reasons, and what it waits for', () => {
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
  const renderWith = (more: Partial<typeof rewrite> & { waitingUntil?: string } = {}) =>
    renderReport({ ...QUIET, rewrite: { ...rewrite, ...more } });
  const head = 'rewrite/abc: [....................] 7 of 1200 episodes, 357 units';
  expect(renderWith()).toContain(
    [
      `rewrite   ${head}, 30.0/min, ends about 2026-11-22 08:00 UTC`,
      "4 written, 1 already right, 1 a person's edit kept, 1 failed",
      'failed: a/one: gone',
    ].join('\n          '),
  );
  expect(renderWith()).toContain('and 1 more in its details');
  expect(renderWith({ waitingUntil: 'T' })).toContain(
    `${head}, waiting for quota until T at the latest, ends about`,
  );
  expect(renderWith({ paused: true })).toContain(`${head}, PAUSED: send the update \`resume\``);
});

test('an episode that needs a person has the reason, the next step and a link', () => {
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

test('edited fields have both commands, ready to paste', () => {
  const episodes = [{ ...EPISODE, attention: 'edited', skippedFields: ['title', 'tags'] }];
  const text = renderReport({ ...QUIET, attention: { count: 1, episodes } });
  for (const line of [
    'npx showrunner overwrite klustered/teams-1 --field title tags --by "your name"',
    'npx showrunner adopt klustered/teams-1 --field title tags --write',
    '{"fields":["title","tags"],"by":"your name"}',
  ])
    expect(text).toContain(line);
});

test('upcoming episodes are in columns', () => {
  const upcoming = { count: 2, episodes: [EPISODE, { ...EPISODE, episodeId: 'a', videoId: 'K72fOdbxXu8' }] };
  expect(renderReport({ ...QUIET, upcoming })).toContain(
    [
      '  klustered/teams-1 upcoming  no video     waits for a commit',
      '  a                 upcoming  K72fOdbxXu8  waits for a commit',
    ].join('\n'),
  );
});

test('a commit that would remove many files has the update to send, and needs a person', () => {
  const commit = 'a'.repeat(40);
  const waits = { commit, subject: 'tidy up', orphaned: 21, of: 100, first: ['talks/one'] };
  const report: Report = { ...QUIET, sync: { ...QUIET.sync, blockedCommit: waits } };
  expect(needsPerson(report)).toBe(true);
  const text = renderReport(report);
  expect(text).toContain('waiting for a decision: aaaaaaaaaa tidy up\n');
  expect(text).toContain('21 of 100 episodes would lose their file: talks/one and 20 more');
  expect(text).toContain(
    `send the update \`accept\` to \`sync\` with {"commit":"${commit}","by":"your name"}`,
  );
});
