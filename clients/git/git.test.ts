import { describe, expect, it } from 'vitest';
import { createEnvironment, translateError } from './git.ts';

describe('the environment of git', () => {
  it('leads to no other repository, and never prompts', () => {
    const environment = createEnvironment({
      GIT_DIR: '/elsewhere',
      GIT_INDEX_FILE: 'x',
      PAGER: 'less',
      HOME: '/home/ada',
    });
    expect(environment).toMatchObject({
      HOME: '/home/ada',
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'C',
    });
    expect(Object.keys(environment)).not.toContain('GIT_DIR');
    expect(Object.keys(environment)).not.toContain('GIT_INDEX_FILE');
    expect(Object.keys(environment)).not.toContain('PAGER');
  });

  it("keeps the operator's login settings", () => {
    expect(createEnvironment({})).toMatchObject({ GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' });
    const own = { GIT_SSH_COMMAND: 'ssh -i key', GIT_ASKPASS: '/bin/ask', GIT_CONFIG_GLOBAL: '/etc/git' };
    expect(createEnvironment(own)).toMatchObject(own);
  });
});

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
  ['error: something nobody has seen', 'git-failed', 'bug'],
])('translates "%s"', (message, fault, kind) => {
  expect(translateError(new Error(message), 'fetch')).toMatchObject({ fault, kind });
});

it('quotes the messages of a fetch, without its progress and passwords', () => {
  const said = 'remote: Counting objects: 100% (3/3), done.\nfatal: early EOF at https://ada:s3cret@x/a\n';
  expect(translateError(new Error(said), 'fetch').message).toBe(
    'git fetch: fatal: early EOF at https://(hidden)@x/a. Retried automatically; check the address and the network.',
  );
});
