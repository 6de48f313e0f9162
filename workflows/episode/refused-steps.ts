import type { Need } from '../../contract/attention.ts';
import type { ReconcileRequest } from '../../contract/episode.ts';
import type {
  LastRefusal,
  RefusedStep,
  RefusedStepStatus,
  RefusedSteps,
  Step,
  StepRefusal,
  StepResult,
} from '../../contract/episode-steps.ts';
import { UNVERIFIED } from '../../contract/episode-steps.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { FIELD_OF, overwriteFieldsFor } from './skipped-fields.ts';
import { checkBy, type EpisodeState, isRunning } from './state.ts';

const HOUR = 60 * 60_000;
/** A channel may be verified meanwhile: the first try by itself comes after six hours, later ones more rarely, as each costs units. */
const FIRST_PAUSE = 6 * HOUR;
const MAX_PAUSE = 24 * HOUR;
/** A check of the channel finds a finished video again and again. */
const FINISHED_PAUSE = 7 * 24 * HOUR;
/** `quota` says when it is sent. */
const SHARED_PAUSE = 365 * 24 * HOUR;

/** What all thumbnails wait for is one thing that needs a person, which `quota` shows. */
const isShared = ({ cause }: Pick<StepRefusal, 'cause'>): boolean => cause === UNVERIFIED;

/** A step that was refused is held back alone until what it would send changes, an operator asks, or its pause is over. */
export function recordStepRefusal(state: EpisodeState, step: Step, result: StepResult, now: number): void {
  const { refused, stillRefused } = result;
  const { [step]: before, ...others } = state.refusedSteps ?? {};
  if (stillRefused) return;
  if (refused === undefined) {
    patch(state, { refusedSteps: orNothing(others) });
    return;
  }
  const isSame = before?.hash === refused.hash;
  const times = (isSame ? before.times : 0) + 1;
  const pause = isShared(refused)
    ? SHARED_PAUSE
    : isRunning(state)
      ? Math.min(MAX_PAUSE, FIRST_PAUSE * 2 ** (times - 1))
      : FINISHED_PAUSE;
  const nextTry = now + pause;
  const since = isSame ? before.since : now;
  patch(state, { refusedSteps: { ...others, [step]: { ...refused, since, times, nextTry } } });
}

const orNothing = (steps: RefusedSteps): RefusedSteps | undefined =>
  Object.keys(steps).length === 0 ? undefined : steps;

/** What the step must know of its last refusal. */
export function lastRefusalOf(
  state: EpisodeState,
  step: Step,
  request: ReconcileRequest,
  now: number,
): LastRefusal | undefined {
  const refused = state.refusedSteps?.[step];
  if (refused === undefined) return undefined;
  const { hash, parts, nextTry } = refused;
  const field = FIELD_OF[step];
  const isReleased =
    nextTry === 0 || (field !== undefined && overwriteFieldsFor(state, request).includes(field));
  if (isShared(refused) && !isReleased) return undefined;
  return { hash, ...(parts === undefined ? {} : { parts }), isHeldBack: now < nextTry && !isReleased };
}

/** An operator wants a retry now: of what was refused, too. */
export function releaseRefused(state: EpisodeState): void {
  releaseRefusedFields(state);
  const { refusedSteps } = state;
  if (refusedSteps === undefined) return;
  const released = entriesOf(state).map(([step, one]) => [step, { ...one, nextTry: 0 }] as const);
  patch(state, { refusedSteps: Object.fromEntries(released) });
}

/** What is on YouTube is still ours, and the refused value is sent once more. */
function releaseRefusedFields(state: EpisodeState): void {
  const { notConverged } = state;
  if (notConverged === undefined) return;
  const entries = Object.entries(notConverged).map(([field, { refused: _refused, ...entry }]) => [
    field,
    entry,
  ]);
  patch(state, { notConverged: Object.fromEntries(entries) });
}

/** Steps that are held back, in the order in which they were refused. */
export const listRefusedSteps = (state: Pick<EpisodeState, 'refusedSteps'>): readonly Step[] =>
  entriesOf(state).map(([step]) => step);

/** Each is a need of its own, with the cause that others may share. */
export const listRefusedNeeds = (state: Pick<EpisodeState, 'refusedSteps'>): Need[] =>
  ownEntriesOf(state).map(([step, { message, since, cause }]) => ({
    reason: 'refused' as const,
    message: describeStep(step, message),
    since,
    ...defined({ cause }),
  }));

const describeStep = (step: Step, message: string): string => `${step} is held back alone: ${message}`;

/** For the details and the answer; undefined: none is held back. */
export function describeRefusedSteps(state: Pick<EpisodeState, 'refusedSteps'>): string | undefined {
  const each = ownEntriesOf(state).map(([step, { message }]) => describeStep(step, message));
  return each.length === 0 ? undefined : each.join('; ');
}

/** What needs a person for another reason, and the steps that are held back. */
export const addRefusedSteps = (
  state: Pick<EpisodeState, 'refusedSteps'>,
  attention: string | undefined,
): string | undefined =>
  [attention, describeRefusedSteps(state)].filter((text) => text !== undefined).join('; ') || undefined;

/** For an episode that is open anyway: it looks when the first pause is over. */
export function scheduleRefusedSteps(state: EpisodeState): void {
  const times = ownEntriesOf(state).map(([, { nextTry }]) => nextTry);
  if (times.length > 0) checkBy(state, Math.min(...times), 'to try again what was refused');
}

export const toRefusedStatus = (state: EpisodeState): readonly RefusedStepStatus[] =>
  entriesOf(state).map(([step, { message, since, nextTry, cause }]) => ({
    step,
    message,
    since: new Date(since).toISOString(),
    ...(cause === UNVERIFIED ? { shared: true as const } : {}),
    ...(cause !== UNVERIFIED && state.checkAt !== undefined && nextTry > 0
      ? { nextTry: new Date(nextTry).toISOString() }
      : {}),
  }));

const entriesOf = ({ refusedSteps = {} }: Pick<EpisodeState, 'refusedSteps'>) =>
  Object.entries(refusedSteps) as [Step, RefusedStep][];

const ownEntriesOf = (state: Pick<EpisodeState, 'refusedSteps'>): [Step, RefusedStep][] =>
  entriesOf(state).filter(([, refused]) => !isShared(refused));

/** What waits with all thumbnails, for the answer; undefined: none. */
export const describeSharedSteps = (state: Pick<EpisodeState, 'refusedSteps'>): string | undefined =>
  entriesOf(state).find(([, refused]) => isShared(refused))?.[1].message;

/** What to tell `quota` of a thumbnail that waits with all others, or did before this step. */
export function findSharedChange(
  before: Pick<EpisodeState, 'refusedSteps'>,
  { refused, stillRefused, done }: StepResult,
): 'held' | 'accepted' | 'released' | undefined {
  if (refused?.cause === UNVERIFIED) return 'held';
  const waited = before.refusedSteps?.thumbnail?.cause === UNVERIFIED;
  if (!waited || stillRefused === true) return undefined;
  return done ? 'accepted' : 'released';
}
