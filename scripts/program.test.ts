import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';

const listAll = (command: Command): readonly Command[] =>
  command.commands.flatMap((child) => [child, ...listAll(child)]);
const nameOf = (command: Command): string =>
  command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim();

const bare = await createProgram({ env: {}, words: [] });
const program = await createProgram({ env: {}, words: listAll(bare).map((command) => command.name()) });
const commands = listAll(program).map((command) => [nameOf(command), command] as const);

test('--help lists every command with what it does, and loads none', () => {
  const help = bare.helpInformation();
  const missing = listAll(bare).filter(
    (command) => command.description() === '' || (command.parent === bare && !help.includes(command.name())),
  );
  expect(missing.map(nameOf)).toEqual([]);
  expect(listAll(bare).flatMap(({ options }) => options)).toEqual([]);
  expect(commands.map(([name]) => name)).toContain('new episode');
});

test.each(commands)('%s --help explains every flag and every argument', (_name, command) => {
  const unexplained = [...command.options, ...command.registeredArguments].filter(
    ({ description }) => !description,
  );
  expect(unexplained.map((one) => ('flags' in one ? one.flags : one.name()))).toEqual([]);
});

test('thumbnail --help lists its flags, and where pictures go by default', () => {
  const help = commands.find(([name]) => name === 'thumbnail')?.[1].helpInformation() ?? '';
  const flags = ['--all', '--out', '--sheet', '--watch', '--commit', '--repository', '--state', '--json'];
  expect(flags.filter((flag) => !help.includes(flag))).toEqual([]);
  expect(help.replace(/\s+/g, ' ')).toContain('(default: thumbnails/ in the state folder)');
});
