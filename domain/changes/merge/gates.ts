import type { Field } from '../../content/ownership.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';
import { liveSetting, wantedSetting } from '../setting-values.ts';

/** A broadcast's stage according to YouTube; `upload`: it never was a broadcast. */
export const STAGES = ['created', 'ready', 'testing', 'live', 'complete', 'upload'] as const;
export type LifeStage = (typeof STAGES)[number];

const BEFORE_TEST: readonly LifeStage[] = ['created', 'ready'];
const BEFORE_LIVE: readonly LifeStage[] = ['created', 'ready', 'testing'];

/** The stages in which YouTube allows a field to change. Source: reference of liveBroadcasts.update and .bind, videos.update, thumbnails.set, playlistItems. */
const CHANGEABLE_IN: Readonly<Record<Field, readonly LifeStage[]>> = {
  title: STAGES,
  description: STAGES,
  tags: STAGES,
  category: STAGES,
  language: STAGES,
  localizations: STAGES,
  audioLanguage: STAGES,
  madeForKids: STAGES,
  syntheticMedia: STAGES,
  paidPromotion: STAGES,
  license: STAGES,
  embeddable: STAGES,
  recordingDate: STAGES,
  start: BEFORE_LIVE,
  latency: BEFORE_TEST,
  dvr: BEFORE_TEST,
  captions: BEFORE_TEST,
  stream: BEFORE_TEST,
  visibility: STAGES,
  playlists: STAGES,
  thumbnail: STAGES,
};

export const canChange = (field: Field, stage: LifeStage): boolean => CHANGEABLE_IN[field].includes(stage);

/** Uses the broadcast's own state if it was read, as a video in its test says "upcoming"; otherwise an upcoming one counts as ready. */
export function stageOf(live: LiveVideo, broadcast: LiveBroadcast | undefined): LifeStage {
  switch (live.phase) {
    case 'none':
      return 'upload';
    case 'upcoming':
      return STATES[broadcast?.lifeCycleStatus ?? ''] ?? 'ready';
    default:
      return live.phase;
  }
}

const STATES: Readonly<Record<string, LifeStage>> = {
  created: 'created',
  testStarting: 'testing',
  testing: 'testing',
  liveStarting: 'live',
  live: 'live',
};

/** A change that is not possible now. `later`: it is made automatically when possible; otherwise YouTube will never accept it. */
export type Blocked = { readonly field: Field; readonly why: string; readonly later: boolean };

export type GateInput = {
  readonly desired: Desired;
  readonly bases?: readonly Desired[];
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
  /** ms since 1970 */
  readonly at?: number | undefined;
};

/** Changes of the content that the video's stage no longer allows, and a cancelled stream that is on air: we never end a stream. */
export function listBlocked(input: GateInput): Blocked[] {
  const { desired, live, broadcast } = input;
  const stage = stageOf(live, broadcast);
  const closed = ON_BROADCAST.filter(
    (field) => !canChange(field, stage) && stage !== 'upload' && hasChanged(input, field),
  );
  return [
    ...closed.map((field) => ({
      field,
      why: `${field}: cannot change ${WHEN[stage]}; this change is skipped`,
      later: false,
    })),
    ...listPublishing(input),
    ...(isCancelledOnAir(desired, stage) && live.privacy !== 'private' ? [CANCELLED_ON_AIR] : []),
  ];
}

/** A stream cancelled while on air becomes private after its end, not before: we never take a stream off the air. */
export const isCancelledOnAir = (desired: Desired, stage: LifeStage): boolean =>
  desired.status === 'cancelled' && (stage === 'live' || stage === 'testing');

/** Settings that are one part with who may watch, while YouTube makes the video public. */
function listPublishing({ desired, live, at }: GateInput): Blocked[] {
  if (!isBeingPublished(live, at)) return [];
  return IN_STATUS.filter(
    (field) =>
      ownershipOf(desired, field) === 'full' &&
      desired[field] !== undefined &&
      wantedSetting(desired, field) !== liveSetting(live, undefined, field),
  ).map((field) => ({
    field,
    why: `${field}: changes when YouTube has made the video public, which is due`,
    later: true,
  }));
}

/** One part on YouTube with who may watch. */
export const IN_STATUS = ['madeForKids', 'syntheticMedia', 'license', 'embeddable'] as const;

const SOON_MS = 2 * 60_000;

/** An update of `status` would say again that the video is private, just when YouTube makes it public. `at`: ms since 1970. */
export function isBeingPublished({ privacy, publishAt }: LiveVideo, at: number | undefined): boolean {
  if (privacy !== 'private' || publishAt === undefined || at === undefined) return false;
  return Date.parse(publishAt) - at <= SOON_MS;
}

const ON_BROADCAST = ['start', 'latency', 'dvr', 'captions', 'stream'] as const;

const WHEN: Readonly<Partial<Record<LifeStage, string>>> = {
  testing: 'during its test',
  live: 'while live',
  complete: 'after the stream',
};

const CANCELLED_ON_AIR: Blocked = {
  field: 'visibility',
  why: 'cancelled while on air: a running stream is not interrupted; it becomes private when it ends',
  later: true,
};

/** Compares with every base: a value that one of them has may already be on YouTube. */
function hasChanged({ desired, bases = [], live }: GateInput, field: (typeof ON_BROADCAST)[number]): boolean {
  if (ownershipOf(desired, field) !== 'full' || desired[field] === undefined) return false;
  if (field === 'start' && isSameInstant(live.start, desired.start)) return hasNewEnd(desired, bases);
  return bases.length > 0 && bases.every((base) => base[field] !== desired[field]);
}

const hasNewEnd = (desired: Desired, bases: readonly Desired[]): boolean =>
  bases.length > 0 &&
  bases.every((base) => base.end !== undefined && desired.end !== undefined && base.end !== desired.end);

export const isSameInstant = (one: string | undefined, other: string | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && Date.parse(one) === Date.parse(other));
