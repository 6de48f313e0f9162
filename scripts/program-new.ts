import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly json?: true;
  readonly repository?: string;
  readonly show?: string;
  readonly at?: string;
  readonly guest?: readonly string[];
};

/** `new episode`, `new guest`, `new block`. */
export function addNew(program: Command, { env }: Context): void {
  const verb = program.command('new').description('write a file that validates');
  verb
    .command('episode')
    .description('an episode in the future')
    .argument('<title>', 'the title of the stream')
    .option('--show <id>', 'a file of shows/ (default: the show with the most episodes)')
    .option('--at <time>', 'when it starts: 2026-12-04T17:00:00Z, or without a zone as in the show')
    .option('--guest <id...>', 'files of guests/')
    .option('--repository <folder>', 'the content (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async (title: string, { json, repository, show, at, guest = [] }: Flags) => {
      const { createEpisode } = await import('./verbs/new-episode.ts');
      const { repository: location } = readOwnSettings(env, { repository });
      const wish = {
        title,
        guests: guest,
        ...(show === undefined ? {} : { show }),
        ...(at === undefined ? {} : { at }),
      };
      report(await createEpisode({ location, now: Date.now(), ...wish }), json);
    });
  verb
    .command('guest')
    .description('a guest')
    .argument('<name>', 'the name as it is printed')
    .option('--repository <folder>', 'the content (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async (name: string, { json, repository }: Flags) => {
      const { createGuest } = await import('./verbs/new-guest.ts');
      const { repository: location } = readOwnSettings(env, { repository });
      report(await createGuest({ location, name }), json);
    });
  verb
    .command('block')
    .description('a block of the description, to override the built-in one')
    .argument('<name>', 'text, sponsors, guests, chapters, links, neighbours or footer')
    .option('--show <id>', 'a file of shows/ (default: for every show)')
    .option('--repository <folder>', 'the content (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async (name: string, { json, repository, show }: Flags) => {
      const { createBlock } = await import('./verbs/new-block.ts');
      const { repository: location } = readOwnSettings(env, { repository });
      report(await createBlock({ location, name, ...(show === undefined ? {} : { show }) }), json);
    });
}
