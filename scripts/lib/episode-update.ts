import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Repository } from '../../clients/git/index.ts';
import type { Settings } from '../../config/settings.ts';
import { episodeStatus, type Remembered } from '../../contract/episode.ts';
import type { RefusedSteps } from '../../contract/episode-steps.ts';
import { episodeWorkflowId, WORKFLOWS } from '../../contract/ids.ts';
import { parseRefusedSteps, parseRemembered } from '../../contract/memo.ts';
import { episodeStartOptions } from '../../contract/search-attributes.ts';
import { parseFieldNames } from '../../domain/changes/parse-fields.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import type { Connected } from './connect.ts';
import { openContent } from './open-content.ts';
import { CommandError } from './outcome.ts';
import { readUpdateResult } from './temporal.ts';
import { readSyncStatus } from './worker.ts';

/** An episode at the commit that `sync` follows. */
export type Target = {
  readonly episode: Episode;
  readonly catalog: Catalog;
  /** Part of every update, so that a run that it starts knows its commit. */
  readonly position: { readonly commit: string; readonly seq: number; readonly videoId?: string };
  /** What its last run remembers, for a run that the update starts. */
  readonly remembered?: Remembered;
  /** What was still refused when its last run ended. */
  readonly refusedSteps?: RefusedSteps;
};

/** @throws CommandError with a suggestion when a field name is misspelt */
export function assertFields(fields: readonly string[] | undefined): void {
  const named = parseFieldNames(fields);
  if (named.kind === 'refused') throw new CommandError(named.reason);
}

/** The content at the commit that `sync` follows. */
export type Followed = {
  readonly catalog: Catalog;
  readonly repository: Repository;
  readonly commit: string;
  readonly seq: number;
};

/** @throws CommandError when no worker answers, or the repository is another one */
export async function readFollowed(connected: Connected, settings: Settings): Promise<Followed> {
  const { head, seq } = await readSyncStatus(connected);
  if (head === undefined)
    throw new CommandError('`sync` has not read a commit yet: try again in a few seconds');
  const repository = await openContent(settings);
  return { catalog: await readCatalog(repository, head), repository, commit: head, seq };
}

/** Resolves an episode by its id or a former id. @throws CommandError with a suggestion */
export const resolveTarget = async (
  connected: Connected,
  settings: Settings,
  episodeId: string,
): Promise<Target> => targetOf(connected, await readFollowed(connected, settings), episodeId);

/** The same, when the content was read already. */
export async function targetOf(
  connected: Connected,
  { catalog, commit, seq }: Followed,
  episodeId: string,
): Promise<Target> {
  const episode = catalog.episodes[episodeId] ?? catalog.episodes[catalog.episodeAliases[episodeId] ?? ''];
  if (episode === undefined)
    throw createUnknownEpisodeError(episodeId, Object.keys(catalog.episodes), commit);
  const videoId = await findVideoId(connected, episode.id);
  const last = await findLastRun(connected, episode.id);
  return {
    episode,
    catalog,
    position: { commit, seq, ...defined({ videoId }) },
    ...last,
  };
}

type LastRun = Pick<Target, 'remembered' | 'refusedSteps'>;

const findLastRun = ({ client, quickly }: Connected, episodeId: string): Promise<LastRun> =>
  quickly(() => client.workflow.getHandle(episodeWorkflowId(episodeId)).describe()).then(
    (run) => defined({ remembered: parseRemembered(run), refusedSteps: parseRefusedSteps(run) }),
    (error: unknown) => {
      // An episode that never ran. Any other error must not start a run without what the last one remembers.
      if (error instanceof WorkflowNotFoundError) return {};
      throw error;
    },
  );

/** The last run knows the video, even after it has ended. */
const findVideoId = ({ client, quickly }: Connected, episodeId: string): Promise<string | undefined> =>
  quickly(() => client.workflow.getHandle(episodeWorkflowId(episodeId)).query(episodeStatus)).then(
    ({ videoId }) => videoId,
    () => undefined,
  );

async function readCatalog(repository: Repository, head: string): Promise<Catalog> {
  await repository.readHead();
  const { catalog } = await repository.readCatalog(head).catch(() => ({ catalog: undefined }));
  if (catalog !== undefined) return catalog;
  throw new CommandError(
    `${repository.location} does not contain a valid commit ${head.slice(0, 10)}, which \`sync\` follows: set the content repository with --repository`,
  );
}

function createUnknownEpisodeError(episodeId: string, ids: readonly string[], head: string): CommandError {
  const near = suggest(episodeId, ids);
  const hint = near === undefined ? '' : `. Did you mean "${near}"?`;
  return new CommandError(`there is no episode "${episodeId}" at commit ${head.slice(0, 10)}${hint}`);
}

type EpisodeUpdate<Result, Argument> = {
  readonly update: UpdateDefinition<Result, [Argument]>;
  readonly target: Target;
  /** The argument of the update without `target.position`. */
  readonly argument: Argument;
  readonly taskQueue: string;
};

/**
 * Sends an update to an episode and waits for its result; a workflow that has ended is started again for it.
 *
 * @throws CommandError with the episode's message when it rejects the update
 */
export function sendEpisodeUpdate<Result, Argument extends object>(
  { client }: Connected,
  { update, target, argument, taskQueue }: EpisodeUpdate<Result, Argument>,
): Promise<Result> {
  const { id: episodeId, title, show, guests } = target.episode;
  const { remembered, refusedSteps } = target;
  const guestIds = guests.map(({ id }) => id);
  const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOWS.episode, {
    ...episodeStartOptions({ episodeId, title, show, guests: guestIds, remembered, refusedSteps }),
    taskQueue,
  });
  const args: [Argument] = [{ ...argument, ...target.position }];
  return readUpdateResult(client.workflow.executeUpdateWithStart(update, { args, startWorkflowOperation }));
}
