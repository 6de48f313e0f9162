import { expect, test } from 'vitest';
import { Failure } from '../domain/shared/failure.ts';
import { fine, unknown } from '../domain/shared/finding.ts';
import { createChecks } from './checks.ts';

const LIMITS = { checkMs: 100, totalMs: 150 };
const never = (): Promise<never> => new Promise(() => undefined);
const fail = (error: unknown) => (): Promise<never> => Promise.reject(error);

test('what a check found is recorded with its time, and what later checks need is returned', async () => {
  const checks = createChecks();
  const value = await checks.run({
    name: 'git',
    late: '',
    run: async () => ({ verdicts: [fine('2.47')], value: 5 }),
  });
  checks.add('token-age', unknown('not known'));
  expect(value).toBe(5);
  expect(checks.findings).toEqual([
    { check: 'git', state: 'fine', text: '2.47', ms: expect.any(Number) },
    { check: 'token-age', state: 'unknown', text: 'not known', ms: 0 },
  ]);
});

test('one that hangs ends after its own time, one after another within the time of all, and is aborted', async () => {
  const checks = createChecks(LIMITS);
  const startedAt = performance.now();
  const signals: AbortSignal[] = [];
  for (const name of ['first', 'second', 'third']) {
    const run = (signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return never();
    };
    expect(await checks.run({ name, late: 'Google does not answer', run })).toBeUndefined();
  }
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  expect(checks.findings[0]).toMatchObject({
    state: 'warning',
    text: 'Google does not answer within 0.1 s',
  });
  expect(checks.findings).toHaveLength(3);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});

test('what passes by itself is a warning without a promise to repeat it; all else is a problem without secrets', async () => {
  const checks = createChecks();
  const wait = {
    kind: 'wait',
    reason: 'x',
    message: 'YouTube is away (503). Retried automatically.',
    outcome: 'not-sent',
  } as const;
  await checks.run({ name: 'a', late: '', run: fail(new Failure(wait)) });
  await checks.run({ name: 'b', late: '', run: fail(new Failure({ ...wait, stopsGrants: true })) });
  await checks.run({ name: 'c', late: '', run: fail(new Error('refused: refresh_token=abcdef')) });
  await checks.run({ name: 'd', late: '', run: fail(undefined) });
  expect(checks.findings.map(({ state, text }) => [state, text])).toEqual([
    ['warning', 'YouTube is away (503); try again later'],
    ['problem', 'YouTube is away (503). Retried automatically.'],
    ['problem', 'refused: refresh_token=(hidden)'],
    ['problem', 'undefined'],
  ]);
});
