import type { ReconcileTarget } from '../../contract/rewrite.ts';
import type { QuotaReservation } from '../quota-client.ts';

/**
 * The first ones that the units pay for together. `meant`: the units were asked for these very targets; then one that no whole day
 * pays for begins with what there is.
 */
export function chooseAffordable(
  targets: readonly ReconcileTarget[],
  { grant, spent }: QuotaReservation,
  meant: boolean,
): readonly ReconcileTarget[] {
  let left = grant.units - spent;
  const end = targets.findIndex((target) => {
    left -= target.units;
    return left < 0;
  });
  const [first] = targets;
  // The quota manager gives less than was asked for only when that is all that a day has.
  if (meant && end === 0 && first !== undefined && spent === 0) return [{ ...first, units: grant.units }];
  return end < 0 ? targets : targets.slice(0, end);
}
