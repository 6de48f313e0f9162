import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly json?: true;
  readonly repository?: string;
  readonly state?: string;
  readonly field?: readonly string[];
  readonly by?: string;
  readonly write?: boolean;
};

/** `overwrite`, `adopt`: the two answers to what a person edited on YouTube. */
export function addHands(program: Command, { env }: Context): void {
  const add = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('<episode>', 'the id of the episode')
      .option(
        '--field <name...>',
        'only these: title, description, tags, ... (default: all that are left alone)',
      )
      .option('--repository <place>', 'the content (default: the current folder)')
      .option('--state <folder>', 'the state folder of the Showrunner that is asked')
      .option('--json', 'answer in JSON');
  add('overwrite', 'write over what a person edited on YouTube, once')
    .requiredOption('--by <name>', 'who says so')
    .action(async (episodeId: string, { json, field, by = '', ...flags }: Flags) => {
      const { overwriteEpisode } = await import('./verbs/overwrite.ts');
      const settings = readOwnSettings(env, flags);
      report(await overwriteEpisode({ settings, env, episodeId, by, fields: field }), json);
    });
  add('adopt', 'make what a person edited on YouTube the content')
    .option('--write', 'change the YAML file; commits nothing')
    .action(async (episodeId: string, { json, field, write = false, ...flags }: Flags) => {
      const { adoptEpisode } = await import('./verbs/adopt.ts');
      const settings = readOwnSettings(env, flags);
      report(await adoptEpisode({ settings, env, episodeId, write, fields: field }), json);
    });
}
