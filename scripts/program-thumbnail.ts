import type { Command } from 'commander';
import { CommandError } from './outcome.ts';
import type { Context } from './program.ts';
import { report, reportError } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly all?: true;
  readonly commit?: string;
  readonly json?: true;
  readonly out?: string;
  readonly repository?: string;
  readonly sheet?: true;
  readonly state?: string;
  readonly watch?: true;
};

/** `thumbnail EPISODE...`. */
export function addThumbnail(program: Command, { env }: Context): void {
  program
    .command('thumbnail')
    .description('draw the thumbnails of episodes into files, as YouTube will get them')
    .argument('[episode...]', 'ids, former ids, or files')
    .option('--all', 'of every episode')
    .option('--out <folder>', 'where the pictures go (default: thumbnails/ in the state folder)')
    .option('--sheet', 'contact sheets too: each picture at half of its size and at 168x94')
    .option('--watch', 'draw again what changes, until Ctrl+C')
    .option('--commit <ref>', 'the tree at a commit, instead of the files on disk')
    .option('--repository <place>', 'a folder, or with --commit a URL (default: the current folder)')
    .option('--state <folder>', 'the state folder (default: .showrunner)')
    .option('--json', 'answer in JSON')
    .action((names: readonly string[], flags: Flags) => run(env, names, flags));
}

async function run(env: Context['env'], names: readonly string[], flags: Flags): Promise<void> {
  const { commit, json, out, repository, state, sheet = false } = flags;
  assertClear(names, flags);
  const { drawThumbnails, openPainter } = await import('./verbs/thumbnail.ts');
  const settings = readOwnSettings(env, { repository, state });
  const wish = {
    settings,
    names,
    sheet,
    ...(out === undefined ? {} : { out }),
    ...(commit === undefined ? {} : { ref: commit }),
  };
  if (flags.watch === undefined) return report(await drawThumbnails(wish), json);
  const { showAgain } = await import('./content/again.ts');
  const { listPictureFolders } = await import('./thumbnail/folders.ts');
  const painter = openPainter(wish);
  const show = async (): Promise<void> => report(await painter.draw(), json);
  await showAgain({
    location: settings.repository,
    also: await listPictureFolders(settings.repository),
    show: () => show().catch((error) => reportError(error, json === true)),
  }).finally(painter.close);
}

function assertClear(names: readonly string[], { all, commit, watch }: Flags): void {
  if (all === undefined && names.length === 0)
    throw new CommandError(
      'name an episode, as in `npx showrunner thumbnail breakage/opening-night`, or say --all',
    );
  if (all === true && names.length > 0) throw new CommandError('--all draws every episode: name none');
  if (watch === true && commit !== undefined)
    throw new CommandError('--watch: a commit never changes; leave out --commit');
}
