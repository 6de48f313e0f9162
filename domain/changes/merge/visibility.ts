import { ownershipOf, type Privacy } from '../../render/desired.ts';
import type { Wish } from '../../render/visibility.ts';
import type { LiveVideo } from '../live.ts';
import { type Blocked, isCancelledOnAir, isSameInstant, stageOf } from './gates.ts';
import { type FieldDecision, isCreation, judge, type MergeInput, type VisibilityBase } from './judge.ts';

/** Who may watch: a privacy and, of a private video, when YouTube makes it public (ISO 8601, UTC). */
export type Audience = { readonly privacy: Privacy; readonly publishAt?: string };

/**
 * Visibility has no seal, and making a video public cannot be undone: beyond the rule of every field it has a gate of its own.
 * `held`: ours to write, but it would publish the video, or change when it is published, and neither the episode's own file nor an
 * approval says so.
 *
 * When the stream ends, the privacy from before is still ours: only the end made it wrong. Without a base this applies only to a
 * video with our seal.
 */
export function decideVisibility(input: MergeInput): FieldDecision {
  const { desired, live } = input;
  const wanted = wantedAudience(input);
  if (wanted === undefined || isCancelledOnAir(desired, stageOf(live, input.broadcast))) return 'not-ours';
  const claim = claimVisibility(input, input.standing.kind === 'sealed');
  const decision = judge(input, 'visibility', claim);
  if (decision !== 'write' || !changesPublication(audienceOf(live), wanted)) return decision;
  if (isCreation(input) || input.mayPublish === true) return 'write';
  // `drift: overwrite`, and an operator who released all fields, never publish.
  if (!claim.known) return 'unknown';
  if (!claim.ours) return 'edited';
  if (isJustified(input, wanted)) return 'write';
  return hasForeignSchedule(input) ? 'edited' : 'held';
}

/** What the content wants now; undefined: it does not say. */
export const wantedAudience = ({ desired, live, at }: Pick<MergeInput, 'desired' | 'live' | 'at'>) =>
  audienceIn(desired, isOver(live), at);

/** The stream has ended, or it is an upload and never had one. */
export const isOver = (live: LiveVideo): boolean => live.phase === 'complete' || live.phase === 'none';

/** Who may watch before or after the stream. `at`: ms since 1970; absent: no `publishAt` has passed. */
export function audienceIn(
  { status, visibility, publishAt }: Wish,
  over: boolean,
  at = 0,
): Audience | undefined {
  if (status === 'cancelled') return { privacy: 'private' };
  const privacy = over ? visibility?.after : visibility?.live;
  if (privacy === undefined) return undefined;
  return over && publishAt !== undefined && Date.parse(publishAt) > at
    ? { privacy: 'private', publishAt }
    : { privacy };
}

export const audienceOf = ({ privacy, publishAt }: LiveVideo): Audience =>
  privacy === 'private' && publishAt !== undefined ? { privacy, publishAt } : { privacy };

export const isSameAudience = (one: Audience | undefined, other: Audience | undefined): boolean =>
  one?.privacy === other?.privacy && isSameInstant(one?.publishAt, other?.publishAt);

/** Whether YouTube is where the content wants it, or gets there by itself: a schedule is `public` to come. */
function isReached(wish: Wish, found: Audience, input: MergeInput): boolean {
  const wanted = audienceIn(wish, isOver(input.live), input.at);
  if (isSameAudience(wanted, found)) return true;
  const isToCome = wanted?.privacy === 'public' && found.publishAt !== undefined;
  return isToCome && (wish.publishAt === undefined || isSameInstant(wish.publishAt, found.publishAt));
}

/** A public video is never made private because a `publishAt` is still to come. */
const isAlreadyPublic = ({ privacy }: Audience, wanted: Audience | undefined): boolean =>
  privacy === 'public' && wanted?.publishAt !== undefined;

function claimVisibility(input: MergeInput, isSealed: boolean) {
  const { desired, live, at } = input;
  const found = audienceOf(live);
  const wasAtStart = (wish: Wish): boolean =>
    live.phase === 'complete' && isSameAudience(audienceIn(wish, false, at), found);
  const toldBefore = inForce(input).map(({ base }) => base);
  const isNewlyNamed = toldBefore.length > 0 && toldBefore.every((base) => !namesVisibility(base, live));
  const cancelled = desired.status === 'cancelled' ? Object.values(desired.visibility ?? {}) : [];
  return {
    same: isReached(desired, found, input) || isAlreadyPublic(found, wantedAudience(input)),
    ours:
      isCreation(input) ||
      // A schedule that no file named is a person's.
      (isNewlyNamed && found.publishAt === undefined) ||
      toldBefore.some((base) => isReached(base, found, input) || wasAtStart(base)) ||
      (toldBefore.length === 0 && isSealed && wasAtStart(desired)) ||
      cancelled.some((privacy) =>
        isReached({ ...desired, status: 'scheduled', visibility: both(privacy) }, found, input),
      ),
    known: toldBefore.length > 0,
  };
}

