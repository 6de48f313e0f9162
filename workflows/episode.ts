import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { reasonsOf } from '../contract/attention.ts';
import {
  adopt,
  create,
  type EpisodeStatus,
  episodeStatus,
  fileChecked,
  overwrite,
  reconcile,
  restore,
} from '../contract/episode.ts';
import type { EpisodeMemo } from '../contract/memo.ts';
import { BY_YOU, pause, resume, retry } from '../contract/operator.ts';
import { quotaGranted } from '../contract/quota.ts';
import { describeEpisode } from '../contract/reports/episode.ts';
import {
  ATTRIBUTES,
  type EpisodeAttributes,
  formatEpisodeAttributes,
  toStartsAt,
} from '../contract/search-attributes.ts';
import { toSummary } from '../contract/summary.ts';
import { defined } from '../domain/shared/defined.ts';
import { showDetails } from './details/show-details.ts';
import { assertCreatable, createAnother } from './episode/duplicate-question.ts';
import { refreshNeeds, reportAgain, reportNeeds } from './episode/needs.ts';
import {
  type AdoptUpdate,
  applyAdopt,
  applyOverwrite,
  type OverwriteUpdate,
  type ReconcileUpdate,
} from './episode/operator-updates.ts';
import { describeDeferral } from './episode/reconcile-result.ts';
import { recordVideo } from './episode/record-video.ts';
import { addRefusedSteps, releaseRefused } from './episode/refused-steps.ts';
import { rememberRefusals } from './episode/remember.ts';
import { applyRestore, assertRestorable, type RestoreUpdate } from './episode/restore.ts';
import { runPlan } from './episode/run-plan.ts';
import {
  acceptRequest,
  canWork,
  checkAgainIfDue,
  dropGrant,
  type EpisodeInput,
  type EpisodeState,
  hasOnlyAnswered,
  isOver,
  openEpisode,
  retryNow,
  untilNext,
} from './episode/state.ts';
import { describeNext, toEpisodeStatus } from './episode/status.ts';
import { sendStreamEvent } from './episode/stream-event.ts';
import {
  FIELD_KEYS,
  FILE_PROBLEM_KEYS,
  OPERATOR_KEYS,
  QUOTA_ANSWER_KEYS,
  RECONCILE_KEYS,
  RESTORE_KEYS,
} from './message-keys.ts';
import { receiveMessages } from './messages.ts';
import { patch } from './patch.ts';
import { recordPause, recordResume } from './pause.ts';
import { queueUpdate } from './pending-update.ts';

/** Updates that wait for the main loop, and whether a message changed the state. */
type Inbox = {
  readonly reconciles: ReconcileUpdate[];
  readonly overwrites: OverwriteUpdate[];
  readonly adoptions: AdoptUpdate[];
  readonly restores: RestoreUpdate[];
  changed: boolean;
};

const FOREVER = '3650 days';

/**
 * One episode, the only writer of its video. It is open from the first commit to the end of the stream and then completes;
 * later work starts it again for a moment. It continues as new after each cycle, so that a run that waits for weeks holds
 * only a timer.
 */
export async function episode(carried: EpisodeInput): Promise<EpisodeStatus> {
  const state = openEpisode(carried);
  const inbox: Inbox = { reconciles: [], overwrites: [], adoptions: [], restores: [], changed: false };
  const { reconciles, overwrites, adoptions, restores } = inbox;
  const hasMail = (): boolean =>
    inbox.changed || reconciles.length + overwrites.length + adoptions.length + restores.length > 0;
  setHandlers(state, inbox);
  showDetails(() => describeEpisode(toEpisodeStatus(state), undefined));
  let worked = false;

  // A new run is always started with a message: waiting without a timer saves a scope and two failures.
  if (carried.seq === undefined) await condition(hasMail);
  for (;;) {
    const wait = untilNext(state, Date.now()) ?? FOREVER;
    const summary = toSummary(describeNext(state));
    if (!hasMail()) await condition(() => hasMail() || canWork(state, Date.now()), wait, { summary });
    // More mail may start another turn before the cycle ends; the work of this turn still counts.
    worked = (await runTurn(state, inbox)) || worked;
    show(state);
    await reportNeeds(state);
    await sendStreamEvent(state, Date.now());
    await recordVideo(state, Date.now());
    await condition(() => hasMail() || allHandlersFinished());
    if (hasMail()) continue;
    if (isFinished(state)) {
      clearUnknownPhase(state);
      rememberRefusals(state);
      return toEpisodeStatus(state);
    }
    if (worked && state.quotaRequestId === undefined) await continueRemembering(state);
  }
}

