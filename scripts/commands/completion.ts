import { type Command, InvalidArgumentError } from 'commander';
import type { ConfigureCommand } from '../lib/command.ts';
import { type Completion, renderCompletion, SHELLS, type Shell } from './completion/render.ts';

/** It prints what it finds in the program that it is part of, so it has an action of its own. */
export const command: ConfigureCommand = (command) => {
  command
    .argument('<shell>', `${SHELLS.join(', ')}`, parseShell)
    .addHelpText(
      'after',
      '\nAdd to ~/.bashrc:                  source <(showrunner completion bash)\nAdd to ~/.zshrc, after compinit:   source <(showrunner completion zsh)\nOnce for fish:                     showrunner completion fish > ~/.config/fish/completions/showrunner.fish',
    )
    .action((shell: Shell) => {
      process.stdout.write(renderCompletion(shell, listCompletions(command.parent ?? command)));
    });
};

function parseShell(text: string): Shell {
  const shell = SHELLS.find((one) => one === text);
  if (shell === undefined) throw new InvalidArgumentError(`Allowed choices are ${SHELLS.join(', ')}.`);
  return shell;
}

function listCompletions(command: Command, path = ''): readonly Completion[] {
  const words = [
    ...command.commands.map((child) => ({ word: child.name(), help: child.description() })),
    ...command.options.map(({ long, description }) => ({ word: long ?? '', help: description })),
    { word: '--help', help: 'display help for command' },
  ].filter(({ word }) => word !== '');
  const children = command.commands.flatMap((child) =>
    listCompletions(child, path === '' ? child.name() : `${path} ${child.name()}`),
  );
  return [{ path, words }, ...children];
}
