import type { World } from './world.ts';

/** What the workflows say of themselves, for whoever looks for the fault. */
export async function describeWorld({ academy, known }: World): Promise<string[]> {
  const lines = [`sync ${JSON.stringify(await academy.sync().catch(String))}`];
  for (const { want, uid, videoId } of known.values())
    if (want !== undefined)
      lines.push(`${uid} ${videoId} ${JSON.stringify(await academy.episode(want.id).catch(String))}`);
  lines.push(`quota ${JSON.stringify(await academy.quota().catch(String))}`);
  for await (const { workflowId, status } of academy
    .client()
    .workflow.list({ query: 'WorkflowType = "rewrite"' }))
    lines.push(
      `${workflowId} ${status.name} ${JSON.stringify(await academy.rewrite(workflowId).catch(String))}`,
    );
  return lines.map((line) => line.slice(0, 1000));
}
