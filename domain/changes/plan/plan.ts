import { FIELDS, type Field, STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import { formatSeal } from '../../render/description/marker.ts';
import { type Desired, endOf, hashDesired } from '../../render/desired.ts';
import { COSTS, type Costs } from '../../shared/costs.ts';
import { defined } from '../../shared/defined.ts';
import { hashText } from '../../shared/hash.ts';
import { canCall, type Remembered, rememberStanding, type Standing } from '../hand-over.ts';
import type { LiveBroadcast } from '../live.ts';
import { type Blocked, isSameInstant, listBlocked } from '../merge/gates.ts';
import type { FieldDecision } from '../merge/judge.ts';
import { type Merge, type MergeInput, mergeVideo } from '../merge/merge.ts';
import { hasTheirTranslation, listLanguageless } from '../merge/translations.ts';
import { isMarkerless, renderNextSeal, renderTexts, type VideoTexts } from '../merge/video-texts.ts';
import { holdsVisibility, listHeld } from '../merge/visibility.ts';

/** One call that takes `live` towards `desired`. */
export type VideoChange =
  | {
      readonly call: 'videos.update';
      readonly fields: readonly string[];
      readonly next: VideoTexts;
      readonly units: number;
    }
  | {
      readonly call: 'liveBroadcasts.update';
      readonly fields: readonly string[];
      readonly next: {
        readonly start?: string;
        readonly end?: string;
        readonly latency?: NonNullable<LiveBroadcast['latency']>;
        readonly dvr?: boolean;
        readonly captions?: NonNullable<LiveBroadcast['captions']>;
      };
      readonly units: number;
    };

/** What one video needs: calls in order, and fields that are not overwritten because a person or an unknown source changed them. */
export type VideoPlan = {
  readonly episodeId: string;
  readonly videoId: string;
  readonly standing: Standing['kind'];
  readonly changes: readonly VideoChange[];
  readonly edited: readonly Field[];
  readonly unknown: readonly Field[];
  /** What differs on a video that is not ours to write. */
  readonly differs: readonly Field[];
  /** What cannot change now. */
  readonly blocked: readonly Blocked[];
  /** Its visibility stays in force until its own file or an approval publishes it. */
  readonly holdsVisibility?: 'now' | 'later';
  /** The desired start, if it has passed: YouTube would refuse it, so it is not sent. */
  readonly refusedStart?: string;
  /** What the episode remembers once the plan is applied. Absent: the video was never handed over. */
  readonly remembered?: Remembered;
  readonly units: number;
};

/** `now` in ms since 1970; absent: a start in the past is planned like any other. `costs` absent: our assumption for live methods. */
export type PlanInput = MergeInput & { readonly now?: number; readonly costs?: Costs | undefined };

/**
 * Plans one video as a plain value, the same for a pull request and for the activity that executes it. The broadcast comes
 * first: its update sends title and description back as they were read and must not undo the new texts.
 */
export function planVideo(given: PlanInput): VideoPlan {
  const input = { ...given, at: given.at ?? given.now };
  const merge = mergeVideo(input);
  const { standing } = input;
  const writable = canCall(standing, input.desired.policy);
  const changes = writable ? [...planBroadcast(input, merge), ...planTexts(input, merge)] : [];
  const refused = writable && isPastStart(input, merge) ? input.desired.start : undefined;
  return {
    episodeId: input.desired.episodeId,
    videoId: input.live.videoId,
    standing: standing.kind,
    changes,
    edited: writable ? listEdited(input, merge) : [],
    unknown: writable ? fieldsDecidedAs(['unknown'], merge) : [],
    differs: writable ? [] : fieldsDecidedAs(['write', 'edited', 'unknown', 'held'], merge),
    blocked: writable
      ? [
          ...listBlocked(input),
          ...listLanguageless(input, merge.language),
          ...listHeld(input, merge.visibility),
        ]
      : [],
    ...(writable ? defined({ holdsVisibility: holdsVisibility(input, merge.visibility) }) : {}),
    ...defined({ refusedStart: refused, remembered: rememberAfter(input, merge, changes) }),
    units: changes.reduce((sum, change) => sum + change.units, 0),
  };
}

/** Nothing written: what was known before. */
function rememberAfter(
  input: MergeInput,
  merge: Merge,
  changes: readonly VideoChange[],
): Remembered | undefined {
  const { standing, live } = input;
  const writes = changes.some(({ call }) => call === 'videos.update');
  if (!writes && standing.kind !== 'taken') return rememberStanding(standing, live.videoId);
  return {
    videoId: live.videoId,
    seal: formatSeal(renderNextSeal(input, merge)),
    ...(isMarkerless(input, merge) ? { markerless: true as const } : {}),
  };
}

const ON_VIDEO = [
  'title',
  'description',
  'tags',
  'category',
  'language',
  'localizations',
  ...VIDEO_SETTINGS,
  'visibility',
] as const;

function planTexts(input: MergeInput, merge: Merge): VideoChange[] {
  const fields = ON_VIDEO.filter((field) => merge[field] === 'write');
  if (fields.length === 0) return [];
  return [{ call: 'videos.update', fields, next: renderTexts(input, merge), units: COSTS['videos.update'] }];
}

/** Start, end and settings of the stream in one call; the start is sent with the end, which must not come before it. */
function planBroadcast(input: PlanInput, merge: Merge): VideoChange[] {
  const { desired, costs = COSTS } = input;
  const end = endOf(desired);
  const next = {
    ...(merge.start === 'write' && desired.start !== undefined && !isPastStart(input, merge)
      ? { start: desired.start, ...defined({ end }) }
      : {}),
    ...defined({
      latency: merge.latency === 'write' ? desired.latency : undefined,
      dvr: merge.dvr === 'write' ? desired.dvr : undefined,
      captions: merge.captions === 'write' ? desired.captions : undefined,
    }),
  };
  const fields = (['start', 'latency', ...STREAM_SETTINGS] as const).filter(
    (field) => next[field] !== undefined,
  );
  if (fields.length === 0) return [];
  return [{ call: 'liveBroadcasts.update', fields, next, units: costs['liveBroadcasts.update'] }];
}

/** YouTube only accepts a start in the future, or the one that it already has. */
function isPastStart({ desired, broadcast, now }: PlanInput, merge: Merge): boolean {
  if (merge.start !== 'write' || now === undefined) return false;
  return Date.parse(desired.start ?? '') <= now && !isSameInstant(desired.start, broadcast?.start);
}

const fieldsDecidedAs = (decisions: readonly FieldDecision[], merge: Merge): Field[] =>
  FIELDS.filter((field) => Object.hasOwn(merge, field) && decisions.includes(merge[field as keyof Merge]));

/** A person's translation stays, while others are written in the same part. */
const listEdited = (input: MergeInput, merge: Merge): Field[] => {
  const also =
    merge.localizations === 'write' && hasTheirTranslation(input) ? (['localizations'] as const) : [];
  const edited: readonly Field[] = [...fieldsDecidedAs(['edited'], merge), ...also];
  return FIELDS.filter((field) => edited.includes(field));
};

/** What an approval covers for one episode: its id and the hash of its desired state, independent of YouTube. */
export const changeKeyOf = (desired: Desired): string => `${desired.episodeId} ${hashDesired(desired)}`;

/** What an approval of its publication covers: whoever approves a text does not approve that it becomes public. */
export const publicationKeyOf = (desired: Desired): string => `publish ${changeKeyOf(desired)}`;

/** The checksum of a plan: over the sorted keys, so that a pull request and the worker get the same one. */
export const checksumOfKeys = (keys: readonly string[]): string => hashText([...keys].sort().join('\n'), 12);

export const checksumOf = (desired: readonly Desired[]): string => checksumOfKeys(desired.map(changeKeyOf));
