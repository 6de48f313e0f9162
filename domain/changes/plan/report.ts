import type { Catalog } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';
import { listShared, sumUnits } from '../approval/thresholds.ts';
import { type CommitChanges, type EpisodeChange, touchesYouTube } from './changes.ts';
import { type Alone, type Bundle, bundleGroups, groupEdits } from './edits.ts';
import { type Gate, listGates } from './gates.ts';
import type { LivePlan } from './live.ts';
import { checksumOf } from './plan.ts';

/** Everything that a plan tells, as a plain value: the same is printed in a terminal, in a pull request and as JSON. */
export type PlanReport = {
  /** Full commit ids; without a base everything is new. */
  readonly base?: string;
  readonly head: string;
  readonly subject: string;
  readonly changes: readonly EpisodeChange[];
  /** Changes that go through the rewrite. */
  readonly shared: readonly EpisodeChange[];
  /** All episodes at the head. */
  readonly of: number;
  readonly groups: readonly Bundle[];
  readonly alone: readonly Alone[];
  /** Field to how many episodes it changes in. */
  readonly fields: Readonly<Record<string, number>>;
  /** Whose thumbnail is drawn anew, a new episode's too. */
  readonly thumbnails: readonly string[];
  readonly orphaned: readonly string[];
  readonly gates: readonly Gate[];
  readonly units: number;
  readonly budget: DayBudget;
  /** What an approval names: over the shared changes alone. Absent: there are none, or nobody knows a base to count from. */
  readonly checksum?: string;
  /** Absent: live is unknown. */
  readonly live?: LivePlan;
};

/** How long it takes when nothing else is done; without `days` the reserve leaves nothing. */
export type DayBudget = { readonly perDay: number; readonly reserve: number; readonly days?: number };

type ReportInput = {
  readonly range: { readonly base?: string; readonly head: string; readonly subject: string };
  readonly base: Catalog | undefined;
  readonly head: Catalog;
  readonly compared: CommitChanges;
  readonly live?: LivePlan | undefined;
  /** ms since 1970 */
  readonly now: number;
};

/** Puts a commit's changes into the words of a report; reads nothing. */
export function reportPlan({ range, base, head, compared, live, now }: ReportInput): PlanReport {
  const changes = compared.changes.filter(touchesYouTube);
  const shared = listShared(changes, base === undefined);
  const { groups, alone } = groupEdits(changes);
  const { orphaned } = compared;
  return {
    ...range,
    changes,
    shared,
    of: Object.keys(head.episodes).length,
    groups: bundleGroups(groups),
    alone,
    fields: countFields(changes),
    thumbnails: changes.filter(isDrawn).map(({ episodeId }) => episodeId),
    orphaned,
    gates: listGates({ base, head, changes, shared, orphaned: orphaned.length, now }),
    units: sumUnits(changes),
    budget: measureBudget(head, changes, shared),
    ...(shared.length === 0 || base === undefined
      ? {}
      : { checksum: checksumOf(shared.map(({ desired }) => desired)) }),
    ...defined({ live }),
  };
}

function countFields(changes: readonly EpisodeChange[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const field of changes.flatMap(({ fields }) => fields)) counts[field] = (counts[field] ?? 0) + 1;
  return counts;
}

const isDrawn = ({ fields, base, desired, finished }: EpisodeChange): boolean =>
  fields.includes('thumbnail') || (base === undefined && !finished && desired.picture !== undefined);

/** What an episode's own file says may use the reserve; a rewrite never. */
function measureBudget(
  { academy }: Catalog,
  changes: readonly EpisodeChange[],
  shared: readonly EpisodeChange[],
): DayBudget {
  const { perDay, reserve } = academy.quota;
  const [all, ofRewrite] = [sumUnits(changes), sumUnits(shared)];
  if (all === 0) return { perDay, reserve, days: 0 };
  const free = perDay - reserve;
  if (perDay <= 0 || (ofRewrite > 0 && free <= 0)) return { perDay, reserve };
  const days = Math.max(Math.ceil(all / perDay), ofRewrite === 0 ? 0 : Math.ceil(ofRewrite / free));
  return { perDay, reserve, days };
}
