import { episodeWorkflowId, QUOTA_ID, SYNC_ID } from '../../contract/ids.ts';
import { EPISODE } from '../../scripts/demo/scene-episode.ts';
import { findEpisodeId, type Stage } from '../../scripts/demo/stage.ts';
import { type ChannelState, readControl } from '../../scripts/lib/local-youtube.ts';
import type { Shot } from './browser.ts';

/** What there is to see once the story has been played. */
export async function listShots(stage: Stage): Promise<readonly Shot[]> {
  const { youtube } = stage;
  const rewrite = await findRewrite(stage);
  return [
    await listOfWorkflows(stage),
    await detailsOf(stage, { name: 'temporal-episode', workflowId: episodeWorkflowId(EPISODE.id) }),
    await detailsOf(stage, { name: 'temporal-rewrite', workflowId: rewrite }),
    await detailsOf(stage, { name: 'temporal-sync', workflowId: SYNC_ID }),
    await detailsOf(stage, { name: 'temporal-quota', workflowId: QUOTA_ID }),
    { name: 'youtube-channel', url: youtube, waitFor: [`text=${EPISODE.title}`], height: 900 },
    { name: 'youtube-video', url: await findVideo(stage), waitFor: ['text=Chief Harbour'], height: 1000 },
  ];
}

function workflowsUrl({ showrunner }: Stage): string {
  if (showrunner.uiUrl === undefined) throw new Error('the development server has no UI');
  return `${showrunner.uiUrl}/namespaces/default/workflows`;
}

async function listOfWorkflows(stage: Stage): Promise<Shot> {
  const query = encodeURIComponent('ExecutionStatus = "Running" OR WorkflowType = "rewrite"');
  return {
    name: 'temporal-list',
    url: `${workflowsUrl(stage)}?query=${query}`,
    waitFor: [`text=${episodeWorkflowId(EPISODE.id)}`, `text=${SYNC_ID}`],
    height: 720,
  };
}

/** The tab with summary and current details; it stands on the newest run. */
async function detailsOf(
  stage: Stage,
  { name, workflowId }: { name: string; workflowId: string },
): Promise<Shot> {
  const { client } = stage.showrunner.temporal;
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const url = `${workflowsUrl(stage)}/${encodeURIComponent(workflowId)}/${runId}/user-metadata`;
  return { name, url, waitFor: ['text=Current Details'], height: 900 };
}

/** The one that a guest's correction caused. */
async function findRewrite({ showrunner }: Stage): Promise<string> {
  const executions = showrunner.temporal.client.workflow.list({ query: 'WorkflowType = "rewrite"' });
  for await (const { workflowId, staticSummary } of withSummaries(executions, showrunner))
    if (staticSummary?.includes('Correct a guest') === true) return workflowId;
  throw new Error('there is no rewrite of the correction');
}

async function* withSummaries(
  executions: AsyncIterable<{ readonly workflowId: string }>,
  { temporal }: Stage['showrunner'],
): AsyncGenerator<{ workflowId: string; staticSummary?: string | undefined }> {
  for await (const { workflowId } of executions) {
    const description = await temporal.client.workflow.getHandle(workflowId).describe();
    yield { workflowId, staticSummary: await description.staticSummary() };
  }
}

/** One of the videos that the corrected guest is in, still to come. */
async function findVideo(stage: Stage): Promise<string> {
  const { videos } = await readControl<ChannelState>(stage.youtube, 'channel');
  const catalog = await stage.readCatalog(await stage.showrunner.repository.readHead());
  const video = videos.find((one) => findEpisodeId(one, catalog) === 'breakage/harbour-vs-orchard');
  if (video === undefined) throw new Error('breakage/harbour-vs-orchard has no video');
  return `${stage.youtube}/videos/${video.id}`;
}
