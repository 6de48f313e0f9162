import { expect, test } from 'vitest';
import { decideCurrent, type VersionFacts } from './decide.ts';

const NOW = 1_000_000_000;
const OURS = '0.3.0+bbbbbbbb';

const decide = (current: string | undefined, given: Partial<VersionFacts> = {}) =>
  decideCurrent({
    ours: OURS,
    isOwnServer: false,
    policy: 'forward',
    isWithdrawn: false,
    now: NOW,
    deployment: {
      knowsVersions: true,
      builds: [],
      pollers: [],
      ...(current === undefined ? {} : { current }),
    },
    ...given,
  });
const running = (current: string, agoMs = 60_000) => ({
  current,
  knowsVersions: true,
  builds: [current],
  pollers: [{ identity: 'a', buildId: current, lastAccessMs: NOW - agoMs }],
});

test('the first version, and a newer one, take over', () => {
  expect(decide(undefined)).toEqual({
    kind: 'become',
    text: `worker version ${OURS} is current from now on`,
  });
  expect(decide('0.2.9+aaaaaaaa', { deployment: running('0.2.9+aaaaaaaa') })).toEqual({
    kind: 'become',
    text: `worker version ${OURS} is current from now on, after 0.2.9+aaaaaaaa`,
  });
  expect(decide(OURS)).toEqual({ kind: 'current' });
});

test('an older one, and one that an operator stepped back from, stand by', () => {
  expect(decide('0.4.0+aaaaaaaa')).toEqual({
    kind: 'stand-by',
    text: `this worker, ${OURS}, gets no work: the newer 0.4.0+aaaaaaaa is current. Stop it, or make it current with \`npx showrunner workers --make-current ${OURS}\`; docs/upgrade.md`,
  });
  expect(decide('0.2.0+aaaaaaaa', { isWithdrawn: true })).toMatchObject({
    kind: 'stand-by',
    text: expect.stringContaining('an operator stepped back from it, and 0.2.0+aaaaaaaa is current'),
  });
  expect(decide(undefined, { isWithdrawn: true }).text).toContain('workers without a version get the work');
  expect(decide('blue').kind).toBe('stand-by');
});

test('other code of the same version waits until the workers of the current one have ended', () => {
  const other = '0.3.0+aaaaaaaa';
  const waiting = decide(other, { deployment: running(other) });
  expect(waiting.kind).toBe('wait');
  expect(waiting.text).toContain(`${other}, the same version with other code, is current and running`);
  expect(decide(other, { deployment: running(other, 100_000) }).kind).toBe('become');
  const { pollers } = running(OURS);
  expect(
    decide(other, { deployment: { current: other, knowsVersions: true, builds: [], pollers } }).kind,
  ).toBe('become');
});

test('on a server of its own the worker that starts is current, and a step back is said', () => {
  const own = { isOwnServer: true };
  expect(decide(undefined, own)).toEqual({ kind: 'become' });
  const other = '0.3.0+aaaaaaaa';
  expect(decide(other, { ...own, deployment: running(other) })).toEqual({ kind: 'become' });
  expect(decide('0.4.0+aaaaaaaa', own)).toEqual({
    kind: 'become',
    text: expect.stringMatching(/^stepping back from 0\.4\.0 to 0\.3\.0: /),
  });
});

test('with SHOWRUNNER_WORKER_VERSIONS=operator only an operator decides', () => {
  for (const current of [undefined, '0.2.0+aaaaaaaa'])
    expect(decide(current, { policy: 'operator', isOwnServer: true }).kind).toBe('stand-by');
  expect(decide(OURS, { policy: 'operator' }).kind).toBe('current');
});
