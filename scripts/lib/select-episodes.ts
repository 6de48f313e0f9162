import { episodeStatus } from '../../contract/episode.ts';
import { WORKFLOWS } from '../../contract/ids.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import type { Connected } from './connect.ts';
import { findDriftReport } from './drift-report.ts';
import { type Followed, type Target, targetOf } from './episode-update.ts';
import { mapSome } from './map-some.ts';
import { CommandError } from './outcome.ts';

/** Why an episode needs an answer: a person edited a field, or it is not known who wrote it. */
export const ANSWER_REASONS = ['edited', 'unknown'] as const;
export type AnswerReason = (typeof ANSWER_REASONS)[number];

/** Episodes by their ids; or those that `status` or the last check of the channel reports, of one show, with one reason, or both. */
export type Selection = {
  readonly episodeIds: readonly string[];
  readonly show: string | undefined;
  readonly reason: AnswerReason | undefined;
};

/** The arguments and flags of a command that answers for several episodes. */
export const SELECTION_FLAGS = {
  '--show <show>': 'all reported episodes of a show, instead of ids',
  '--reason <edited|unknown>': 'all episodes reported with this reason, instead of ids',
} as const;

/** At the same time: each asks the worker. */
const AT_ONCE = 8;

/** `unlisted`: edited videos that the last check of the channel only counted. */
export type Selected = { readonly targets: readonly Target[]; readonly unlisted: number };

/** @throws CommandError for an unknown episode or show, or when nothing is selected */
export async function selectTargets(
  connected: Connected,
  followed: Followed,
  selection: Selection,
): Promise<Selected> {
  const { episodeIds, show, reason } = selection;
  const isWide = show !== undefined || reason !== undefined;
  if (isWide && episodeIds.length > 0)
    throw new CommandError('name episodes, or all of a --show or --reason, not both');
  if (!isWide && episodeIds.length === 0)
    throw new CommandError('name an episode, or all reported ones with --show SHOW or --reason edited');
  if (show !== undefined) assertShow(followed.catalog, show);
  const { ids, unlisted } = isWide
    ? await listReported(connected, followed.catalog, show)
    : { ids: episodeIds, unlisted: 0 };
  const targets = await mapSome([...new Set(ids)], AT_ONCE, (id) => targetOf(connected, followed, id));
  return { targets, unlisted };
}

/** @throws CommandError with a suggestion */
export function assertShow({ shows }: Catalog, show: string): void {
  if (shows[show] !== undefined) return;
  const ids = Object.keys(shows);
  const near = suggest(show, ids);
  const hint = near === undefined ? describeAll(ids.toSorted()) : ` Did you mean "${near}"?`;
  throw new CommandError(`there is no show "${show}".${hint}`);
}

const describeAll = (ids: readonly string[]): string =>
  ids.length === 0
    ? ' There are none.'
    : ` There are: ${ids.slice(0, MOST_NAMED).join(', ')}${ids.length > MOST_NAMED ? ', ...' : ''}`;

const MOST_NAMED = 12;

/** Episodes whose workflow left fields alone, open or ended, and those that the last check of the channel lists. */
async function listReported(connected: Connected, catalog: Catalog, show: string | undefined) {
  const drift = await findDriftReport(connected);
  const found = (drift?.last?.edited ?? [])
    .filter(({ fields }) => !fields.includes('marker'))
    .map(({ episodeId }) => episodeId);
  const left = await mapSome(await listAttention(connected), AT_ONCE, (id) =>
    hasSkippedFields(connected, id),
  );
  const isHere = (id: string): boolean => {
    const episode = catalog.episodes[id];
    return episode !== undefined && (show === undefined || episode.show === show);
  };
  const { edited = [], counts } = drift?.last ?? {};
  const unlisted = (counts?.edited ?? 0) - edited.length;
  return { ids: [...new Set([...left.flat(), ...found])].filter(isHere).sort(), unlisted };
}

/** The last run of each; an earlier one may have had an edit that was answered since. */
async function listAttention({ client }: Connected): Promise<string[]> {
  const query = `WorkflowType = '${WORKFLOWS.episode}' AND NeedsAttention = true`;
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  return [...ids];
}

const hasSkippedFields = ({ client, quickly }: Connected, workflowId: string): Promise<string[]> =>
  quickly(() => client.workflow.getHandle(workflowId).query(episodeStatus)).then(
    ({ episodeId, skippedFields = [] }) => (skippedFields.length > 0 ? [episodeId] : []),
    () => [],
  );
