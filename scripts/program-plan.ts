import { type Command, Option } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = {
  readonly all?: true;
  readonly color: boolean;
  readonly exitZero?: true;
  readonly json?: true;
  readonly live?: true;
  readonly markdown?: true;
  readonly repository?: string;
  readonly state?: string;
};

/** `plan`. */
export function addPlan(program: Command, { env }: Context): void {
  program
    .command('plan')
    .description('what commits change on YouTube, from git alone or compared with live')
    .argument('[range]', 'BASE..HEAD, or BASE (default: the newest commit against the one before)')
    .option('--live', "compare with YouTube too, with the worker's settings; tells first what it costs")
    .option('--all', 'cut no list short')
    .option('--no-color', 'no colours, as with NO_COLOR')
    .option('--exit-zero', 'answer 0, not 2, when there is something to do')
    .option('--repository <place>', 'a folder or a URL (default: the current folder)')
    .option(
      '--state <folder>',
      'with --live: the state folder of the Showrunner whose local YouTube is asked',
    )
    .addOption(new Option('--markdown', 'for a pull request, below 65,536 characters').conflicts('json'))
    .option('--json', 'answer in JSON')
    .action((range: string | undefined, flags: Flags) => run(env, range, flags));
}

async function run(env: Context['env'], range: string | undefined, flags: Flags): Promise<void> {
  const { plan } = await import('./verbs/plan.ts');
  const { paintAnsi, wantsColour } = await import('./plan/paint.ts');
  const { json, live, repository, state } = flags;
  const colour = wantsColour({
    flag: flags.color,
    noColor: env['NO_COLOR'],
    isTerminal: process.stdout.isTTY === true,
  });
  const outcome = await plan({
    settings: readOwnSettings(env, { repository, state }),
    now: Date.now(),
    all: flags.all === true,
    exitZero: flags.exitZero === true,
    format: flags.markdown === true ? 'markdown' : 'text',
    ...(colour ? { paint: paintAnsi } : {}),
    ...(range === undefined ? {} : { range }),
    ...(live === undefined ? {} : { live: { env, tell: (line: string) => console.error(line) } }),
  });
  report(outcome, json);
}
