import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly json?: true;
  readonly repository?: string;
  readonly state?: string;
  readonly by: string;
};

/** `create`: the answer to an episode that asks whether a broadcast is its own. */
export function addCreate(program: Command, { env }: Context): void {
  program
    .command('create')
    .description('answer an episode that asks whether a broadcast is its own: it is another one, create it')
    .argument('<episode>', 'the id of the episode')
    .requiredOption('--by <name>', 'who says so')
    .option('--repository <place>', 'the content (default: the current folder)')
    .option('--state <folder>', 'the state folder of the Showrunner that is asked')
    .option('--json', 'answer in JSON')
    .action(async (episodeId: string, { json, by, ...flags }: Flags) => {
      const { createEpisode } = await import('./verbs/create.ts');
      report(await createEpisode({ settings: readOwnSettings(env, flags), env, episodeId, by }), json);
    });
}
