import type { Catalog } from '../../content/catalog/records.ts';
import { isVerbatim } from '../../render/desired.ts';
import { defined } from '../../shared/defined.ts';
import { type CommitChanges, type EpisodeChange, mayWrite, touchesYouTube } from './changes.ts';
import type { LivePlan } from './compare-live.ts';
import { bundleGroups, type EditBundle, groupEdits, type IndividualEdits } from './edits.ts';
import { type Gate, listGates } from './gates.ts';
import { checksumOf } from './plan.ts';
import { listShared, sumUnits } from './thresholds.ts';

/** Everything in a plan, as a plain value: printed in a terminal, in a pull request and as JSON. */
export type PlanReport = {
  /** Full commit ids; without a base everything is new. */
  readonly base?: string;
  readonly head: string;
  readonly subject: string;
  readonly changes: readonly EpisodeChange[];
  /** Changes that go through the rewrite. */
  readonly shared: readonly EpisodeChange[];
  /** All episodes at the head. */
  readonly totalEpisodes: number;
  readonly groups: readonly EditBundle[];
  readonly individual: readonly IndividualEdits[];
  /** Field to how many episodes it changes in. */
  readonly fields: Readonly<Record<string, number>>;
  /** Episodes with a new thumbnail, including new episodes. */
  readonly thumbnails: readonly string[];
  readonly orphaned: readonly string[];
  /** Episodes with a verbatim description, which no guest, show or template changes; absent: none. */
  readonly verbatim?: number;
  readonly gates: readonly Gate[];
  readonly units: number;
  readonly budget: PlanBudget;
  /** Of the shared changes that may write; an approval names it. Absent if there are none, no base is known, or what differs on YouTube decides. */
  readonly checksum?: string;
  /** Absent: live is unknown. */
  readonly live?: LivePlan;
};

/** How many days it takes if nothing else uses units; without `days` the reserve leaves none. */
export type PlanBudget = { readonly perDay: number; readonly reserve: number; readonly days?: number };

type ReportInput = {
  readonly range: { readonly base?: string; readonly head: string; readonly subject: string };
  readonly base: Catalog | undefined;
  readonly head: Catalog;
  readonly compared: CommitChanges;
  readonly live?: LivePlan | undefined;
  /** ms since 1970 */
  readonly now: number;
};

/** Summarises a commit's changes as a report, without I/O. */
export function createPlanReport({ range, base, head, compared, live, now }: ReportInput): PlanReport {
  const changes = compared.changes.filter(touchesYouTube);
  const shared = listShared(changes, base === undefined);
  const { groups, individual } = groupEdits(changes);
  const asked = shared.filter(mayWrite);
  const { orphaned } = compared;
  const gates = listGates({ base, head, changes, shared, orphaned: orphaned.length, now });
  const isOfAll = gates.every((gate) => gate.kind !== 'approval' || gate.atMost !== true);
  return {
    ...range,
    changes,
    shared,
    totalEpisodes: Object.keys(head.episodes).length,
    groups: bundleGroups(groups),
    individual,
    fields: countFields(changes),
    thumbnails: changes.filter(hasNewThumbnail).map(({ episodeId }) => episodeId),
    orphaned,
    ...countVerbatim(head),
    gates,
    units: sumUnits(changes),
    budget: measureBudget(head, changes, shared),
    ...(asked.length === 0 || base === undefined || !isOfAll
      ? {}
      : { checksum: checksumOf(asked.map(({ desired }) => desired)) }),
    ...defined({ live }),
  };
}

function countVerbatim({ episodes }: Catalog): Pick<PlanReport, 'verbatim'> {
  const verbatim = Object.values(episodes).filter(isVerbatim).length;
  return verbatim === 0 ? {} : { verbatim };
}

function countFields(changes: readonly EpisodeChange[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const field of changes.flatMap(({ fields }) => fields)) counts[field] = (counts[field] ?? 0) + 1;
  return counts;
}

const hasNewThumbnail = ({ fields, base, desired, finished }: EpisodeChange): boolean =>
  fields.includes('thumbnail') || (base === undefined && !finished && desired.picture !== undefined);

/** Changes from an episode's own file may use the reserve; a rewrite never does. */
function measureBudget(
  { academy }: Catalog,
  changes: readonly EpisodeChange[],
  shared: readonly EpisodeChange[],
): PlanBudget {
  const { perDay, reserve } = academy.quota;
  const [all, ofRewrite] = [sumUnits(changes), sumUnits(shared)];
  if (all === 0) return { perDay, reserve, days: 0 };
  const free = perDay - reserve;
  if (perDay <= 0 || (ofRewrite > 0 && free <= 0)) return { perDay, reserve };
  const days = Math.max(Math.ceil(all / perDay), ofRewrite === 0 ? 0 : Math.ceil(ofRewrite / free));
  return { perDay, reserve, days };
}
