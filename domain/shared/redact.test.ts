import { expect, it } from 'vitest';
import { hideSecret, redact } from './redact.ts';

it.each([
  ['https://TOKEN@host/a', 'https://(hidden)@host/a'],
  ['https://ada:s3cret@host/a', 'https://(hidden)@host/a'],
  ['http://x-access-token:abc@host', 'http://(hidden)@host'],
  ['redirect=https%3A%2F%2FTOKEN%40host%2Fa', 'redirect=https%3A%2F%2F(hidden)%40host%2Fa'],
  ['ssh://ada:s3cret@host/a', 'ssh://(hidden)@host/a'],
  ['https://host/a?private_token=abc&x=1', 'https://host/a?private_token=(hidden)&x=1'],
  ['https://host/a?token=abc', 'https://host/a?token=(hidden)'],
  ['Authorization: Basic YWRhOnMzY3JldA==', 'Authorization: Basic (hidden)'],
  ['the token ghp_0123456789abcdefghij0123456789abcdef is', 'the token (hidden) is'],
  ['glpat-0123456789abcdefghij', '(hidden)'],
  [
    'at https://discord.com/api/webhooks/12/ab-C_d?wait=true',
    'at https://discord.com/api/webhooks/(hidden)?wait=true',
  ],
  ['https://hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com/(hidden)'],
  ['whsec_c2VjcmV0c2VjcmV0', '(hidden)'],
  ['{"password":"s3cret","a":1}', '{"password":"(hidden)","a":1}'],
])('hides the secret in %s', (text, hidden) => {
  expect(redact(text)).toBe(hidden);
});

it.each([
  'https://www.youtube.com/@rawkode',
  'https://example.social/@ada and ada@example.org',
  'ssh://git@host/a',
  'git@host:a/b.git',
  'the password of ada',
])('leaves %s alone', (text) => {
  expect(redact(text)).toBe(text);
});

it('hides a known secret, unless it is as short as a word', () => {
  hideSecret('correct-horse');
  hideSecret('main');
  expect(redact('the branch main of correct-horse')).toBe('the branch main of (hidden)');
});

it('takes no longer for a text that is made to slow it down', () => {
  const texts = ['https://', 'https%3A%2F%2F', '//a:', 'Basic ', 'token='].map((one) =>
    one.repeat(Math.ceil(65_000 / one.length)),
  );
  const start = performance.now();
  for (const text of texts) redact(text);
  expect(performance.now() - start).toBeLessThan(5_000);
});
