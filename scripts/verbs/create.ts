import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Environment, Settings } from '../../config/settings.ts';
import { create } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { type Connected, connect } from '../connect.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { findTarget } from './steer.ts';

type Wish = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly episodeId: string;
  readonly by: string;
};

/** Answers an episode that asks whether a broadcast is its own: it is another one, create it. 1 when nothing asks that. */
export async function createEpisode({ settings, env, episodeId, by }: Wish): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    const { id } = (await findTarget(connected, settings, episodeId)).episode;
    const answer = await send(connected, id, by);
    return { code: 0, text: `${id}: ${answer}`, json: { episodeId: id, answer } };
  } finally {
    await connected.close();
  }
}

/** Never starts one: who does not run asks nothing. */
async function send({ client }: Connected, episodeId: string, by: string): Promise<string> {
  try {
    return await client.workflow
      .getHandle(episodeWorkflowId(episodeId))
      .executeUpdate(create, { args: [{ by }] });
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError)
      throw new CommandError(error.cause?.message ?? error.message);
    if (error instanceof WorkflowNotFoundError)
      throw new CommandError(`${episodeId} does not run: it asks nothing that create answers`);
    throw error;
  }
}
