import type { Field } from '../../content/ownership.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

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
  start: BEFORE_LIVE,
  latency: BEFORE_TEST,
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
    ...(isCancelledOnAir(desired, stage) && live.privacy !== 'private' ? [CANCELLED_ON_AIR] : []),
  ];
}

/** A stream cancelled while on air becomes private after its end, not before: we never take a stream off the air. */
export const isCancelledOnAir = (desired: Desired, stage: LifeStage): boolean =>
  desired.status === 'cancelled' && (stage === 'live' || stage === 'testing');

const ON_BROADCAST = ['start', 'latency', 'stream'] as const;

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
