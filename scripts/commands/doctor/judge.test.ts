import { expect, test } from 'vitest';
import type { WorkerPoller } from '../../../config/deployment.ts';
import { createWorkerIdentity } from '../../../config/worker-identity.ts';
import { SEARCH_ATTRIBUTES } from '../../../contract/search-attributes.ts';
import { TYPE_NUMBERS } from '../../../tools/temporal/namespace.ts';
import { judgeAcademy } from './check-content.ts';
import { judgeDisk, judgeGit, judgeNode } from './check-machine.ts';
import { judgeWriteBack } from './check-write-back.ts';
import { judgeAttributes, judgeQuota, judgeWorkers } from './judge-temporal.ts';

test.each([
  ['20.19.0', 'fine'],
  ['20.20.2', 'fine'],
  ['22.1.0', 'fine'],
  ['20.9.0', 'problem'],
  ['18.20.8', 'problem'],
])('Node %s: %s', (node, state) => {
  expect(judgeNode(node, '20.19.0').state).toBe(state);
});

test.each([
  ['git version 2.47.1\n', 'fine'],
  ['git version 2.39.5 (Apple Git-154)\n', 'fine'],
  ['git version 2.32\n', 'fine'],
  ['git version 2.30.2\n', 'problem'],
  ['hg 6.1\n', 'warning'],
])('%j: %s', (answer, state) => {
  expect(judgeGit(answer).state).toBe(state);
});

test.each([
  [5000, 'fine'],
  [1000, 'warning'],
  [100, 'problem'],
])('%d MB on the disk: %s', (megabytes, state) => {
  expect(judgeDisk(megabytes * 1024 * 1024)).toMatchObject({
    state,
    text: expect.stringContaining(' MB free'),
  });
});

test('academy.yaml: what the checks of the channel need, or its first problem with its line', () => {
  const text = 'name: A\nchannelId: UCshowrunnerlocal0000000\nmanage: observe\nstreams: { main: Encoder }\n';
  expect(judgeAcademy(text)).toEqual({
    verdicts: [{ state: 'fine', text: 'A, manage: observe' }],
    value: { channelId: 'UCshowrunnerlocal0000000', streams: { main: 'Encoder' } },
  });
  const { verdicts, value } = judgeAcademy('name: A\nchannelID: UC\nmanage: none\n');
  expect(value).toBeUndefined();
  expect(verdicts).toMatchObject([
    {
      state: 'problem',
      text: expect.stringMatching(/^line \d: .*, and \d more: run `npx showrunner validate`$/),
    },
  ]);
});

const TYPES = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, TYPE_NUMBERS[type]] as const);

test('search attributes: all, some missing with the command that adds them, and one of another type', () => {
  expect(judgeAttributes(new Map(TYPES), 'x')).toMatchObject({ state: 'fine' });
  const some = TYPES.filter(([name]) => name !== 'Reason' && name !== 'StartsAt');
  expect(judgeAttributes(new Map(some), 'x')).toEqual({
    state: 'warning',
    text: 'Reason, StartsAt missing: a worker that may add them does so at its start; else run `temporal operator search-attribute create --namespace x --name Reason --type KeywordList --name StartsAt --type Datetime`',
  });
  expect(judgeAttributes(new Map([...TYPES, ['Show', 1]]), 'x')).toMatchObject({
    state: 'problem',
    text: expect.stringContaining('has Show with another type than Keyword'),
  });
});

const AT = { taskQueue: 'showrunner', version: '0.3.0', now: 1_000_000_000 };
const seen = (identity: string, agoMs = 1000, buildId?: string) => ({
  identity,
  lastAccessMs: AT.now - agoMs,
  ...(buildId === undefined ? {} : { buildId }),
});
const deployed = (pollers: readonly WorkerPoller[], current?: string) => ({
  knowsVersions: true,
  builds: [],
  pollers,
  ...(current === undefined ? {} : { current }),
});

test('workers: none, one that ended, ours, and others', () => {
  const none = [
    {
      state: 'warning',
      text: 'no worker polls the task queue showrunner: start one with `npx showrunner start`',
    },
  ];
  expect(judgeWorkers(deployed([]), AT)).toEqual(none);
  expect(judgeWorkers(deployed([seen(createWorkerIdentity('0.3.0'), 180_000)]), AT)).toEqual(none);
  const workers = [createWorkerIdentity('0.3.0'), 'showrunner-0.4.0:1@b', '1@a'].map((one) => seen(one));
  expect(judgeWorkers(deployed(workers), AT).map(({ state, text }) => `${state}: ${text}`)).toEqual([
    'fine: version 0.3.0',
    'warning: version 0.4.0, this is 0.3.0: run the same everywhere',
    'warning: 1@a does not say its version, so it is older than 0.3.0: restart it with 0.3.0',
  ]);
});

test('workers of which only some, or none, are of the current build', () => {
  const ours = seen(createWorkerIdentity('0.3.0'), 1000, '0.3.0+a');
  const old = seen('showrunner-0.2.9:1@b', 1000, '0.2.9+b');
  const say = (pollers: readonly WorkerPoller[], current?: string) =>
    judgeWorkers(deployed(pollers, current), AT).map(({ state, text }) => `${state}: ${text}`);
  const idle =
    'warning: 0.2.9+b, which gets no work: 0.3.0+a is current. Stop it, or see `npx showrunner workers`';
  expect(say([ours, old], '0.3.0+a')).toEqual(['fine: version 0.3.0+a', idle]);
  expect(say([old], '0.3.0+a')).toEqual([
    'problem: 0.3.0+a is current, and no worker of it runs, so nothing is done; running: 0.2.9+b. Start a worker of 0.3.0, or make the other one current with `npx showrunner workers --make-current 0.2.9+b`; docs/upgrade.md',
    idle,
  ]);
  expect(say([ours])[0]).toMatch(/^problem: only workers without a version get work, and none runs/);
});

const QUOTA = {
  day: '2026-11-30',
  perDay: 10_000,
  reserve: 2000,
  closed: false,
  resetsAt: '2026-12-01T08:00:00Z',
  spent: { live: 51, rewrite: 1000 },
  granted: 49,
  waiters: [],
};
const NOW = Date.parse('2026-12-01T03:00:00Z');

test('the quota: what is used, gone, or stopped', () => {
  const used = '1,100 of 10,000 units used today, reset in 5 h';
  expect(judgeQuota(QUOTA, NOW)).toEqual({ state: 'fine', text: used });
  expect(judgeQuota({ ...QUOTA, closed: true }, NOW)).toMatchObject({
    state: 'warning',
    text: expect.stringContaining(`${used}: YouTube says`),
  });
  const stop = { reason: 'invalid_grant', message: 'consent again', since: NOW, checkAt: NOW };
  expect(judgeQuota({ ...QUOTA, stop }, NOW)).toEqual({
    state: 'problem',
    text: 'no units are granted: consent again',
  });
});

test.each([
  [undefined, undefined, /^fine: .* to the followed branch$/],
  ['branch', undefined, /^fine: .* to the followed branch$/],
  ['showrunner/ids', undefined, /^fine: .* to showrunner\/ids$/],
  [undefined, 'No.', /^fine: we may not push/],
  ['branch', 'No.', /^problem: SHOWRUNNER_WRITE_BACK=branch, and we may not push: No\. /],
])('write-back to %s, refusal %s', (writeBack, refusal, says) => {
  const { state, text } = judgeWriteBack(writeBack, refusal);
  expect(`${state}: ${text}`).toMatch(says);
});
