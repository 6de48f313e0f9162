import { SYNC_ID } from '../../contract/ids.ts';
import { describeSync } from '../../contract/reports/sync.ts';
import { accept } from '../../contract/sync.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { renderLines } from '../lib/render-blocks.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult, type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWorker, readSyncStatus } from '../lib/worker.ts';

export const command = defineCommand({
  arguments: { '[commit]': 'the commit, or at least its first seven characters; omit it to show what waits' },
  flags: { '--by <name>': 'your name, for the record', ...STATE_FLAG, ...JSON_FLAG },
  run: ({ commit, by, state }, env) =>
    acceptCommit({ settings: readOwnSettings(env, { state }), env, commit, by }),
});

type Input = TemporalInput & { readonly commit: string | undefined; readonly by: string | undefined };

/** Accepts the commit that waits for a person; without a commit prints what waits and why: 2, or 0 when nothing waits. */
const acceptCommit = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const handle = connected.client.workflow.getHandle(SYNC_ID);
    const { commit, by } = input;
    if (commit === undefined) {
      const status = await readSyncStatus(connected);
      const { blockedCommit } = status;
      if (blockedCommit === undefined)
        return { code: 0, text: printLines(['no commit waits for a person']), json: {} };
      const lines = renderLines(describeSync(status, Date.now()).slice(0, 2));
      return { code: 2, text: printLines(lines), json: blockedCommit };
    }
    if (by === undefined) throw new CommandError('a decision is recorded with a name: add --by "your name"');
    await assertWorker(connected);
    const answer = await readUpdateResult(handle.executeUpdate(accept, { args: [{ commit, by }] }));
    return { code: 0, text: printLines([answer]), json: { answer } };
  });