/** A person scheduled it on YouTube: no file named that time. */
function hasForeignSchedule(input: MergeInput): boolean {
  const { publishAt } = audienceOf(input.live);
  return (
    publishAt !== undefined && !inForce(input).some(({ base }) => isSameInstant(base.publishAt, publishAt))
  );
}

const both = (privacy: Privacy) => ({ live: privacy, after: privacy });

const namesVisibility = (wish: Wish, live: LiveVideo): boolean =>
  audienceIn(wish, isOver(live)) !== undefined;

const inForce = ({ visibilityBases, bases = [] }: MergeInput): readonly VisibilityBase[] =>
  visibilityBases ?? bases.map((base) => ({ base }));

/** Private or unlisted becomes public, or a scheduled publication begins, moves or ends. */
const changesPublication = (from: Audience, to: Audience): boolean =>
  !isSameInstant(from.publishAt, to.publishAt) || (to.privacy === 'public' && from.privacy !== 'public');

/** Every state that may be the one on YouTube leads to what is wanted by the episode's own file, or by what was said before. */
function isJustified(input: MergeInput, wanted: Audience): boolean {
  const { live, at } = input;
  const found = audienceOf(live);
  const candidates = inForce(input).filter(
    ({ base }) =>
      !namesVisibility(base, live) || isReached(base, found, input) || isEndOfStream(base, live, found),
  );
  return (
    candidates.length > 0 &&
    candidates.every(
      ({ base, own }) =>
        (input.direct === true &&
          own !== undefined &&
          isSameAudience(audienceIn(own, isOver(live), at), wanted)) ||
        (isEndOfStream(base, live, found) && base.visibility?.after === wanted.privacy) ||
        isTakenBack(base, input, wanted),
    )
  );
}

/** The stream ended, and what stood before it is still there. */
const isEndOfStream = (base: Wish, { phase }: LiveVideo, found: Audience): boolean =>
  phase === 'complete' && base.status !== 'cancelled' && isSameAudience(audienceIn(base, false), found);

/** `cancelled` is taken back to what the content said before it. */
const isTakenBack = (base: Wish, { live, at }: MergeInput, wanted: Audience): boolean =>
  base.status === 'cancelled' &&
  isSameAudience(audienceIn({ ...base, status: 'scheduled' }, isOver(live), at), wanted);

/**
 * Whether the visibility that was in force stays in force although the content now says another one: the video would be published
 * by it, now or after its stream, without the episode's own file or an approval.
 */
export function holdsVisibility(input: MergeInput, decision: FieldDecision): 'now' | 'later' | undefined {
  if (decision === 'held') return 'now';
  return holdsForLater(input) ? 'later' : undefined;
}

function holdsForLater(input: MergeInput): boolean {
  const { desired, live, mayPublish } = input;
  if (
    isOver(live) ||
    isCreation(input) ||
    mayPublish === true ||
    ownershipOf(desired, 'visibility') !== 'full'
  )
    return false;
  const later = audienceIn(desired, true);
  if (later?.privacy !== 'public') return false;
  const isPublicAfter = (wish: Wish | undefined): boolean =>
    wish !== undefined && audienceIn({ ...wish, status: 'scheduled' }, true)?.privacy === 'public';
  const before = inForce(input);
  // Nothing is known of the time before: only the file itself can say so.
  if (before.length === 0) return input.own !== undefined && !isPublicAfter(input.own);
  return !before.every(
    ({ base, own }) => isPublicAfter(base) || (input.direct === true && isPublicAfter(own)),
  );
}

/** What a person should know about a visibility that is not written. */
export function listHeld(input: MergeInput, decision: FieldDecision): Blocked[] {
  const { desired, live } = input;
  const holds = holdsVisibility(input, decision);
  if (holds !== undefined) return [{ field: 'visibility', why: HELD[holds], later: true }];
  if (isAlreadyPublic(audienceOf(live), wantedAudience(input)) && decision === 'same')
    return [
      {
        field: 'visibility',
        why: `visibility: the video is already public; publishAt ${desired.publishAt} changes nothing`,
        later: false,
      },
    ];
  return [];
}

const HELD = {
  now: "visibility: publishing waits for approval; only the episode's own file or an approved rewrite makes a video public or changes when that happens",
  later:
    "visibility: publishing after the stream waits for approval; only the episode's own file or an approved rewrite makes a video public",
} as const;
