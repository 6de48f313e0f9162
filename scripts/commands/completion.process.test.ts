import { execa } from 'execa';
import { expect, test } from 'vitest';
import { run } from '../../test/support/command.ts';

/** What bash offers for a command line; the last word is the one that is being typed. */
async function complete(script: string, ...words: readonly string[]): Promise<readonly string[]> {
  const shell = `eval "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _showrunner; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await execa('bash', ['-c', shell, 'bash', script, 'showrunner', ...words]);
  return stdout.split('\n');
}

test('bash completes commands, commands in groups, and flags', async () => {
  const { stdout } = await run('.', ['completion', 'bash']);
  expect(await complete(stdout, 'va')).toEqual(['validate']);
  expect(await complete(stdout, 'new', '')).toEqual(['episode', 'guest', 'block', '--help']);
  expect(await complete(stdout, 'new', 'episode', '--a')).toEqual(['--at']);
  expect(await complete(stdout, 'validate', 'file.yaml', '--js')).toEqual(['--json']);
  expect(await complete(stdout, '--ver')).toEqual(['--version']);
});

test.each(['zsh', 'fish'])(
  '%s gets every command with its help; apostrophes end no quotes',
  async (shell) => {
    const { stdout } = await run('.', ['completion', shell]);
    for (const word of ['validate', 'take-over', 'new', 'episode']) expect(stdout).toContain(word);
    expect(stdout).toContain('check the content and list every problem');
    expect(stdout.split('\n').filter((line) => (line.split("'").length - 1) % 2 === 1)).toEqual([]);
  },
);

test('another shell is refused with those there are', async () => {
  const ran = await run('.', ['completion', 'tcsh']);
  expect(ran).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Allowed choices are bash, zsh, fish.'),
  });
});
