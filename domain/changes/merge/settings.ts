import type { Field } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { canChange, isSameInstant, stageOf } from './gates.ts';
import { type FieldDecision, isCreation, judge, type MergeInput } from './judge.ts';

/**
 * A field without a seal is ours right after our insert, while it equals a base, and when the content sets it for the first
 * time: the value before that was not an edit of ours.
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
    ours: isCreation(input) || isNew || before.some((value) => value === live),
    known: before.length > 0,
  });
}

/** Latency is part of the broadcast and can change until its test. */
export function decideLatency(input: MergeInput): FieldDecision {
  const { live, broadcast } = input;
  if (broadcast === undefined || !canChange('latency', stageOf(live, broadcast))) return 'not-ours';
  return decideSetting(input, 'latency', broadcast.latency, ({ latency }) => latency);
}

/** Start and end are part of the broadcast and can change until it goes live. The end counts if the episode has a duration. */
export function decideStart(input: MergeInput): FieldDecision {
  const { desired, bases = [], live, broadcast } = input;
  if (desired.start === undefined || broadcast === undefined) return 'not-ours';
  if (!canChange('start', stageOf(live, broadcast))) return 'not-ours';
  const matches = ({ start, end = broadcast.end }: Desired): boolean =>
    isSameInstant(start, broadcast.start) &&
    (broadcast.end === undefined || isSameInstant(end, broadcast.end));
  const named = bases.filter(({ start }) => start !== undefined);
  const isNew = named.length === 0 && (bases.length > 0 || broadcast.start === undefined);
  return judge(input, 'start', {
    same: matches(desired),
    ours: isCreation(input) || isNew || named.some(matches),
    known: named.length > 0,
  });
}
