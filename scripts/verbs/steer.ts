import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Repository } from '../../clients/git/index.ts';
import type { Settings } from '../../config/settings.ts';
import { episodeStatus } from '../../contract/episode.ts';
import { episodeWorkflowId, SYNC_ID, WORKFLOWS } from '../../contract/ids.ts';
import { renderEpisodeStart } from '../../contract/search-attributes.ts';
import { syncStatus } from '../../contract/sync.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import type { Connected } from '../connect.ts';
import { openContent } from '../content/open.ts';
import { CommandError } from '../outcome.ts';

/** An episode that is steered from a terminal, at the commit that `sync` follows. */
export type Target = {
  readonly repository: Repository;
  readonly catalog: Catalog;
  readonly episode: Episode;
  /** Goes into every update, so that a run which has just begun knows its commit. */
  readonly standing: { readonly commit: string; readonly seq: number; readonly videoId?: string };
};

/** Finds an episode by its id or a former one; throws CommandError with a suggestion. */
export async function findTarget(
  connected: Connected,
  settings: Settings,
  episodeId: string,
): Promise<Target> {
  const { client, quickly } = connected;
  const { head, seq } = await quickly(() => client.workflow.getHandle(SYNC_ID).query(syncStatus)).catch(
    () => {
      throw new CommandError(`no worker answers at ${connected.address}: start one with \`npm start\``);
    },
  );
  if (head === undefined) throw new CommandError('`sync` has followed no commit yet: wait a moment');
  const repository = await openContent(settings);
  const catalog = await readAt(repository, head);
  const episode = catalog.episodes[episodeId] ?? catalog.episodes[catalog.episodeAliases[episodeId] ?? ''];
  if (episode === undefined) throw unknownEpisode(episodeId, Object.keys(catalog.episodes), head);
  const videoId = await readVideoId(connected, episode.id);
  const standing = { commit: head, seq, ...(videoId === undefined ? {} : { videoId }) };
  return { repository, catalog, episode, standing };
}

/** Its last run knows the video, also when it is over. */
const readVideoId = ({ client, quickly }: Connected, episodeId: string): Promise<string | undefined> =>
  quickly(() => client.workflow.getHandle(episodeWorkflowId(episodeId)).query(episodeStatus)).then(
    ({ videoId }) => videoId,
    () => undefined,
  );

async function readAt(repository: Repository, head: string): Promise<Catalog> {
  await repository.readHead();
  const { catalog } = await repository.readCatalog(head).catch(() => ({ catalog: undefined }));
  if (catalog !== undefined) return catalog;
  throw new CommandError(
    `${repository.location} has no usable commit ${head.slice(0, 10)}, which \`sync\` follows: name the content repository with --repository`,
  );
}

function unknownEpisode(episodeId: string, ids: readonly string[], head: string): CommandError {
  const near = suggest(episodeId, ids);
  const hint = near === undefined ? '' : `. Did you mean "${near}"?`;
  return new CommandError(`no file names the episode "${episodeId}" at commit ${head.slice(0, 10)}${hint}`);
}

type Steering<Result, Argument> = {
  readonly update: UpdateDefinition<Result, [Argument]>;
  readonly target: Target;
  /** The update's one JSON value, without what `target.standing` adds. */
  readonly argument: Argument;
  readonly taskQueue: string;
};

/**
 * Sends an update to an episode and waits for its answer; one that is over starts again for it.
 *
 * @throws CommandError with the episode's own words when it refuses
 */
export async function sendUpdate<Result, Argument extends object>(
  { client }: Connected,
  { update, target, argument, taskQueue }: Steering<Result, Argument>,
): Promise<Result> {
  const { id: episodeId, title, show, guests } = target.episode;
  const start = renderEpisodeStart({ episodeId, title, show, guests: guests.map(({ id }) => id) });
  const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOWS.episode, {
    ...start,
    args: [{ episodeId, title }],
    taskQueue,
  });
  try {
    const args: [Argument] = [{ ...argument, ...target.standing }];
    return await client.workflow.executeUpdateWithStart(update, { args, startWorkflowOperation });
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    throw new CommandError(error.cause?.message ?? error.message);
  }
}
