import type { Episode } from '../content/catalog/records.ts';
import type { Ownership } from '../content/ownership.ts';
import type { Desired, Privacy } from '../render/desired.ts';
import { COSTS, type Costs } from '../shared/costs.ts';
import { defined } from '../shared/defined.ts';
import { isHandedOver, type Standing } from './hand-over.ts';
import type { LiveVideo } from './live.ts';
import { audienceIn, isOver } from './merge/visibility.ts';

/** A former video of an episode, as its file lists it. Without `visibility` and `thumbnail` it is left as it is. */
export type ReplacedWish = NonNullable<Episode['youtube']>['replaces'][number];

export type ReplacedField = 'visibility' | 'thumbnail';

/** What the episode's file says of one replaced video at one commit; no `wish`: nothing. */
export type ReplacedEntry = {
  readonly wish?: ReplacedWish;
  readonly file: Pick<Episode, 'manage' | 'fields'>;
};

/** What is known of one replaced video. */
export type ReplacedInput = {
  readonly wish: ReplacedWish;
  /** The episode's file itself: what it lets us write makes an entry new as well. */
  readonly file: ReplacedEntry['file'];
  readonly old: LiveVideo;
  readonly standing: Standing;
  /** The episode's video of today, as this run leaves it. */
  readonly successor: { readonly live: LiveVideo; readonly standing: Standing };
  readonly desired: Desired;
  /** Who writes these fields, as a file says under `fields`. */
  readonly owners: Readonly<Record<ReplacedField, Ownership>>;
  /** The same at the commits that may be on YouTube. */
  readonly before: readonly ReplacedEntry[];
  /** An earlier look found that its entry is new, and it has waited for the new video since then. */
  readonly due: boolean;
  /** ms since 1970 */
  readonly at: number;
};

/**
 * done: nothing to do or to say · write: the new video is up, and the file says something new · waits: it will be, when the new video is
 * up; `due`: its entry is new; `until`: ISO 8601, if the time is known · left: it stays as it is; `asked`: although the file says more.
 */
export type ReplacedDecision =
  | { readonly kind: 'done' }
  | { readonly kind: 'write'; readonly fields: readonly ReplacedField[] }
  | { readonly kind: 'waits'; readonly why: string; readonly due: boolean; readonly until?: string }
  | { readonly kind: 'left'; readonly why: string; readonly asked: boolean };

/**
 * What becomes of a replaced video. It is only ever hidden, never published, and only if it was handed over, its entry is new, and the
 * new video is up: until then it stays, so that there is always one that people can watch.
 */
export function judgeReplaced(input: ReplacedInput): ReplacedDecision {
  const asked = listAsked(input);
  if (asked.length === 0) return describeSilence(input);
  const refusal = findRefusal(input, asked);
  if (refusal !== undefined) return { kind: 'left', why: refusal, asked: true };
  const fields = asked.filter((field) => input.owners[field] === 'full');
  const ours = fields.filter((field) => isNew(input, field));
  const wait = findWait(input);
  if (wait !== undefined) return describeWait(input, wait, ours.length > 0);
  if (ours.length > 0) return { kind: 'write', fields: ours };
  return { kind: 'left', why: describeEdit(input), asked: true };
}

/** Whether the file says more of a replaced video than that it is one. */
export const isAsking = ({ visibility, thumbnail }: ReplacedWish): boolean =>
  visibility !== undefined || typeof thumbnail === 'object';

/** What differs from the entry. A picture is not compared here, so it counts while its entry is new. */
function listAsked(input: ReplacedInput): ReplacedField[] {
  const { visibility, thumbnail } = input.wish;
  return [
    ...(visibility !== undefined && isMoreVisible(input.old.privacy, visibility)
      ? (['visibility'] as const)
      : []),
    ...(typeof thumbnail === 'object' && isNew(input, 'thumbnail') ? (['thumbnail'] as const) : []),
  ];
}

const describeSilence = ({ wish, old }: ReplacedInput): ReplacedDecision =>
  wish.visibility === undefined && old.privacy === 'public'
    ? { kind: 'left', why: `the replaced video ${old.videoId} is still public`, asked: false }
    : { kind: 'done' };

/** Who has an entry that was there before, too, wrote it already, or left it to a person. */
function isNew({ wish, file, before, due }: ReplacedInput, field: ReplacedField): boolean {
  const now = hashEntry({ wish, file }, field);
  return due || before.some((one) => hashEntry(one, field) !== now);
}

const hashEntry = ({ wish, file }: ReplacedEntry, field: ReplacedField): string =>
  JSON.stringify([wish?.[field] ?? 'keep', file.fields?.[field], file.manage]);

const VISIBLE: readonly Privacy[] = ['private', 'unlisted', 'public'];

const isMoreVisible = (one: Privacy, other: Privacy): boolean =>
  VISIBLE.indexOf(one) > VISIBLE.indexOf(other);

