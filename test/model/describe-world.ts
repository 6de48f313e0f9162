import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import type { World } from './world.ts';

/** What the workflows say of themselves, for whoever looks for the fault. */
export async function describeWorld(world: World): Promise<string[]> {
  const { academy, known } = world;
  const lines = [`sync ${await tellOf(world, SYNC_ID, academy.sync())}`];
  for (const { want, uid, videoId } of known.values())
    if (want !== undefined)
      lines.push(
        `${uid} ${videoId} ${await tellOf(world, episodeWorkflowId(want.id), academy.episode(want.id))}`,
      );
  lines.push(`quota ${await tellOf(world, QUOTA_ID, academy.quota())}`);
  for await (const { workflowId, status } of academy
    .client()
    .workflow.list({ query: 'WorkflowType = "rewrite"' }))
    lines.push(
      `${workflowId} ${status.name} ${await tellOf(world, workflowId, academy.rewrite(workflowId))}`,
    );
  return lines.map((line) => line.slice(0, 1000));
}

const tellOf = (world: World, workflowId: string, answer: Promise<unknown>): Promise<string> =>
  answer.then(JSON.stringify, async (error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    return `does not answer: ${why}; ${await tellEnd(world, workflowId).catch(String)}`;
  });

/** The newest events of its history, with the reason of a failed workflow task. */
async function tellEnd({ academy }: World, workflowId: string): Promise<string> {
  const { events } = await academy.client().workflow.getHandle(workflowId).fetchHistory();
  const newest = (events ?? []).slice(-6).map((event) => {
    const failure = event.workflowTaskFailedEventAttributes?.failure?.message;
    return `${event.eventId}:${event.eventType}${failure == null ? '' : ` ${failure}`}`;
  });
  return newest.join(', ');
}
