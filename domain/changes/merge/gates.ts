import type { Field } from '../../content/ownership.ts';
import { type Desired, ownershipOf } from '../../render/desired.ts';
import type { LiveBroadcast, LiveVideo } from '../live.ts';

/** Where a broadcast stands, by YouTube's word; `upload`: it never was one. */
export const STAGES = ['created', 'ready', 'testing', 'live', 'complete', 'upload'] as const;
export type LifeStage = (typeof STAGES)[number];

const BEFORE_TEST: readonly LifeStage[] = ['created', 'ready'];
const BEFORE_LIVE: readonly LifeStage[] = ['created', 'ready', 'testing'];

/** When YouTube lets a field change. Source: the reference of liveBroadcasts.update and .bind, of videos.update, thumbnails.set and playlistItems. */
export const OPEN: Readonly<Record<Field, readonly LifeStage[]>> = {
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

export const isOpen = (field: Field, stage: LifeStage): boolean => OPEN[field].includes(stage);

/** The broadcast's own state where it was read, as a video calls a test "upcoming"; unread, an upcoming one counts as ready. */
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

/** What cannot change now. `later`: it is done by itself when it can; else YouTube never takes it any more. */
export type Blocked = { readonly field: Field; readonly why: string; readonly later: boolean };

export type GateInput = {
  readonly desired: Desired;
  readonly bases?: readonly Desired[];
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
};

/** What the content changed and the video's stage no longer allows, and a stream called off that runs: we never end one. */
export function listBlocked(input: GateInput): Blocked[] {
  const { desired, live, broadcast } = input;
  const stage = stageOf(live, broadcast);
  const shut = ON_BROADCAST.filter(
    (field) => !isOpen(field, stage) && stage !== 'upload' && hasChanged(input, field),
  );
  return [
    ...shut.map((field) => ({
      field,
      why: `${field}: cannot change ${WHEN[stage]}; never done`,
      later: false,
    })),
    ...(mustWaitForEnd(desired, stage) && live.privacy !== 'private' ? [CALLED_OFF] : []),
  ];
}

/** A stream that is called off while it runs is private after its end, not before: nobody's stream is taken off the air by us. */
export const mustWaitForEnd = (desired: Desired, stage: LifeStage): boolean =>
  desired.status === 'cancelled' && (stage === 'live' || stage === 'testing');

const ON_BROADCAST = ['start', 'latency', 'stream'] as const;

const WHEN: Readonly<Partial<Record<LifeStage, string>>> = {
  testing: 'during its test',
  live: 'while live',
  complete: 'after the stream',
};

const CALLED_OFF: Blocked = {
  field: 'visibility',
  why: 'cancelled while on air: a running stream is never ended; private when it has ended',
  later: true,
};

/** Against every base: what one of them says too may stand on YouTube already. */
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
