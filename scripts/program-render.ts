import type { Command } from 'commander';
import { CommandError } from './outcome.ts';
import type { Context } from './program.ts';
import { report, reportError } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly json?: true;
  readonly repository?: string;
  readonly commit?: string;
  readonly watch?: true;
};

/** `render EPISODE`. */
export function addRender(program: Command, { env }: Context): void {
  program
    .command('render')
    .description('title, description and tags of an episode, as YouTube will get them')
    .argument('<episode>', 'its id, a former id, or its file')
    .option('--commit <ref>', 'the tree at a commit, instead of the files on disk')
    .option('--watch', 'render again whenever a content file changes, until Ctrl+C')
    .option('--repository <place>', 'a folder, or with --commit a URL (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async (name: string, { commit, json, repository, watch }: Flags) => {
      const { render } = await import('./verbs/render.ts');
      const settings = readOwnSettings(env, { repository });
      const show = async (): Promise<void> =>
        report(await render({ settings, name, ...(commit === undefined ? {} : { ref: commit }) }), json);
      if (watch === undefined) return show();
      if (commit !== undefined) throw new CommandError('--watch: a commit never changes; leave out --commit');
      const { showAgain } = await import('./content/again.ts');
      await showAgain({
        location: settings.repository,
        show: () => show().catch((error) => reportError(error, json === true)),
      });
    });
}
