import { Command } from 'commander';
import { expect, test } from 'vitest';
import { defineCommand } from './command.ts';

type Values = {
  readonly first: string;
  readonly rest: readonly string[];
  readonly format: 'text' | 'github' | undefined;
  readonly guest: readonly string[] | undefined;
  readonly dryRun: true | undefined;
  readonly color: boolean;
};

/** Parses a command line with a command that has a flag of each kind. */
async function parse(...words: readonly string[]): Promise<Values> {
  const parsed: Values[] = [];
  const configure = defineCommand({
    arguments: { '<first>': 'one', '[rest...]': 'any number' },
    flags: {
      '--format <text|github>': 'a choice',
      '--guest <id...>': 'a list',
      '--dry-run': 'a switch',
      '--no-color': 'a switch that is on',
    },
    run: async (values) => {
      parsed.push(values satisfies Values);
      return undefined;
    },
  });
  const command = new Command('test').exitOverride().configureOutput({ writeErr: () => undefined });
  configure(command, {});
  await command.parseAsync([...words], { from: 'user' });
  const [values] = parsed;
  if (values === undefined) throw new Error('the command did not run');
  return values;
}

test('values have the names of arguments and flags', async () => {
  expect(await parse('a', 'b', 'c', '--format', 'github', '--guest', 'x', 'y', '--dry-run')).toEqual({
    first: 'a',
    rest: ['b', 'c'],
    format: 'github',
    guest: ['x', 'y'],
    dryRun: true,
    color: true,
  });
  expect(await parse('a', '--no-color')).toEqual({ first: 'a', rest: [], color: false });
});

test('a value that is not one of the choices is refused with the choices', async () => {
  await expect(parse('a', '--format', 'svg')).rejects.toThrow(
    "option '--format <text|github>' argument 'svg' is invalid. Allowed choices are text, github.",
  );
});
