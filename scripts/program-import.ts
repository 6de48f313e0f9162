import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly dryRun?: true;
  readonly json?: true;
  readonly repository?: string;
  readonly show?: string;
};

/** `import show-notes`. */
export function addImport(program: Command, { env }: Context): void {
  program
    .command('import')
    .description('turn what you have into content')
    .command('show-notes')
    .description('Markdown with front matter, times and links into episode, guest and show files')
    .argument('<file...>', 'files of show notes')
    .option('--show <id>', 'a file of shows/, new or not (default: the name of the recording)')
    .option('--dry-run', 'write nothing, tell the plan')
    .option('--repository <folder>', 'the content (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async (files: readonly string[], { dryRun, json, repository, show }: Flags) => {
      const { importShowNotes } = await import('./verbs/import-show-notes.ts');
      const { repository: location } = readOwnSettings(env, { repository });
      const wish = { location, files, dryRun: dryRun === true, ...(show === undefined ? {} : { show }) };
      report(await importShowNotes(wish), json);
    });
}
