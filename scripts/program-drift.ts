import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

/** `drift`. */
export function addDrift(program: Command, { env }: Context): void {
  program
    .command('drift')
    .description('check the whole channel against git now, and tell what a person did there')
    .option('--state <folder>', 'the state folder of the Showrunner that is asked')
    .option('--json', 'answer in JSON')
    .action(async ({ json, state }: { readonly json?: true; readonly state?: string }) => {
      const { drift } = await import('./verbs/drift.ts');
      report(await drift({ settings: readOwnSettings(env, { state }), env }), json);
    });
}
