import { expect, it } from 'vitest';
import { describeVersions } from './worker-builds.ts';

const NOW = 1_000_000_000;
const worker = (version: string, hash: string) => ({
  identity: `showrunner-${version}:7@host`,
  buildId: `${version}+${hash}`,
  lastAccessMs: NOW - 1000,
});
const current = worker('0.4.0', 'a');
const deployment = {
  knowsVersions: true,
  builds: [],
  current: current.buildId,
  pollers: [current, current],
};

it('says nothing while all is of one version, and once that the command is of another', () => {
  expect(describeVersions(deployment, '0.4.0', NOW)).toEqual([]);
  expect(describeVersions(deployment, '0.3.0', NOW)).toEqual([
    'this command is of version 0.3.0, the worker of 0.4.0: use the commands of 0.4.0',
  ]);
});

it('names each worker that gets no work, and none that ended', () => {
  const pollers = [current, worker('0.3.0', 'b')];
  expect(describeVersions({ ...deployment, pollers }, '0.4.0', NOW)).toEqual([
    'worker 7@host: 0.3.0+b, which gets no work: 0.4.0+a is current. Stop it, or see `npx showrunner workers`',
  ]);
  expect(describeVersions({ ...deployment, pollers }, '0.4.0', NOW + 100_000)).toEqual([]);
});
