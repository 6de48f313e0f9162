import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import type { ModelWorld } from './world.ts';

/** The status of every workflow, for finding the fault. */
export async function describeWorld(world: ModelWorld): Promise<string[]> {
  const { academy, episodes } = world;
  const lines = [`sync ${await describeAnswer(world, SYNC_ID, academy.sync())}`];
  for (const { expected, uid, videoId } of episodes.values())
    if (expected !== undefined)
      lines.push(
        `${uid} ${videoId} ${await describeAnswer(world, episodeWorkflowId(expected.id), academy.episode(expected.id))}`,
      );
  lines.push(`quota ${await describeAnswer(world, QUOTA_ID, academy.quota())}`);
  for await (const { workflowId, status } of academy
    .client()
    .workflow.list({ query: 'WorkflowType = "rewrite"' }))
    lines.push(
      `${workflowId} ${status.name} ${await describeAnswer(world, workflowId, academy.rewrite(workflowId))}`,
    );
  return lines.map((line) => line.slice(0, 1000));
}

const describeAnswer = (world: ModelWorld, workflowId: string, answer: Promise<unknown>): Promise<string> =>
  answer.then(JSON.stringify, async (error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    return `does not answer: ${why}; ${await describeLastEvents(world, workflowId).catch(String)}`;
  });

/** The newest events of the history, with the reason of a failed workflow task. */
async function describeLastEvents({ academy }: ModelWorld, workflowId: string): Promise<string> {
  const { events } = await academy.client().workflow.getHandle(workflowId).fetchHistory();
  const newest = (events ?? []).slice(-6).map((event) => {
    const failure = event.workflowTaskFailedEventAttributes?.failure?.message;
    return `${event.eventId}:${event.eventType}${failure == null ? '' : ` ${failure}`}`;
  });
  return newest.join(', ');
}
