import type { DriftStatus } from '../../contract/drift.ts';
import type { EpisodeStatus } from '../../contract/episode.ts';
import type { QuotaStatus } from '../../contract/quota.ts';
import type { ReportBlock } from '../../contract/reports/block.ts';
import { describeDrift } from '../../contract/reports/drift.ts';
import { describeEpisode } from '../../contract/reports/episode.ts';
import { describeQuota } from '../../contract/reports/quota.ts';
import { describeRewrite } from '../../contract/reports/rewrite.ts';
import { describeStatistics } from '../../contract/reports/statistics.ts';
import { describeSync } from '../../contract/reports/sync.ts';
import type { PendingApprovalSummary, RewriteStatus } from '../../contract/rewrite.ts';
import type { StatisticsResult } from '../../contract/statistics.ts';
import type { SyncStatus } from '../../contract/sync.ts';
import { poison } from './hostile.ts';

const NOW = Date.parse('2026-11-29T16:48:00Z');

const OFFERS = {
  count: 9,
  shows: [
    { show: 'a', count: 4, first: ['a'] },
    { count: 5, first: ['a', 'b'] },
  ],
};

const INFO = {
  commit: 'c1',
  subject: 'Correct a guest',
  author: 'Ada',
  at: '2026-11-29T15:00:00Z',
  url: 'https://git.example/o/r/commit/c1',
};

export const FULL_EPISODE: EpisodeStatus = {
  episodeId: 'a/one',
  title: 'One',
  phase: 'upcoming',
  videoId: 'v1',
  commit: 'c1',
  pendingCommit: 'c2',
  seq: 1,
  next: 'checks again',
  videoPages: 'http://127.0.0.1:1/videos',
  commitInfo: INFO,
  pendingInfo: { ...INFO, commit: 'c2' },
  lastWrite: { what: 'wrote title', at: '2026-11-29T16:00:00Z', commit: 'c0' },
  lastLookAt: '2026-11-29T16:10:00Z',
  fileProblem: { place: 'episodes/a.yaml:1:2', message: 'expected a text' },
  lastEvent: 'written',
  attention: 'start the encoder',
  paused: true,
  pausedBy: 'ann',
  start: '2026-12-04T17:00:00Z',
  publishAt: '2026-12-05T17:00:00Z',
  asksForCreate: true,
  skippedFields: ['title', 'tags'],
  refusedSteps: [
    { step: 'thumbnail', message: 'no', since: '2026-11-29T16:00:00Z', nextTry: '2026-11-29T22:00:00Z' },
  ],
};

export const FULL_SYNC: SyncStatus = {
  head: 'c1',
  headInfo: INFO,
  syncedCommit: 'c0',
  seq: 1,
  refused: [{ path: 'episodes/a.yaml', line: 1, column: 2, code: 'wrong-type', message: 'expected a text' }],
  refusedCount: 4,
  orphaned: ['a'],
  orphans: [
    { episodeId: 'a', path: 'episodes/a.yaml', restore: 'git checkout c0 -- episodes/a.yaml', at: 1 },
  ],
  rewrite: 'rewrite/c1',
  paused: true,
  pausedBy: 'ann',
  blockedCommit: {
    commit: 'c1',
    subject: 'Remove all',
    author: 'Ada',
    url: 'https://git.example/o/r/commit/c1',
    orphaned: 3,
    of: 9,
    first: ['a', 'b'],
    identity: ['channelId changes'],
  },
  takeOvers: OFFERS,
  lastEvent: 'c1 Remove all: waits',
  decisions: { approved: 1, rejected: 2 },
  rewritePausedBy: 'ann',
  needs: [
    {
      reason: 'edited',
      count: 3,
      entries: [{ workflowId: 'episode/a', title: 'A', message: 'edited', since: 1, fields: ['title'] }],
    },
    {
      reason: 'broken',
      count: 1,
      entries: [{ workflowId: 'sync', message: 'expected a text', since: 1, place: 'episodes/a.yaml:1:2' }],
    },
  ],
};

const PENDING: PendingApprovalSummary = {
  checksum: 'abc123',
  episodes: 3,
  units: 1530,
  days: 1,
  exceeded: [{ name: 'episodes', found: 3, limit: 2 }],
  publishing: '1 from private to public (a)',
  first: ['a', 'b'],
  sampleDiffs: [{ field: 'description', episodes: 3, removed: ['old', ''], added: ['new'] }],
  since: { commit: 'c0', checksum: 'def456', added: 1, removed: 2, first: ['a'] },
};

