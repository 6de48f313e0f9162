import type { ApprovalPlan, TakeOverPlanRequest } from '../../contract/rewrite.ts';
import { checksumOfKeys } from '../../domain/changes/plan/plan.ts';
import { TAKE_OVER_CLASSES } from '../../domain/changes/take-over.ts';
import { PAGE_SIZE } from '../../domain/shared/costs.ts';
import type { Dependencies } from '../dependencies.ts';

const MAX_NAMED = 10;

/** The card of a take-over, from what a comparison with YouTube found: every video waits for a person. No units. */
export async function planTakeOver(
  _deps: Dependencies,
  { found, of = found.length, spent = 0 }: TakeOverPlanRequest,
): Promise<ApprovalPlan> {
  if (found.length === 0) return {};
  const changeKeys = found.map(({ key }) => key);
  const checksum = checksumOfKeys(changeKeys);
  const counts = TAKE_OVER_CLASSES.map((name) => [
    name,
    found.filter(({ classes }) => classes.includes(name)).length,
  ]);
  const open = {
    checksum,
    changeKeys,
    // The comparison is spent, and is made once more before anything is written.
    units: spent + sumUnits(found),
    exceeded: [],
    first: found.slice(0, MAX_NAMED).map(({ episodeId }) => episodeId),
    sampleDiffs: [],
    takeOver: Object.fromEntries(counts.filter(([, size]) => Number(size) > 0)),
    ...(of > found.length ? { takeOverOf: of } : {}),
  };
  return { pendingApproval: { open, checksum } };
}

const sumUnits = (found: TakeOverPlanRequest['found']): number =>
  found.reduce((sum, { units }) => sum + units, Math.ceil(found.length / PAGE_SIZE));
