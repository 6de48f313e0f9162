import type { Command } from 'commander';
import type { Context } from './program.ts';
import { report } from './report.ts';
import { readOwnSettings } from './settings.ts';

type Flags = { readonly json?: true; readonly state?: string; readonly by?: string };

/** `approve`, `reject`: the two answers to a rewrite that waits. */
export function addApprove(program: Command, { env }: Context): void {
  const add = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('[checksum]', 'that of the plan; without one, what waits is shown')
      .option('--by <name>', 'who says so')
      .option('--state <folder>', 'the state folder of the Showrunner that is asked')
      .option('--json', 'answer in JSON');
  add('approve', 'let the rewrite write what waits for a person').action(
    async (checksum: string | undefined, { json, by, ...flags }: Flags) => {
      const { approveRewrite } = await import('./verbs/approve.ts');
      report(await approveRewrite({ settings: readOwnSettings(env, flags), env, checksum, by }), json);
    },
  );
  add('reject', 'leave what waits as it is, also with later commits').action(
    async (checksum: string | undefined, { json, by, ...flags }: Flags) => {
      const { rejectRewrite } = await import('./verbs/approve.ts');
      report(await rejectRewrite({ settings: readOwnSettings(env, flags), env, checksum, by }), json);
    },
  );
}