export const FULL_REWRITE: RewriteStatus = {
  commitInfo: INFO,
  commit: 'c1',
  subject: 'Correct a guest',
  total: 9,
  done: 3,
  counts: {
    written: 2,
    unchanged: 1,
    edited: 0,
    deferred: 0,
    stalled: 0,
    failed: 1,
  } as RewriteStatus['counts'],
  units: 100,
  paused: true,
  pausedBy: 'ann',
  notes: ['a: failed'],
  written: [
    {
      ...{ episodeId: 'a', title: 'A', videoId: 'v1', did: 'wrote description' },
      changes: [{ field: 'description', removed: ['old'], added: ['new'], more: 1 }],
    },
  ],
  pending: PENDING,
  rejected: { ...PENDING, by: 'ann' },
  base: 'c0',
};

const FULL_DRIFT: DriftStatus = {
  commit: 'c1',
  problem: 'YouTube did not answer',
  startedAt: '2026-11-29T16:10:00.000Z',
  endedAt: '2026-11-29T16:18:00.000Z',
  counts: { same: 9, behind: 1, edited: 2, vanished: 1, unknown: 1, 'not-ours': 4, observed: 1 },
  units: 1,
  edited: [
    { episodeId: 'a', fields: ['title', 'visibility'] },
    { episodeId: 'b', fields: ['marker'] },
  ],
  vanished: [{ episodeId: 'a', videoId: 'v1' }],
  named: [{ episodeId: 'a', language: 'de', what: 'former-name', guest: 'guests/a.yaml' }],
  unknown: [{ videoId: 'v1', marker: 'b' }],
  knownUnknown: 1,
  notOurs: {
    same: 1,
    differ: [
      { episodeId: 'a', fields: ['title'] },
      { episodeId: 'b', fields: ['title'], manage: 'observe' },
    ],
    offers: OFFERS,
  },
  observed: [{ episodeId: 'a', fields: ['title'] }],
  held: ['a'],
  scheduled: [{ episodeId: 'a', publishAt: '2026-12-05T17:00:00Z' }],
};

export const FULL_QUOTA: QuotaStatus = {
  day: '2026-11-29',
  perDay: 10_000,
  closed: true,
  stop: { reason: 'wrong-channel', message: 'the token belongs to "Other"', since: 1, checkAt: 2 },
  thumbnails: { count: 9, first: ['a', 'b', 'c'], since: 1, checkAt: 2 },
  reserve: 2000,
  resetsAt: '2026-11-30T08:00:00.000Z',
  spent: { live: 100, lost: 50 },
  granted: 51,
  waiters: [{ workflowId: 'rewrite/x', lane: 'rewrite', atLeast: 52 }],
};

/** Addresses that we make ourselves. */
const PAGES = ['url', 'videoPages'];

/** Every report with all that it can show, in which everything that is a text is `text`. */
export const describeEverything = (
  text: string,
): readonly (readonly [name: string, blocks: readonly ReportBlock[]])[] => [
  ['episode', describeEpisode(poison(FULL_EPISODE, text, PAGES), NOW)],
  ['episode not ours', describeEpisode({ ...poison(FULL_EPISODE, text, PAGES), whose: 'not-ours' }, NOW)],
  ['sync', describeSync(poison(FULL_SYNC, text, ['reason', ...PAGES]), NOW)],
  ['rewrite', describeRewrite(poison(FULL_REWRITE, text, PAGES), NOW)],
  ['take-over', describeRewrite(poison({ ...FULL_REWRITE, pending: TAKE_OVER }, text, PAGES), NOW)],
  ['drift', describeDrift(poison(FULL_DRIFT, text, ['manage']), NOW)],
  ['drift of markers', describeDrift({ ...poison(FULL_DRIFT, text), waitingUntil: text }, NOW)],
  ['quota', describeQuota(poison(FULL_QUOTA, text), NOW)],
  ['statistics', describeStatistics({ ...poison(FULL_STATISTICS, text, ['day']) })],
];

const FULL_STATISTICS: StatisticsResult = {
  status: 'kept',
  day: '2026-11-30',
  shows: [{ videos: 2, views: 1, likes: 1 }],
  detail: 'the numbers of 2 videos are kept in a folder',
};

const TAKE_OVER: PendingApprovalSummary = { ...PENDING, takeOver: { title: 1, publishes: 2 } };
