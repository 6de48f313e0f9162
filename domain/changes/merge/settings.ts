import type { Field } from '../../content/ownership.ts';
import type { ParsedDescription } from '../../render/description/marker.ts';
import { type Desired, privacyIn } from '../../render/desired.ts';
import type { LiveVideo } from '../live.ts';
import { isOpen, isSameInstant, mustWaitForEnd, stageOf } from './gates.ts';
import { type FieldDecision, judge, type MergeInput } from './judge.ts';

/**
 * A field without a seal is ours just after our insert, while it equals what a base says, and when the content names it for
 * the first time: what stood there before was nobody's edit of a word of ours.
 */
export function decideSetting(
  input: MergeInput,
  field: Field,
  live: string | undefined,
  read: (desired: Desired) => string | undefined,
): FieldDecision {
  const { bases = [] } = input;
  const desired = read(input.desired);
  if (desired === undefined) return 'not-ours';
  const before = bases.map(read).filter((value) => value !== undefined);
  const isNew = before.length === 0 && (bases.length > 0 || live === undefined);
  return judge(input, field, {
    same: live === desired,
    ours: input.created === true || isNew || before.some((value) => value === live),
    known: before.length > 0,
  });
}

/**
 * At the end of the stream the privacy of before is still ours: nobody but the end made it wrong. Without a base that is
 * said only of a video that carries our seal.
 */
export function decideVisibility(input: MergeInput, { marker }: ParsedDescription): FieldDecision {
  const { desired, bases = [], live } = input;
  const wanted = privacyIn(desired, isOver(live));
  if (wanted === undefined || mustWaitForEnd(desired, stageOf(live, input.broadcast))) return 'not-ours';
  const sealed = bases.length === 0 && marker?.seal !== undefined ? [desired] : [];
  const now = bases.map((base) => privacyIn(base, isOver(live)));
  const atStart =
    live.phase === 'complete' ? [...bases, ...sealed].map((base) => privacyIn(base, false)) : [];
  const calledOff = desired.status === 'cancelled' ? Object.values(desired.visibility ?? {}) : [];
  const isNewlyNamed = bases.length > 0 && now.every((privacy) => privacy === undefined);
  return judge(input, 'visibility', {
    same: live.privacy === wanted,
    ours: input.created === true || isNewlyNamed || [...now, ...atStart, ...calledOff].includes(live.privacy),
    known: bases.length > 0,
  });
}

/** The stream has ended, or it is an upload and there never was one. */
export const isOver = (live: LiveVideo): boolean => live.phase === 'complete' || live.phase === 'none';

/** Latency lives on the broadcast and can change until its test. */
export function decideLatency(input: MergeInput): FieldDecision {
  const { live, broadcast } = input;
  if (broadcast === undefined || !isOpen('latency', stageOf(live, broadcast))) return 'not-ours';
  return decideSetting(input, 'latency', broadcast.latency, ({ latency }) => latency);
}

/** Start and end live on the broadcast and can change until it goes live. The end counts where the episode says its length. */
export function decideStart(input: MergeInput): FieldDecision {
  const { desired, bases = [], live, broadcast, created = false } = input;
  if (desired.start === undefined || broadcast === undefined) return 'not-ours';
  if (!isOpen('start', stageOf(live, broadcast))) return 'not-ours';
  const stands = ({ start, end = broadcast.end }: Desired): boolean =>
    isSameInstant(start, broadcast.start) &&
    (broadcast.end === undefined || isSameInstant(end, broadcast.end));
  const named = bases.filter(({ start }) => start !== undefined);
  const isNew = named.length === 0 && (bases.length > 0 || broadcast.start === undefined);
  return judge(input, 'start', {
    same: stands(desired),
    ours: created || isNew || named.some(stands),
    known: named.length > 0,
  });
}
