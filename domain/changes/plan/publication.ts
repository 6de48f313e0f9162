import { type Desired, ownershipOf, type Privacy } from '../../render/desired.ts';
import type { Wish } from '../../render/visibility.ts';
import { type Audience, audienceIn, isSameAudience } from '../merge/visibility.ts';

/**
 * What one commit says about when a video is public, compared with another: `from` is `unnamed` if nothing said before who may watch;
 * `at`: the time of the schedule, ISO 8601. `own`: the episode's own file says so, whatever its show says.
 */
export type Publication = {
  readonly from: Privacy | 'scheduled' | 'unnamed';
  readonly at?: string;
  readonly own: boolean;
};

type Compared = {
  readonly base: Desired;
  readonly desired: Desired;
  /** What the present file says under the show of the base; absent if the file did not change. */
  readonly own?: Wish | undefined;
  readonly finished: boolean;
  /** ms since 1970 */
  readonly now: number;
};

/** Whether a commit publishes a video, or changes when it is published: now, or after its stream. Without I/O, so without the live state. */
export function findPublication({ base, desired, own, finished, now }: Compared): Publication | undefined {
  const { manage } = desired.policy;
  if (manage === 'observe' || desired.kind === 'none' || desired.status !== 'scheduled') return undefined;
  if (ownershipOf(desired, 'visibility') !== 'full') return undefined;
  const phases = finished || desired.kind === 'video' ? [true] : [false, true];
  for (const over of phases) {
    const before = audienceIn({ ...base, status: 'scheduled' }, over, now);
    const wanted = audienceIn(desired, over, now);
    if (wanted === undefined || !publishes(before, wanted)) continue;
    return {
      from: before?.publishAt === undefined ? (before?.privacy ?? 'unnamed') : 'scheduled',
      ...(wanted.publishAt === undefined ? {} : { at: wanted.publishAt }),
      own: own !== undefined && isSameAudience(audienceIn(own, over, now), wanted),
    };
  }
  return undefined;
}

function publishes(before: Audience | undefined, wanted: Audience): boolean {
  if (before?.publishAt !== wanted.publishAt) return true;
  return wanted.privacy === 'public' && before?.privacy !== 'public';
}

/** `2 videos (private -> public): a, b`, one part for each kind. */
export function describePublications(
  all: readonly { readonly episodeId: string; readonly publication: Publication }[],
  most: number,
): string {
  const kinds = new Map<string, string[]>();
  for (const { episodeId, publication } of all) {
    const kind = describeKind(publication);
    kinds.set(kind, [...(kinds.get(kind) ?? []), episodeId]);
  }
  return [...kinds]
    .map(
      ([kind, ids]) =>
        `${ids.length} ${ids.length === 1 ? 'video' : 'videos'} (${kind}): ${listIds(ids, most)}`,
    )
    .join('; ');
}

const describeKind = ({ from, at }: Publication): string =>
  `${from === 'unnamed' ? 'visibility not named before' : from} -> ${at === undefined ? 'public' : `scheduled for ${at}`}`;

const listIds = (ids: readonly string[], most: number): string =>
  ids.length <= most + 1 ? ids.join(', ') : `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`;
