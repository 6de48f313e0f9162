import { expect, test } from 'vitest';
import { describeDifferences } from './differences.ts';

const NOW = 1_000_000_000;
const worker = (identity: string, agoMs = 1000) => ({ identity, lastAccessMs: NOW - agoMs });
const say = (identities: readonly string[], serverVersion = '1.31.2') =>
  describeDifferences({
    deployment: { knowsVersions: true, builds: [], pollers: identities.map((one) => worker(one)) },
    version: '0.3.0',
    serverVersion,
    now: NOW,
  });

test('says nothing of workers of its version and a server that is new enough', () => {
  expect(say(['showrunner-0.3.0:7@host'])).toEqual([]);
  expect(say([], '1.40.0')).toEqual([]);
  expect(say([], 'of our own')).toEqual([]);
});

test('names other workers, and an older server', () => {
  expect(say(['showrunner-0.4.0:7@host', '9@old'], '1.27.3')).toEqual([
    'this worker is of version 0.3.0; running, too: 0.4.0 (7@host), 0.2.0 or older (9@old). Stop those after the upgrade',
    'the Temporal server is 1.27.3, older than 1.31.0, with which Showrunner is tested: upgrade it',
  ]);
});
