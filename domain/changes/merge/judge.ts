import type { Field } from '../../content/ownership.ts';
import type { MarkerSettings } from '../../render/description/marker.ts';
import { type Desired, hasRoomForMarker, ownershipOf } from '../../render/desired.ts';
import type { Wish } from '../../render/visibility.ts';
import type { Standing } from '../hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

/**
 * What to do with one field of one video.
 * same: nothing to do · write: ours, write it · edited: a person changed it, do not overwrite · unknown: cannot tell who changed it, do not overwrite
 * · held: ours, but it would publish the video, which waits for approval · refused: ours, but YouTube refuses this value, so it is left out
 * · not-ours: the content does not set it or the policy forbids it.
 */
export type FieldDecision = 'same' | 'write' | 'edited' | 'unknown' | 'held' | 'refused' | 'not-ours';

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
  /** Fields whose values YouTube refuses: left out of the call. */
  readonly refused?: readonly Field[] | undefined;
} & PublishingInput;

/** What decides whether a video may be published. */
type PublishingInput = {
  /** ms since 1970: whether a `publishAt` has passed. Absent: none has. */
  readonly at?: number | undefined;
  /** An approval names this publication, or an operator released the visibility by its name. */
  readonly mayPublish?: boolean | undefined;
  /** The request was caused by a change of the episode's own file. */
  readonly direct?: boolean | undefined;
  /** The visibilities that may be in force, if they are not those of `bases`. */
  readonly visibilityBases?: readonly VisibilityBase[] | undefined;
  /** What the episode's file alone says about who may watch. */
  readonly own?: Wish | undefined;
};

/** A state that may be on YouTube, and what the episode's present file would say under the show of that commit. */
export type VisibilityBase = { readonly base: Desired; readonly own?: Wish };

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

/** Whether a description that we write ends with the marker: there is room for it, and the owner wants the line or has it. */
export const takesMarker = ({ standing, desired }: Pick<MergeInput, 'standing' | 'desired'>): boolean =>
  hasRoomForMarker(desired) &&
  (desired.policy.marker !== 'none' || ('marker' in standing && standing.marker !== undefined));

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
