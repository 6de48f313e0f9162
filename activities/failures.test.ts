import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { expect, test } from 'vitest';
import { Failure } from '../domain/shared/failure.ts';
import { redact } from '../domain/shared/redact.ts';
import { toApplicationFailure } from './failures.ts';

const wait = new Failure({
  kind: 'wait',
  reason: 'quotaExceeded',
  message: 'videos.update: used up',
  outcome: 'not-applied',
  retryAfterMs: 5000,
  exhausted: true,
});

test('carries what the workflow decides by, and what was spent', () => {
  const translated = toApplicationFailure(wait, 51);
  expect(translated).toBeInstanceOf(ApplicationFailure);
  expect(translated).toMatchObject({ message: 'videos.update: used up', type: 'wait', nonRetryable: true });
  expect(translated.details).toEqual([
    { spent: 51, reason: 'quotaExceeded', outcome: 'not-applied', retryAfterMs: 5000, quotaExceeded: true },
  ]);
});

test('only waiting is benign', () => {
  const stall = new Failure({ kind: 'stall', reason: 'forbidden', message: 'no', outcome: 'not-applied' });
  expect(toApplicationFailure(wait, 0).category).toBe(ApplicationFailureCategory.BENIGN);
  expect(toApplicationFailure(stall, 0).category).not.toBe(ApplicationFailureCategory.BENIGN);
});

test('an untranslated error is a bug of unknown outcome, with its place', () => {
  const translated = toApplicationFailure(new TypeError('x is not a function'), 50);
  expect(translated).toMatchObject({
    type: 'bug',
    message: 'TypeError: x is not a function',
    nonRetryable: true,
  });
  expect(translated.details).toEqual([{ spent: 50, reason: 'TypeError', outcome: 'unknown' }]);
  expect(translated.stack).toContain('failures.test.ts');
  expect(toApplicationFailure('thrown text', 0).message).toContain('thrown text');
});

test('drops the cause and the configuration of a request', () => {
  const error = Object.assign(
    new Error('failed with Bearer ya29.abc', { cause: new Error('secret cause') }),
    {
      config: { headers: { authorization: 'Bearer ya29.abc' } },
    },
  );
  const translated = toApplicationFailure(error, 1);
  expect(translated.cause).toBeUndefined();
  expect(JSON.stringify([translated, translated.message, translated.stack])).not.toMatch(
    /ya29|secret cause|config/,
  );
});

test('an ApplicationFailure stays as it is', () => {
  const made = ApplicationFailure.create({ message: 'made elsewhere' });
  expect(toApplicationFailure(made, 1)).toBe(made);
});

test.each([
  ['Authorization: Bearer ya29.a0Af_b-c', 'Authorization: Bearer (hidden)'],
  ['refresh_token=1%2F%2Fabc&x=1', 'refresh_token=(hidden)&x=1'],
  ['{"client_secret": "s3cret"}', '{"client_secret": "(hidden)"}'],
  ['token 1//0abcdefghijk was', 'token (hidden) was'],
  ['ya29.abc-def', '(hidden)'],
  ['GOCSPX-abc', '(hidden)'],
  ['/callback?code=4/0Ab&state=1', '/callback?code=(hidden)&state=1'],
  ['https://user:pass@example.org/x', 'https://(hidden)@example.org/x'],
])('hides %s', (text, safe) => {
  expect(redact(text)).toBe(safe);
});

test('leaves ordinary text alone', () => {
  const text =
    'videos.update: YouTube refused (400 invalidTitle: "code: 400, see https://example.org/a?b=c")';
  expect(redact(text)).toBe(text);
});
