import { WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Settings } from '../../config/settings.ts';
import { episodeWorkflowId, SYNC_ID } from '../../contract/ids.ts';
import type { Operator } from '../../contract/operator.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import type { Connected } from './connect.ts';
import { resolveTarget } from './episode-update.ts';
import { CommandError, type Outcome } from './outcome.ts';
import { readUpdateResult, type TemporalInput, withConnection } from './temporal.ts';
import { assertWorker } from './worker.ts';

/** `episode` absent: `sync`. */
export type OperatorInput = TemporalInput & {
  readonly episode: string | undefined;
  readonly by: string | undefined;
};

/** Sends `pause` or `resume` to an episode, or to `sync`. */
export const sendToOne = (
  input: OperatorInput,
  update: UpdateDefinition<string, [Operator]>,
): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { by, episode, settings } = input;
    if (by === undefined) throw new CommandError('a decision is recorded with a name: add --by "your name"');
    const workflowId = episode === undefined ? SYNC_ID : await findWorkflow(connected, settings, episode);
    if (episode === undefined) await assertWorker(connected);
    const answer = await sendOperatorUpdate(connected, { workflowId, update, by });
    return { code: 0, text: printLines([`${workflowId}: ${answer}`]), json: { workflowId, answer } };
  });

/** @throws CommandError with a suggestion when there is no such episode */
async function findWorkflow(connected: Connected, settings: Settings, episode: string): Promise<string> {
  const { id } = (await resolveTarget(connected, settings, episode)).episode;
  return episodeWorkflowId(id);
}

type Sent = {
  readonly workflowId: string;
  readonly update: UpdateDefinition<string, [Operator]>;
  readonly by: string | undefined;
};

/** Starts no workflow: what has ended has nothing to pause or to resume. @throws CommandError */
async function sendOperatorUpdate({ client }: Connected, { workflowId, update, by }: Sent): Promise<string> {
  const sent = client.workflow
    .getHandle(workflowId)
    .executeUpdate(update, { args: [by === undefined ? {} : { by }] });
  return readUpdateResult(sent).catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new CommandError(`${workflowId} is not running: there is nothing of it to ${update.name}`);
  });
}
