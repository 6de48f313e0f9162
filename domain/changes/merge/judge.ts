import type { Field } from '../../content/ownership.ts';
import type { MarkerForms } from '../../render/description/marker.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

/**
 * What becomes of one field of one video.
 * same: nothing to do · write: ours, to be written · edited: a person changed it, we leave it · unknown: nobody can say whose it is, we leave it
 * · not-ours: the content says nothing or the policy forbids.
 */
export type FieldDecision = 'same' | 'write' | 'edited' | 'unknown' | 'not-ours';

export type MergeInput = {
  readonly desired: Desired;
  /** What we may have made YouTube say before, as far as history tells: what equals one of them is ours. */
  readonly bases?: readonly Desired[];
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
  readonly forms: MarkerForms;
  /** Fields that an operator released: what a person made of them is written all the same. */
  readonly overwrite?: readonly Field[];
  /** The first update after our own insert, which cannot say category, language and tags: they and every seed are written now. Absent: as the marker says. */
  readonly created?: boolean;
};

/** What is known of one field's live value. */
export type Claim = { readonly same: boolean; readonly ours: boolean; readonly known: boolean };

/** The one rule: equal is done; ours is written; otherwise it is a person's, or nobody knows, and then no policy helps. */
export function judge(input: MergeInput, field: Field, { same, ours, known }: Claim): FieldDecision {
  if (!isOwned(input, field)) return 'not-ours';
  if (same) return 'same';
  if (ours || input.overwrite?.includes(field) === true) return 'write';
  if (!known) return 'unknown';
  return input.desired.policy.drift === 'overwrite' ? 'write' : 'edited';
}

/** A seed is ours at creation. Calling a stream off, and taking that back, is said by the episode's own file. */
function isOwned({ desired, bases = [], created }: MergeInput, field: Field): boolean {
  const owner = ownershipOf(desired, field);
  if (owner !== 'seed') return owner === 'full';
  const calledOff = desired.status === 'cancelled' || bases.some((base) => base.status === 'cancelled');
  return created === true || (field === 'visibility' && calledOff);
}
