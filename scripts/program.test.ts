import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';

const program = createProgram({ env: {} });
const listAll = (command: Command): readonly Command[] =>
  command.commands.flatMap((one) => [one, ...listAll(one)]);
const nameOf = (command: Command): string =>
  command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim();
const verbs = listAll(program).map((command) => [nameOf(command), command] as const);

test('--help names every verb with what it does', () => {
  const help = program.helpInformation();
  const missing = program.commands.filter(
    (command) =>
      !help.includes(command.name()) || (command.description() === '' && command.commands.length === 0),
  );
  expect(missing.map(nameOf)).toEqual([]);
  expect(verbs.map(([name]) => name)).toContain('thumbnail');
});

test.each(verbs)('%s --help explains every option and every argument', (_name, command) => {
  const mute = [...command.options, ...command.registeredArguments].filter(({ description }) => !description);
  expect(mute.map((one) => ('flags' in one ? one.flags : one.name()))).toEqual([]);
});

test('thumbnail --help shows its options, and where pictures go when nothing is said', () => {
  const help = verbs.find(([name]) => name === 'thumbnail')?.[1].helpInformation() ?? '';
  const options = ['--all', '--out', '--sheet', '--watch', '--commit', '--repository', '--state', '--json'];
  expect(options.filter((option) => !help.includes(option))).toEqual([]);
  expect(help.replace(/\s+/g, ' ')).toContain('(default: thumbnails/ in the state folder)');
});
