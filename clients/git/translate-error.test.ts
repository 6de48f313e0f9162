import { expect, it } from 'vitest';
import { translateError } from './translate-error.ts';

it.each([
  ['Error: spawn git ENOENT', 'no-git', 'stall'],
  ["fatal: detected dubious ownership in repository at '/srv'", 'not-trusted', 'stall'],
  ['fatal: not a git repository (or any of the parent directories): .git', 'not-a-repository', 'stall'],
  ["fatal: could not read Username for 'https://x': terminal prompts disabled", 'refused', 'stall'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 403", 'refused', 'stall'],
  [
    'git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    'refused',
    'stall',
  ],
  ["fatal: unable to access 'https://x/': Could not resolve host: x", 'unreachable', 'wait'],
  ['ssh: connect to host x port 22: Connection timed out', 'unreachable', 'wait'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 503", 'unreachable', 'wait'],
  ["fatal: transport 'ext' not allowed", 'refused', 'stall'],
  ['error: something unknown', 'git-failed', 'bug'],
])('translates "%s"', (message, fault, kind) => {
  expect(translateError(new Error(message), 'fetch')).toMatchObject({ fault, kind });
});

it('quotes the messages of a fetch, without its progress and passwords', () => {
  const said = 'remote: Counting objects: 100% (3/3), done.\nfatal: early EOF at https://ada:s3cret@x/a\n';
  expect(translateError(new Error(said), 'fetch').message).toBe(
    'git fetch: fatal: early EOF at https://(hidden)@x/a. Retried automatically; check the address and the network.',
  );
});

it('hides a token whatever surrounds it, and cuts what a server sends without end', () => {
  const said = `remote: ${'x'.repeat(5_000)}\nfatal: unable to access 'https://ghs_0123456789abcdef0123@x/a/'`;
  const { message } = translateError(new Error(said), 'fetch');
  expect(message.length).toBeLessThan(2_200);
  expect(message).not.toContain('ghs_');
});
