import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = { readonly json?: true; readonly repository?: string; readonly state?: string };

/** `history`. */
export function addHistory(program: Command, { env }: Context): void {
  program
    .command('history')
    .description('what was written to the video of an episode, when and because of which commit')
    .argument('<episode>', 'the id of the episode')
    .option('--repository <place>', 'the content, for the subjects of commits (default: the current folder)')
    .option('--state <folder>', 'the state folder of the Showrunner that is asked')
    .option('--json', 'answer in JSON')
    .action(async (episodeId: string, { json, ...flags }: Flags) => {
      const { history } = await import('./verbs/history.ts');
      report(await history({ settings: readOwnSettings(env, flags), env, episodeId }), json);
    });
}
