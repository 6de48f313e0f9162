import type { ReconcileTarget } from '../../contract/rewrite.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import { sampleChanges } from '../../domain/changes/approval/approval.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import { compareBySeverity, isError, type Problem } from '../../domain/shared/problem.ts';
import type { Dependencies } from '../dependencies.ts';
import { planCommitApproval } from '../rewrite/plan-approval.ts';
import { compareCommits } from './compare-commits.ts';
import { findIdentityChanges } from './identity-changes.ts';
import { detectMassRemoval, listMoved, trackOrphans } from './removals.ts';

const MAX_REFUSED = 30;

/** What a commit changes compared with every commit that may be on YouTube: compares rendered catalogs, not diffs. No units. */
export async function planCommit(deps: Dependencies, scope: CommitPlanRequest): Promise<CommitPlan> {
  const head = await deps.repository.readCatalog(scope.commit);
  const subject = await deps.repository.readSubject(scope.commit);
  const author = (await deps.repository.readAuthor(scope.commit)) || undefined;
  const reports = deps.commitReports === undefined ? {} : { reports: true as const };
  if (head.catalog === undefined) {
    const { orphans = [] } = scope;
    const nothing = { direct: [], moved: [], indirect: 0, orphaned: [] };
    const optional = { ...defined({ author }), ...reports };
    return { usable: false, subject, ...nothing, orphans, ...optional, ...listRefused(head.problems) };
  }
  const changes = await compareCommits(deps, scope);
  const removal = await detectMassRemoval(deps, scope);
  const identity = await findIdentityChanges(deps, scope);
  return {
    usable: true,
    subject,
    direct: [
      ...changes.direct.map(reconcileTarget(head.catalog)),
      ...changes.orphaned.map(targetWithoutWork),
    ],
    moved: (await listMoved(deps, scope, head.catalog)).map(targetWithoutWork),
    indirect: changes.indirect.length,
    orphaned: changes.orphaned,
    orphans: await trackOrphans(deps, scope, changes.orphaned),
    ...defined({ author, removal, identity }),
    ...reports,
    ...(scope.baseCommits.length === 0 ? {} : defined({ sample: sampleChanges(changes.unsettled) })),
    ...planCommitApproval(head.catalog, scope, changes),
    ...listRefused([...head.problems, ...changes.problems]),
  };
}

/** For an episode that lost its file or changed its id: its workflow learns it and ends, nothing is written. */
const targetWithoutWork = (episodeId: string): ReconcileTarget => ({
  episodeId,
  title: episodeId,
  guests: [],
  units: 0,
});

export const reconcileTarget =
  (catalog: Catalog) =>
  (change: EpisodeChange): ReconcileTarget => {
    const { episodeId, desired, units } = change;
    const episode = catalog.episodes[episodeId];
    return {
      episodeId,
      title: desired.title,
      units,
      guests: episode?.guests.map(({ id }) => catalog.guestAliases[id] ?? id) ?? [],
      ...defined({ show: episode?.show, videoId: desired.videoId }),
      ...(episode === undefined || episode.aliases.length === 0 ? {} : { formerIds: episode.aliases }),
      ...(waitsForStream(change) ? { staysOpen: true as const } : {}),
    };
  };

const waitsForStream = ({ desired: { kind, status, policy }, finished }: EpisodeChange): boolean =>
  !finished && kind === 'live' && status === 'scheduled' && policy.manage !== 'observe';

/** Errors first. Warnings are listed, but refuse nothing and do not count. */
function listRefused(problems: readonly Problem[]): Pick<CommitPlan, 'refused' | 'refusedCount'> {
  const refused = problems.toSorted(compareBySeverity).slice(0, MAX_REFUSED);
  return {
    refused: refused.map((problem) => {
      const { path, line, column, code, hint } = problem;
      const message = hint === undefined ? problem.message : `${problem.message}. ${hint}`;
      return { path, line, column, code: isError(problem) ? code : `${code} (warning)`, message };
    }),
    refusedCount: problems.filter(isError).length,
  };
}
