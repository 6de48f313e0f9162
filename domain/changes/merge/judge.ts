import type { Field } from '../../content/ownership.ts';
import type { MarkerSettings } from '../../render/description/marker.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { Standing } from '../hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

/**
 * What to do with one field of one video.
 * same: nothing to do · write: ours, write it · edited: a person changed it, do not overwrite · unknown: cannot tell who changed it, do not overwrite
 * · not-ours: the content does not set it or the policy forbids it.
 */
export type FieldDecision = 'same' | 'write' | 'edited' | 'unknown' | 'not-ours';

export type MergeInput = {
  readonly desired: Desired;
  /** States that we may have written to YouTube before, according to history: a value that equals one of them is ours. */
  readonly bases?: readonly Desired[];
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
  readonly forms: MarkerSettings;
  readonly standing: Standing;
  /** Fields that an operator released: a person's edits to them are overwritten. */
  readonly overwrite?: readonly Field[];
};

/** What is known about one field's live value. `policyApplies: false`: only an operator can release it, not `drift: overwrite`. */
export type Claim = {
  readonly same: boolean;
  readonly ours: boolean;
  readonly known: boolean;
  readonly policyApplies?: boolean;
};

/** The one rule: equal is done; ours is written; otherwise a person changed it, or we cannot tell, and then no policy applies. */
export function judge(input: MergeInput, field: Field, claim: Claim): FieldDecision {
  const { same, ours, known, policyApplies = true } = claim;
  if (!isOwned(input, field)) return 'not-ours';
  if (same) return 'same';
  if (ours || input.standing.kind === 'taken' || input.overwrite?.includes(field) === true) return 'write';
  if (!known) return 'unknown';
  return policyApplies && input.desired.policy.drift === 'overwrite' ? 'write' : 'edited';
}

/** The first update after our insert, which cannot set category, language and tags: it writes them and every seed. */
export const isCreation = ({ standing }: Pick<MergeInput, 'standing'>): boolean =>
  standing.kind === 'unfinished';

/** A seed is ours at creation. Cancelling a stream, and undoing that, also changes a seeded visibility. */
function isOwned(input: MergeInput, field: Field): boolean {
  const { desired, bases = [] } = input;
  const owner = ownershipOf(desired, field);
  if (owner !== 'seed') return owner === 'full';
  const calledOff = desired.status === 'cancelled' || bases.some((base) => base.status === 'cancelled');
  return isCreation(input) || (field === 'visibility' && calledOff);
}
