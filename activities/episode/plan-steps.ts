import type { Step } from '../../contract/episode-steps.ts';
import { canCall, type Standing } from '../../domain/changes/hand-over.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { canChange, stageOf } from '../../domain/changes/merge/gates.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { type Desired, hashFormerPicture, hashPicture } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { COSTS } from '../../domain/shared/costs.ts';

type StepInput = {
  readonly desired: Desired;
  readonly bases: readonly Desired[];
  readonly live: LiveVideo;
  readonly standing: Standing;
  readonly broadcast?: LiveBroadcast | undefined;
  /** ms since 1970; absent: it has no stream. */
  readonly bindAt?: number | undefined;
  readonly now: number;
  /** It was just created: fields with the policy `seed` are written now. */
  readonly fresh: boolean;
  /** `hashPicture` of the picture that we uploaded; absent: not remembered. */
  readonly thumbnail?: string | undefined;
  /** Fields that an operator wants overwritten: due even if nothing has changed. */
  readonly overwrite?: readonly Field[];
};

/** Steps on the video itself. */
type OwnStep = Exclude<Step, 'replaced'>;

/** What a video needs besides its texts and settings, in order. Free. */
export function planSteps(input: StepInput): OwnStep[] {
  if (!canCall(input.standing, input.desired.policy)) return [];
  const steps: [OwnStep, boolean][] = [
    ['unbind', needsUnbind(input)],
    ['bind', isOurs(input, 'stream') && needsBind(input)],
    ['thumbnail', isOurs(input, 'thumbnail') && needsThumbnail(input)],
    ['playlists', isOurs(input, 'playlists') && needsPlaylists(input)],
  ];
  return steps.filter(([, due]) => due).map(([step]) => step);
}

/** Whether its file lets us change this field now: a step that waited may meet a file that says otherwise. Free. */
export const isManaged = ({ policy }: Pick<Desired, 'policy'>, field: Field): boolean =>
  policy.manage !== 'observe' && policy.fields[field] !== 'keep';

/** The maximum of units for these steps. */
export const sumSteps = (
  steps: readonly OwnStep[],
  desired: Desired,
  bases: readonly Desired[] = [],
): number => steps.reduce((sum, step) => sum + UNITS[step](desired, bases), 0);

const UNITS: Readonly<Record<OwnStep, (desired: Desired, bases: readonly Desired[]) => number>> = {
  bind: () => COSTS['liveStreams.list'] + 2 * COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.bind'],
  unbind: () => COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.bind'],
  thumbnail: () => COSTS['videos.list'] + COSTS['thumbnails.set'],
  playlists: (desired, bases) =>
    (desired.playlists ?? []).length * (COSTS['playlistItems.list'] + COSTS['playlistItems.insert']) +
    playlistsToLeave(desired, bases).length * (COSTS['playlistItems.list'] + COSTS['playlistItems.delete']),
};

const isOurs = ({ desired, fresh }: StepInput, field: 'thumbnail' | 'playlists' | 'stream'): boolean =>
  desired.policy.fields[field] === 'full' || (fresh && desired.policy.fields[field] === 'seed');

/** It is cancelled, or another episode now comes first on its stream: with both bound, both would go live. */
function needsUnbind(input: StepInput): boolean {
  const { desired, bases, broadcast, bindAt, now } = input;
  if (broadcast?.boundStreamId === undefined || !canBind(input)) return false;
  if (desired.policy.fields.stream === 'keep') return false;
  if (desired.status === 'cancelled') return true;
  return (
    bindAt !== undefined && bindAt > now && bases.some((base) => base.streamAfter !== desired.streamAfter)
  );
}

function needsBind(input: StepInput): boolean {
  const { desired, bases, broadcast, bindAt, now, overwrite } = input;
  if (broadcast === undefined || !canBind(input) || bindAt === undefined || bindAt > now) return false;
  if (broadcast.boundStreamId === undefined || overwrite?.includes('stream') === true) return true;
  return bases.some((base) => base.stream !== desired.stream);
}

const canBind = ({ live, broadcast }: StepInput): boolean => canChange('stream', stageOf(live, broadcast));

/** A video without a custom thumbnail gets ours; any other only if the picture it should show has changed since our upload. */
function needsThumbnail({ desired, bases, live, fresh, overwrite, thumbnail }: StepInput): boolean {
  if (desired.picture === undefined) return false;
  if (overwrite?.includes('thumbnail') === true) return true;
  if (live.hasCustomThumbnail === false || (live.hasCustomThumbnail === undefined && fresh)) return true;
  const hasChanged = bases.some((base) => hashPicture(base) !== hashPicture(desired));
  if (thumbnail === undefined || thumbnail === hashFormerPicture(desired)) return hasChanged;
  return thumbnail !== hashPicture(desired);
}

/** A check costs a unit per playlist: done for new or just adopted videos, and for newly listed playlists. A video that a person removed from a playlist is not added again. */
function needsPlaylists({ desired, bases, standing, fresh, overwrite }: StepInput): boolean {
  if (playlistsToLeave(desired, bases).length > 0) return true;
  if ((desired.playlists ?? []).length === 0) return false;
  if (fresh || overwrite?.includes('playlists') === true) return true;
  if (standing.kind === 'taken') return true;
  if (bases.length === 0) return false;
  return playlistsToJoin(desired, bases).length > 0;
}