/** Why it is not ours to write, and what a person can do; undefined: it is. */
function findRefusal(input: ReplacedInput, asked: readonly ReplacedField[]): string | undefined {
  const { desired, standing, owners, old } = input;
  const { episodeId, policy } = desired;
  const is = describeState(input);
  const cure = `Change it in YouTube Studio, or take ${listWords(asked)} out of its entry under "replaces"`;
  if (standing.kind === 'another')
    return `${is}, and not ours to write: it carries the marker of ${standing.episodeId}. ${cure}`;
  if (!isHandedOver(standing))
    return `${is}, and not ours to write: it was never handed over to ${episodeId}. ${cure}`;
  if (policy.manage === 'observe') return `${is}: manage is observe, so nothing is written`;
  if (asked.some((field) => owners[field] === 'full')) return undefined;
  const [field = 'visibility'] = asked;
  const { videoId } = old;
  return `${is}: fields says "${field}: ${owners[field]}". To change ${videoId}, write "fields: { ${field}: full }" in the file of ${episodeId}, or use YouTube Studio`;
}

const describeState = ({ old }: ReplacedInput): string =>
  `the replaced video ${old.videoId} is still ${old.privacy}`;

const listWords = (fields: readonly ReplacedField[]): string => fields.join(' and ');

/** `what`: what has to happen first. */
type Wait = { readonly what: string; readonly until?: string };

/** Before the new video is up there would be none that people can watch, unless the file says that there is to be none. */
function findWait({ old, successor, desired, at }: ReplacedInput): Wait | undefined {
  const { live, standing } = successor;
  const name = `the new video ${live.videoId}`;
  if (old.phase === 'live' || old.phase === 'testing') return { what: 'its own stream is over' };
  if (!isHandedOver(standing)) return { what: `${name} is taken over` };
  if (desired.status === 'cancelled') return { what: `${desired.episodeId} is no longer cancelled` };
  // A waiting page is replaced by the next one, a video by a video.
  if (!isOver(live) && old.phase !== 'upcoming') return { what: `the stream of ${name} is over` };
  const wanted = audienceIn(desired, isOver(live), at);
  const needed = wanted === undefined || wanted.publishAt !== undefined ? 'public' : wanted.privacy;
  if (!isMoreVisible(needed, live.privacy)) return undefined;
  return { what: `${name} is ${needed}`, ...defined({ until: live.publishAt }) };
}

const describeWait = (input: ReplacedInput, { what, until }: Wait, due: boolean): ReplacedDecision => ({
  kind: 'waits',
  why: `${describeState(input)} until ${what}${until === undefined ? '' : `, scheduled for ${until}`}`,
  due,
  ...defined({ until }),
});

/** The same entry stood there before: it was hidden then, or nothing is known. */
function describeEdit(input: ReplacedInput): string {
  const { wish, before } = input;
  const why =
    before.length === 0
      ? 'nothing shows whether a person made it so'
      : `its file said ${wish.visibility} before, so a person may have made it so`;
  return `${describeState(input)}, and not changed: ${why}. Change it in YouTube Studio, or take visibility out of its entry under "replaces"`;
}

/** What an episode says of the videos that it replaces. */
export type ReplacedReport = {
  /** For people, one for each video that is not as it was replaced to be. */
  readonly notes: readonly string[];
  /** The file asks for something that is not ours to write. */
  readonly needsPerson?: true;
  /** Videos whose entries are new and that still have to be written. */
  readonly due?: readonly string[];
};

export type JudgedVideo = { readonly videoId: string; readonly decision: ReplacedDecision };

/** undefined: there is nothing to say and nothing to do. */
export function reportReplaced(judged: readonly JudgedVideo[]): ReplacedReport | undefined {
  const notes = judged.flatMap(({ decision }) => ('why' in decision ? [decision.why] : []));
  const due = judged.filter(({ decision }) => isDue(decision)).map(({ videoId }) => videoId);
  if (notes.length + due.length === 0) return undefined;
  return {
    notes,
    ...(judged.some(({ decision }) => decision.kind === 'left' && decision.asked)
      ? { needsPerson: true as const }
      : {}),
    ...(due.length === 0 ? {} : { due }),
  };
}

const isDue = (decision: ReplacedDecision): boolean =>
  decision.kind === 'write' || (decision.kind === 'waits' && decision.due);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** YouTube may publish late. */
const LATE = 2 * MINUTE;

/** Milliseconds until it is worth another look; undefined: nothing waits. */
export const FOR_REPLACED = 'to hide the video that it replaces';

export function nextLook(judged: readonly JudgedVideo[], at: number): number | undefined {
  const waits = judged.flatMap(({ decision }) =>
    decision.kind === 'waits' && decision.due ? [waitOf(decision.until, at)] : [],
  );
  return waits.length === 0 ? undefined : Math.min(...waits);
}

function waitOf(until: string | undefined, at: number): number {
  const left = Date.parse(until ?? '') - at;
  if (left > 0) return left + LATE;
  return left > -HOUR ? 10 * MINUTE : 6 * HOUR;
}

/** The maximum of units to change all replaced videos that a file says something of. */
export function estimateReplaced(wishes: readonly ReplacedWish[], costs: Costs = COSTS): number {
  const writes = wishes.reduce(
    (sum, { visibility, thumbnail }) =>
      sum +
      (visibility === undefined ? 0 : costs['videos.update']) +
      (typeof thumbnail === 'object' ? costs['thumbnails.set'] : 0),
    0,
  );
  return writes === 0 ? 0 : costs['videos.list'] + writes;
}
