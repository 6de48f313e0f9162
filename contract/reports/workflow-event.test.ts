import { expect, test } from 'vitest';
import type { WorkflowEvent } from '../workflow-event.ts';
import { describeWorkflowEvent } from './workflow-event.ts';

const NOW = Date.parse('2026-11-30T17:00:00Z');
const commit = '427e1b36915fe0000';
const taken = { event: 'commit', commit, subject: 'Correct Ada', usable: true, orphaned: [] } as const;
const need = { event: 'need', workflowId: 'episode/a/b' } as const;

const LINES: readonly (readonly [WorkflowEvent, string])[] = [
  [
    { ...taken, author: 'Jo', direct: 1, indirect: 3000 },
    'commit 427e1b3691 "Correct Ada" by Jo: 1 episode by their own file, 3,000 episodes through a shared file',
  ],
  [{ ...taken, direct: 0, indirect: 0 }, 'commit 427e1b3691 "Correct Ada": changes no episode'],
  [
    { ...taken, direct: 0, indirect: 0, orphaned: ['a', 'b', 'c', 'd', 'e'] },
    'commit 427e1b3691 "Correct Ada": without a file now: a, b, c and 2 more',
  ],
  [
    { ...taken, direct: 0, indirect: 18, compares: true },
    'commit 427e1b3691 "Correct Ada": 18 episodes compared with YouTube',
  ],
  [
    { ...taken, usable: false, direct: 0, indirect: 0 },
    'commit 427e1b3691 "Correct Ada": cannot be used, and nothing of it is done',
  ],
  [{ event: 'synced', commit, needs: 0 }, 'commit 427e1b3691: done'],
  [
    { event: 'synced', commit, needs: 2 },
    'commit 427e1b3691: done but for 2, which need you: npx showrunner status',
  ],
  [
    { ...need, reason: 'overdue', message: 'start the encoder' },
    'a/b: needs you (overdue): start the encoder',
  ],
  [
    {
      ...need,
      workflowId: 'sync',
      reason: 'broken',
      place: 'guests/ada.yaml:2:1',
      message: 'unknown-key: x',
    },
    'guests/ada.yaml:2:1: needs you (broken): unknown-key: x',
  ],
  [
    { ...need, reason: 'edited', message: 'title', more: 26 },
    'and 26 more need you (edited): npx showrunner status',
  ],
  [
    { event: 'cured', workflowId: 'sync', reason: 'broken', place: 'guests/ada.yaml' },
    'guests/ada.yaml: valid again',
  ],
  [{ event: 'cured', workflowId: 'quota', reason: 'credentials' }, 'quota: the credentials work again'],
  [{ event: 'cured', workflowId: 'episode/a/b', reason: 'edited' }, 'a/b: no longer needs you (edited)'],
  [
    { event: 'decided', workflowId: 'rewrite/427e1b3691', decision: '31 episodes approved by Jo' },
    'rewrite/427e1b3691: 31 episodes approved by Jo',
  ],
  [{ event: 'live', episodeId: 'a/b', videoId: 'v' }, 'a/b: live (video v)'],
  [{ event: 'ended', episodeId: 'a/b', videoId: 'v' }, 'a/b: the stream has ended'],
  [
    { event: 'no-units', lane: 'rewrite', until: '2026-12-01T08:00:00Z', closed: false },
    'units: too few left today for rewrites and checks that wait (the reserve is for live work); more in 15 h, at 08:00 UTC',
  ],
  [
    { event: 'no-units', lane: 'live', until: '2026-12-01T08:00:00Z', closed: true },
    "units: YouTube says that today's are used up; more in 15 h, at 08:00 UTC",
  ],
  [{ event: 'units-again', perDay: 10_000 }, 'units: a new day, 10,000 units; what waited goes on'],
];

test.each(LINES)('%j', (reported, line) => {
  expect(describeWorkflowEvent(reported, NOW)).toBe(line);
});
