import { Command, Option } from 'commander';
import type { Environment } from '../config/settings.ts';
import { addApprove } from './program-approve.ts';
import { addCreate } from './program-create.ts';
import { addDrift } from './program-drift.ts';
import { addHands } from './program-hands.ts';
import { addHistory } from './program-history.ts';
import { addImport } from './program-import.ts';
import { addNew } from './program-new.ts';
import { addPlan } from './program-plan.ts';
import { addRender } from './program-render.ts';
import { addThumbnail } from './program-thumbnail.ts';
import { addYouTube } from './program-youtube.ts';
import { report, show } from './report.ts';
import { readOwnSettings } from './settings.ts';

export type Context = { readonly env: Environment };
type Common = { readonly json?: true; readonly repository?: string; readonly state?: string };

type ValidateFlags = {
  readonly commit?: string;
  readonly base?: string;
  readonly format: 'text' | 'github';
};

const EXIT_CODES = `
Exit codes: 0 fine, nothing to do; 1 error; 2 there is something to do.
Settings: flags, then SHOWRUNNER_* and TEMPORAL_*, then defaults; docs/settings.md lists them all.`;

/** Every verb with its options. What a verb needs is loaded when it is called, so that a light one starts fast. */
export function createProgram(context: Context): Command {
  const program = new Command('showrunner')
    .description('Keeps a YouTube academy in git.')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(see showrunner --help)');
  addValidate(program, context);
  addRender(program, context);
  addThumbnail(program, context);
  addPlan(program, context);
  addStatus(program, context);
  addDrift(program, context);
  addNew(program, context);
  addImport(program, context);
  addHands(program, context);
  addApprove(program, context);
  addHistory(program, context);
  addCreate(program, context);
  addYouTube(program, context);
  return program;
}

function addValidate(program: Command, { env }: Context): void {
  program
    .command('validate')
    .description('tell every problem of the content, with its place')
    .option('--commit <ref>', 'the tree at a commit, instead of the files on disk')
    .option('--base <ref>', 'only problems that are new since a commit')
    .addOption(
      new Option('--format <name>', 'github: annotations of a pull request')
        .choices(['text', 'github'])
        .default('text'),
    )
    .option('--repository <place>', 'a folder, or with --commit a URL (default: the current folder)')
    .option('--json', 'answer in JSON')
    .action(async ({ commit, base, format, json, repository }: Common & ValidateFlags) => {
      const { validate } = await import('./verbs/validate.ts');
      const settings = readOwnSettings(env, { repository });
      const wish = {
        settings,
        format,
        now: Date.now(),
        ...(commit === undefined ? {} : { ref: commit }),
        ...(base === undefined ? {} : { base }),
      };
      report(await validate(wish), json);
    });
}

function addStatus(program: Command, { env }: Context): void {
  program
    .command('status')
    .description('what runs: head, refusals, rewrite, units, and who needs a person')
    .option('--state <folder>', 'the state folder of the Showrunner that is asked')
    .option('--watch', 'ask again every two seconds, until Ctrl-C')
    .option('--json', 'answer in JSON')
    .action(async ({ json, state, watch }: Common & { readonly watch?: true }) => {
      const { status, watchStatus } = await import('./verbs/status.ts');
      const wish = { settings: readOwnSettings(env, { state }), env };
      if (watch === true) await watchStatus({ ...wish, show: (outcome) => show(outcome, json) });
      else report(await status(wish), json);
    });
}
