import type { AskTarget } from '../../contract/rewrite.ts';
import type { SyncOrder, SyncPlan } from '../../contract/sync.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { compareBySeverity, isError, type Problem } from '../../domain/shared/problem.ts';
import type { Parts } from '../dependencies.ts';
import { askFor } from '../rewrite/plan-approval.ts';
import { compareCommits } from './compare-commits.ts';
import { measureLoss } from './detect-mass-removal.ts';
import { keepOrphans, listMoved } from './track-orphans.ts';

const MOST_REFUSED = 30;

/** What a commit changes against every commit that may stand on YouTube: rendered trees compared, never a diff. No units. */
export async function planSync(parts: Parts, scope: SyncOrder): Promise<SyncPlan> {
  const head = await parts.repository.readCatalog(scope.commit);
  const subject = await parts.repository.readSubject(scope.commit);
  if (head.catalog === undefined) {
    const { orphans = [] } = scope;
    const nothing = { own: [], moved: [], shared: 0, orphaned: [] };
    return { usable: false, subject, ...nothing, orphans, ...refusals(head.problems) };
  }
  const changes = await compareCommits(parts, scope);
  const loss = await measureLoss(parts, scope);
  return {
    usable: true,
    subject,
    own: [...changes.own.map(targetOf(head.catalog)), ...changes.orphaned.map(toldOnly)],
    moved: (await listMoved(parts, scope, head.catalog)).map(toldOnly),
    shared: changes.shared.length,
    orphaned: changes.orphaned,
    orphans: await keepOrphans(parts, scope, changes.orphaned),
    ...(loss === undefined ? {} : { loss }),
    ...askFor(head.catalog, scope, changes),
    ...refusals([...head.problems, ...changes.problems]),
  };
}

/** Who lost its file or has another id now is told so, and its workflow ends; nothing is written. */
const toldOnly = (episodeId: string): AskTarget => ({ episodeId, title: episodeId, guests: [], units: 0 });

export const targetOf =
  (catalog: Catalog) =>
  (change: EpisodeChange): AskTarget => {
    const { episodeId, desired, units } = change;
    const episode = catalog.episodes[episodeId];
    return {
      episodeId,
      title: desired.title,
      units,
      guests: episode?.guests.map(({ id }) => catalog.guestAliases[id] ?? id) ?? [],
      ...(episode?.show === undefined ? {} : { show: episode.show }),
      ...(desired.videoId === undefined ? {} : { videoId: desired.videoId }),
      ...(waitsForStream(change) ? { staysOpen: true as const } : {}),
    };
  };

const waitsForStream = ({ desired: { kind, status, policy }, finished }: EpisodeChange): boolean =>
  !finished && kind === 'live' && status === 'scheduled' && policy.manage !== 'observe';

/** Errors first; a warning refuses nothing and does not count. */
function refusals(problems: readonly Problem[]): Pick<SyncPlan, 'refused' | 'refusedCount'> {
  const refused = problems.toSorted(compareBySeverity).slice(0, MOST_REFUSED);
  return {
    refused: refused.map((problem) => {
      const { path, line, column, code, hint } = problem;
      const message = hint === undefined ? problem.message : `${problem.message}. ${hint}`;
      return { path, line, column, code: isError(problem) ? code : `${code} (warning)`, message };
    }),
    refusedCount: problems.filter(isError).length,
  };
}
