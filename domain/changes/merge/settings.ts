import type { Field, STREAM_SETTINGS, VIDEO_SETTINGS } from '../../content/ownership.ts';
import type { Desired } from '../../render/desired.ts';
import { promotionOf } from '../../render/settings.ts';
import { liveSetting, wantedSetting } from '../setting-values.ts';
import { canChange, IN_STATUS, isBeingPublished, isSameInstant, stageOf } from './gates.ts';
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

/** Part of the broadcast, which can change until its test. */
export function decideBroadcastSetting(
  input: MergeInput,
  field: 'latency' | (typeof STREAM_SETTINGS)[number],
): FieldDecision {
  const { live, broadcast } = input;
  if (broadcast === undefined || !canChange(field, stageOf(live, broadcast))) return 'not-ours';
  if (field === 'latency') return decideSetting(input, field, broadcast.latency, ({ latency }) => latency);
  return decideSetting(input, field, liveSetting(live, broadcast, field), (desired) =>
    wantedSetting(desired, field),
  );
}

/** The settings of the video. `description`: what is decided of that. */
export function decideVideoSetting(
  input: MergeInput,
  field: (typeof VIDEO_SETTINGS)[number],
  description: FieldDecision,
): FieldDecision {
  if (isInStatus(field) && isBeingPublished(input.live, input.at)) return 'not-ours';
  const decision = decideSetting(input, field, liveSetting(input.live, undefined, field), (desired) =>
    wantedSetting(desired, field),
  );
  const isImplied = field === 'paidPromotion' && input.desired.paidPromotion === undefined;
  return isImplied ? limitImplied(input, decision, description) : decision;
}

const isInStatus = (field: Field): boolean => IN_STATUS.some((one) => one === field);

/**
 * A declaration that follows from sponsors goes with the description that names them, in the same call: it is never written for itself,
 * and where it is missing, a person took it away, or the sponsors are older than this rule.
 */
function limitImplied(input: MergeInput, decision: FieldDecision, description: FieldDecision): FieldDecision {
  if (decision === 'same' || decision === 'not-ours') return decision;
  if (input.overwrite?.includes('paidPromotion') === true) return decision;
  const isNew =
    isCreation(input) ||
    input.standing.kind === 'taken' ||
    ((input.bases ?? []).length > 0 && (input.bases ?? []).every((base) => promotionOf(base) !== true));
  return decision === 'write' && description === 'write' && isNew ? 'write' : 'not-ours';
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
