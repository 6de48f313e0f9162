import type { Field } from '../../content/ownership.ts';
import type { MarkerForms } from '../../render/description/marker.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
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
  readonly forms: MarkerForms;
  /** Fields that an operator released: a person's edits to them are overwritten. */
  readonly overwrite?: readonly Field[];
  /** The first update after our insert, which cannot set category, language and tags: it writes them and every seed. Absent: according to the marker. */
  readonly created?: boolean;
};

/** What is known about one field's live value. */
export type Claim = { readonly same: boolean; readonly ours: boolean; readonly known: boolean };

/** The one rule: equal is done; ours is written; otherwise a person changed it, or we cannot tell, and then no policy applies. */
export function judge(input: MergeInput, field: Field, { same, ours, known }: Claim): FieldDecision {
  if (!isOwned(input, field)) return 'not-ours';
  if (same) return 'same';
  if (ours || input.overwrite?.includes(field) === true) return 'write';
  if (!known) return 'unknown';
  return input.desired.policy.drift === 'overwrite' ? 'write' : 'edited';
}

/** A seed is ours at creation. Cancelling a stream, and undoing that, also changes a seeded visibility. */
function isOwned({ desired, bases = [], created }: MergeInput, field: Field): boolean {
  const owner = ownershipOf(desired, field);
  if (owner !== 'seed') return owner === 'full';
  const calledOff = desired.status === 'cancelled' || bases.some((base) => base.status === 'cancelled');
  return created === true || (field === 'visibility' && calledOff);
}
