import type { Field } from '../../content/ownership.ts';
import type { MarkerForms } from '../../render/description/marker.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { Wish } from '../../render/visibility.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

/**
 * What to do with one field of one video.
 * same: nothing to do · write: ours, write it · edited: a person changed it, do not overwrite · unknown: cannot tell who changed it, do not overwrite
 * · held: ours, but it would publish the video, which waits for approval · not-ours: the content does not set it or the policy forbids it.
 */
export type FieldDecision = 'same' | 'write' | 'edited' | 'unknown' | 'held' | 'not-ours';

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
