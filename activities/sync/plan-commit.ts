import { unmarked } from '../../contract/reports/text.ts';
import type { ReconcileTarget } from '../../contract/rewrite.ts';
import type { CommitPlan, CommitPlanRequest } from '../../contract/sync.ts';
import { sampleChanges } from '../../domain/changes/approval/approval.ts';
import type { EpisodeChange } from '../../domain/changes/plan/changes.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import { compareProblems, isError, type Problem } from '../../domain/shared/problem.ts';
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
  const at = await deps.repository.readTime(scope.commit);
  const info = { subject, at, ...defined({ author, url: deps.pages.commit?.(scope.commit) }) };
  const reports = deps.commitReports === undefined ? {} : { reports: true as const };
  if (head.catalog === undefined) {
    const { orphans = [] } = scope;
    const nothing = { direct: [], moved: [], indirect: 0, orphaned: [] };
    return { usable: false, ...info, ...nothing, orphans, ...reports, ...listRefused(head.problems) };
  }
  const changes = await compareCommits(deps, scope);
  const removal = await detectMassRemoval(deps, scope);
  const identity = await findIdentityChanges(deps, scope);
  return {
    usable: true,
    ...info,
    direct: [
      ...changes.direct.map(reconcileTarget(head.catalog)),
      ...changes.orphaned.map(targetWithoutWork),
    ],
    moved: (await listMoved(deps, scope, head.catalog)).map(targetWithoutWork),
    indirect: changes.indirect.length,
    orphaned: changes.orphaned,
    orphans: await trackOrphans(deps, scope, changes.orphaned),
    ...defined({ removal, identity }),
    ...reports,
    ...(scope.baseCommits.length === 0 ? {} : defined({ sample: sampleChanges(changes.unsettled) })),
    ...planCommitApproval(head.catalog, scope, changes),
    ...listRefused([...head.problems, ...changes.problems]),
    ...listBroken(head.catalog, [...head.problems, ...changes.problems]),
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

/** The first error of each episode's own file. */
function listBroken(catalog: Catalog, problems: readonly Problem[]): Pick<CommitPlan, 'broken'> {
  const first = new Map<string, Problem>();
  for (const problem of problems.filter(isError).toSorted(compareProblems))
    if (!first.has(problem.path)) first.set(problem.path, problem);
  const broken = Object.values(catalog.episodes).flatMap(({ id: episodeId, origin }) => {
    const problem = first.get(origin.path);
    if (problem === undefined) return [];
    const { path, line, column, code } = problem;
    const message = describe(problem);
    return [{ episodeId, place: `${path}:${line}:${column}`, message: `${code}: ${unmarked(message)}` }];
  });
  return broken.length === 0 ? {} : { broken: broken.slice(0, MAX_REFUSED) };
}

/** Errors alone: warnings refuse nothing. One of each code first, so that a cause that many files share hides no other. */
function listRefused(problems: readonly Problem[]): Pick<CommitPlan, 'refused' | 'refusedCount'> {
  const errors = problems.filter(isError).toSorted(compareProblems);
  const refused = [...groupBy(errors, ({ code }) => code).values()]
    .flatMap((ofCode) => ofCode.map((problem, nth) => ({ problem, nth })))
    .toSorted((a, b) => a.nth - b.nth || compareProblems(a.problem, b.problem))
    .slice(0, MAX_REFUSED);
  return {
    refused: refused
      .map(({ problem }) => problem)
      .toSorted(compareProblems)
      .map((problem) => {
        const { path, line, column, code } = problem;
        return { path, line, column, code, message: describe(problem) };
      }),
    refusedCount: errors.length,
  };
}

const describe = ({ message, hint }: Problem): string =>
  hint === undefined ? message : `${message}. ${hint}`;