/** A memo does not carry over by itself: without it the next run, and whoever describes it, would not know whose the video is. */
function continueRemembering(state: EpisodeState): Promise<never> {
  patch(state, { setsReasons: true, setsStartsAt: true });
  const { remembered } = state;
  const memo: EpisodeMemo | undefined = remembered && { remembered };
  return makeContinueAsNewFunc<typeof episode>(defined({ memo }))(state);
}

/** It only answered: it never learnt the phase of its video, and an ended run must not say that it is new. */
function clearUnknownPhase(state: EpisodeState): void {
  if (state.setsReasons !== true || !hasOnlyAnswered(state)) return;
  upsertSearchAttributes([{ key: ATTRIBUTES.phase, value: null }]);
}

const isFinished = (state: EpisodeState): boolean => isOver(state) || hasOnlyAnswered(state);

/** Accepts all waiting updates, works if it can, and answers each reconcile with the same result. */
async function runTurn(state: EpisodeState, inbox: Inbox): Promise<boolean> {
  const isAsked = inbox.adoptions.length + inbox.restores.length + inbox.overwrites.length > 0;
  if (isAsked) reportAgain(state);
  inbox.changed = false;
  for (const update of inbox.adoptions.splice(0)) await applyAdopt(state, update);
  for (const update of inbox.restores.splice(0)) await applyRestore(state, update);
  const overwrites = await applyOverwrites(state, inbox);
  const updates = [...inbox.reconciles.splice(0), ...overwrites];
  for (const { request } of updates) acceptRequest(state, request);
  checkAgainIfDue(state, Date.now());
  const { pending } = state;
  const works = canWork(state, Date.now()) && pending !== undefined;
  const result = works ? await runPlan(state, pending) : describeDeferral(state);
  for (const { request, answer } of updates) {
    const usedGrant = works && request.grant !== undefined && request.grant.id === pending.grant?.id;
    const ends = isFinished(state) ? { ends: true as const } : {};
    answer.resolve({ ...result, spent: usedGrant ? result.spent : 0, ...ends });
  }
  dropGrant(state);
  return works;
}

async function applyOverwrites(state: EpisodeState, inbox: Inbox): Promise<ReconcileUpdate[]> {
  const reconciles: ReconcileUpdate[] = [];
  for (const update of inbox.overwrites.splice(0)) {
    const reconcileUpdate = await applyOverwrite(state, update);
    if (reconcileUpdate !== undefined) reconciles.push(reconcileUpdate);
  }
  return reconciles;
}

