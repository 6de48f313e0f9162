import { WorkflowNotFoundError } from '@temporalio/client';
import { create } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import { resolveTarget } from '../lib/episode-update.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult, type TemporalInput, withConnection } from '../lib/temporal.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'id of the episode' },
  flags: {
    '--by <name>': 'your name, for the record (required)',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: async ({ episode, by, ...flags }, env) => {
    if (by === undefined) throw new CommandError('a decision is recorded with a name: add --by "your name"');
    return createBroadcast({ settings: readOwnSettings(env, flags), env, episodeId: episode, by });
  },
});

type Input = TemporalInput & { readonly episodeId: string; readonly by: string };

/** Confirms to an episode that the broadcast it found is another one, so that it creates its own. 1 when it is not waiting for that. */
const createBroadcast = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { id } = (await resolveTarget(connected, input.settings, input.episodeId)).episode;
    const handle = connected.client.workflow.getHandle(episodeWorkflowId(id));
    const update = handle.executeUpdate(create, { args: [{ by: input.by }] });
    // Does not start a workflow: one that is not running is not waiting for this.
    const answer = await readUpdateResult(update).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      throw new CommandError(`${id} is not running, so it is not waiting for this decision`);
    });
    return { code: 0, text: printLines([`${id}: ${answer}`]), json: { episodeId: id, answer } };
  });
