import { reject } from '../../contract/rewrite.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { type DecisionInput, describeOpenRewrite, withOpenRewrite } from '../lib/open-rewrite.ts';
import type { Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult } from '../lib/temporal.ts';

export const command = defineCommand({
  arguments: { '[checksum]': 'checksum of the plan; omit it to reject whatever is waiting' },
  flags: {
    '--by <name>': 'your name, for the record; omit it to show what is waiting for approval',
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ checksum, by, state }, env) =>
    rejectRewrite({ settings: readOwnSettings(env, { state }), env, checksum, by }),
});

/** Rejects what is waiting; with a checksum only that plan. Without a name prints the plan: 2, or 0 when nothing is waiting. */
export const rejectRewrite = (input: DecisionInput): Promise<Outcome> =>
  withOpenRewrite(input, async ({ client }, rewrite) => {
    const { checksum, by } = input;
    if (by === undefined) return describeOpenRewrite(rewrite, rewrite.pending);
    const rejection = { by, ...defined({ checksum }) };
    const handle = client.workflow.getHandle(rewrite.workflowId);
    const text = await readUpdateResult(handle.executeUpdate(reject, { args: [rejection] }));
    return { code: 0, text: printLines([text]), json: { answer: text } };
  });
