import type { ReconcileTarget } from '../../contract/rewrite.ts';
import type { QuotaReservation } from '../quota-client.ts';

/**
 * The first targets that the unspent units pay for together. `isExact`: the units were requested for exactly these targets; then
 * a target that costs more than a whole day is started with what there is.
 */
export function chooseAffordable(
  targets: readonly ReconcileTarget[],
  { grant, spent }: QuotaReservation,
  isExact: boolean,
): readonly ReconcileTarget[] {
  let left = grant.units - spent;
  const end = targets.findIndex((target) => {
    left -= target.units;
    return left < 0;
  });
  const [first] = targets;
  // The quota manager grants less than requested only when a day has no more.
  if (isExact && end === 0 && first !== undefined && spent === 0) return [{ ...first, units: grant.units }];
  return end < 0 ? targets : targets.slice(0, end);
}
