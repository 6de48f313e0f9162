import type { Step } from '../../contract/episode.ts';
import type { LiveBroadcast, LiveVideo } from '../../domain/changes/live.ts';
import { canChange, stageOf } from '../../domain/changes/merge/gates.ts';
import type { Field } from '../../domain/content/ownership.ts';
import { type Desired, hashPicture } from '../../domain/render/desired.ts';
import { playlistsToJoin, playlistsToLeave } from '../../domain/render/playlists.ts';
import { COSTS } from '../../domain/shared/costs.ts';

type StepInput = {
  readonly desired: Desired;
  readonly bases: readonly Desired[];
  readonly live: LiveVideo;
  readonly broadcast?: LiveBroadcast | undefined;
  /** ms since 1970; absent: it has no stream of its own. */
  readonly bindAt?: number | undefined;
  readonly now: number;
  /** We made it a moment ago: what is only a seed is due now. */
  readonly fresh: boolean;
  /** It carries no seal of ours: nothing on it was ever brought there by us. */
  readonly unsealed?: boolean;
  /** What the picture shows that we uploaded, as `hashPicture` says it; absent: not remembered. */
  readonly thumbnail?: string | undefined;
  /** Fields that an operator released: looked at, whatever has changed. */
  readonly overwrite?: readonly Field[];
};

/** What a video needs besides its texts and settings, in order. Costs nothing to decide. */
export function planSteps(input: StepInput): Step[] {
  const { policy } = input.desired;
  if (policy.manage === 'observe') return [];
  const steps: [Step, boolean][] = [
    ['unbind', mustUnbind(input)],
    ['bind', isOurs(input, 'stream') && mustBind(input)],
    ['thumbnail', isOurs(input, 'thumbnail') && mustDraw(input)],
    ['playlists', isOurs(input, 'playlists') && mustFill(input)],
  ];
  return steps.filter(([, due]) => due).map(([step]) => step);
}

/** Units for these steps at the most. */
export const sumSteps = (steps: readonly Step[], desired: Desired, bases: readonly Desired[] = []): number =>
  steps.reduce((sum, step) => sum + UNITS[step](desired, bases), 0);

const UNITS: Readonly<Record<Step, (desired: Desired, bases: readonly Desired[]) => number>> = {
  bind: () => COSTS['liveStreams.list'] + 2 * COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.bind'],
  unbind: () => COSTS['liveBroadcasts.list'] + COSTS['liveBroadcasts.bind'],
  thumbnail: () => COSTS['videos.list'] + COSTS['thumbnails.set'],
  playlists: (desired, bases) =>
    (desired.playlists ?? []).length * (COSTS['playlistItems.list'] + COSTS['playlistItems.insert']) +
    playlistsToLeave(desired, bases).length * (COSTS['playlistItems.list'] + COSTS['playlistItems.delete']),
};

const isOurs = ({ desired, fresh }: StepInput, field: 'thumbnail' | 'playlists' | 'stream'): boolean =>
  desired.policy.fields[field] === 'full' || (fresh && desired.policy.fields[field] === 'seed');

/** Called off, or another episode has come before it on its stream: with both bound, both would go live. */
function mustUnbind(input: StepInput): boolean {
  const { desired, bases, broadcast, bindAt, now } = input;
  if (broadcast?.boundStreamId === undefined || !mayBind(input)) return false;
  if (desired.policy.fields.stream === 'keep') return false;
  if (desired.status === 'cancelled') return true;
  return (
    bindAt !== undefined && bindAt > now && bases.some((base) => base.streamAfter !== desired.streamAfter)
  );
}

function mustBind(input: StepInput): boolean {
  const { desired, bases, broadcast, bindAt, now, overwrite } = input;
  if (broadcast === undefined || !mayBind(input) || bindAt === undefined || bindAt > now) return false;
  if (broadcast.boundStreamId === undefined || overwrite?.includes('stream') === true) return true;
  return bases.some((base) => base.stream !== desired.stream);
}

const mayBind = ({ live, broadcast }: StepInput): boolean => canChange('stream', stageOf(live, broadcast));

/** Without a picture of its own it gets ours; otherwise only when what it should show has changed since our upload. */
function mustDraw({ desired, bases, live, overwrite, thumbnail }: StepInput): boolean {
  if (desired.picture === undefined) return false;
  if (!live.hasCustomThumbnail || overwrite?.includes('thumbnail') === true) return true;
  if (thumbnail !== undefined) return thumbnail !== hashPicture(desired);
  return bases.some((base) => hashPicture(base) !== hashPicture(desired));
}

/** A look costs a unit for each playlist: taken when it is new or just adopted, and for what its list names newly. Who left one is not put back. */
function mustFill({ desired, bases, live, fresh, unsealed, overwrite }: StepInput): boolean {
  if (playlistsToLeave(desired, bases).length > 0) return true;
  if ((desired.playlists ?? []).length === 0) return false;
  if (fresh || overwrite?.includes('playlists') === true) return true;
  if (bases.length === 0) return unsealed === true && live.phase === 'upcoming';
  return playlistsToJoin(desired, bases).length > 0;
}