/** Handlers only change state; the main loop works. */
function setHandlers(state: EpisodeState, inbox: Inbox): void {
  // An upsert here is in no history of version 0.2.
  const { onUpdate, onSignal } = receiveMessages(() => {
    if (state.setsReasons === true) show(state);
  });
  /** Wakes the main loop. @returns what comes next, the answer to most updates */
  const wake = (): string => {
    inbox.changed = true;
    return describeNext(state);
  };
  onSignal(quotaGranted, QUOTA_ANSWER_KEYS, (grant) => {
    if (grant.id !== state.quotaRequestId) return;
    state.quotaGrant = grant;
    wake();
  });
  onSignal(fileChecked, FILE_PROBLEM_KEYS, ({ place, message }) => {
    state.fileProblem = place === undefined || message === undefined ? undefined : { place, message };
  });
  onUpdate(
    pause,
    { does: 'Write nothing until resume', keys: OPERATOR_KEYS, example: BY_YOU },
    ({ by = 'an operator' }) => {
      recordPause(state, by, Date.now());
      return wake();
    },
  );
  onUpdate(resume, { does: 'Continue after a pause', keys: OPERATOR_KEYS, example: BY_YOU }, () => {
    recordResume(state);
    return wake();
  });
  onUpdate(
    retry,
    { does: 'Retry now what failed, or check YouTube now', keys: OPERATOR_KEYS, example: BY_YOU },
    () => {
      releaseRefused(state);
      retryNow(state, Date.now());
      reportAgain(state);
      return wake();
    },
  );
  onUpdate(
    create,
    {
      does: 'The existing broadcast is a different one: create a new one. Only while the episode asks this',
      keys: OPERATOR_KEYS,
      example: BY_YOU,
      check: (request) => assertCreatable(state, request),
    },
    ({ by = '' }) => {
      const detail = createAnother(state, by);
      wake();
      return detail;
    },
  );
  onUpdate(
    overwrite,
    {
      does: 'Write over what a person edited, once; without fields: all of it',
      keys: FIELD_KEYS,
      example: { fields: ['title'], ...BY_YOU },
    },
    (request) => queueUpdate(inbox.overwrites, request),
  );
  onUpdate(
    adopt,
    {
      does: 'Show which YAML edits would keep what a person wrote on YouTube',
      keys: FIELD_KEYS,
      example: { fields: ['title'], ...BY_YOU },
    },
    (request) => queueUpdate(inbox.adoptions, request),
  );
  onUpdate(
    restore,
    {
      does: "Write back what was on YouTube before, as a person's edit",
      keys: RESTORE_KEYS,
      example: { kept: 'its hash', fields: ['title'], ...BY_YOU },
      check: (request) => assertRestorable(state, request),
    },
    (request) => queueUpdate(inbox.restores, request),
  );
  // Last, as the Temporal UI lists them: no person sends it.
  onUpdate(
    reconcile,
    { does: 'Bring YouTube to what a commit says (sent by sync and rewrite)', keys: RECONCILE_KEYS },
    (request) => queueUpdate(inbox.reconciles, request),
  );
  setHandler(episodeStatus, () => toEpisodeStatus(state), {
    description: 'Phase, video, last event and next step',
  });
}

function show(state: EpisodeState): void {
  refreshNeeds(state, Date.now());
  const attributes = attributesOf(state);
  const formatted = formatEpisodeAttributes(attributes);
  if (formatted === state.lastAttributes) return;
  state.lastAttributes = formatted;
  const { phase, needsAttention, reasons, videoId, commit, startsAt } = attributes;
  upsertSearchAttributes([
    { key: ATTRIBUTES.phase, value: phase },
    { key: ATTRIBUTES.needsAttention, value: needsAttention },
    { key: ATTRIBUTES.videoId, value: videoId ?? null },
    { key: ATTRIBUTES.commit, value: commit?.slice(0, 10) ?? null },
    ...(reasons === undefined ? [] : [{ key: ATTRIBUTES.reason, value: [...reasons] }]),
    ...(state.setsStartsAt ? [{ key: ATTRIBUTES.startsAt, value: toStartsAt(startsAt) }] : []),
  ]);
}

/** A run of version 0.2 sets no reasons and no start, and has no need while it is only paused. */
function attributesOf(state: EpisodeState): EpisodeAttributes {
  const { attention, refusedSteps, needs = [], setsReasons, setsStartsAt, start, ...others } = state;
  const { phase, videoId, commit } = others;
  const known = { phase, videoId, commit, startsAt: setsStartsAt === true ? start : undefined };
  return setsReasons === true
    ? { ...known, needsAttention: needs.length > 0, reasons: reasonsOf(needs) }
    : { ...known, needsAttention: addRefusedSteps({ refusedSteps }, attention) !== undefined };
}
