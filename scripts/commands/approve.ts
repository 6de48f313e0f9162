import { approve } from '../../contract/rewrite.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { type DecisionInput, describeOpenRewrite, withOpenRewrite } from '../lib/open-rewrite.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult } from '../lib/temporal.ts';

export const command = defineCommand({
  arguments: { '[checksum]': 'checksum of the plan; omit it to show what is waiting for approval' },
  flags: { '--by <name>': 'your name, for the record', ...STATE_FLAG, ...JSON_FLAG },
  run: ({ checksum, by, state }, env) =>
    approveRewrite({ settings: readOwnSettings(env, { state }), env, checksum, by }),
});

/** Approves the plan of the open rewrite by its checksum; without a checksum prints the plan: 2, or 0 when nothing is waiting. */
export const approveRewrite = (input: DecisionInput): Promise<Outcome> =>
  withOpenRewrite(input, async ({ client }, rewrite) => {
    const { checksum, by } = input;
    if (checksum === undefined) return describeOpenRewrite(rewrite, rewrite.pending ?? rewrite.rejected);
    if (by === undefined) throw new CommandError('an approval is recorded with a name: add --by "your name"');
    const handle = client.workflow.getHandle(rewrite.workflowId);
    const text = await readUpdateResult(handle.executeUpdate(approve, { args: [{ checksum, by }] }));
    return { code: 0, text: printLines([text]), json: { answer: text } };
  });
