import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import {
  type Adoption,
  adopt,
  create,
  type EpisodeStatus,
  episodeStatus,
  overwrite,
  type ReconcileRequest,
  type ReconcileResult,
  reconcile,
} from '../contract/episode.ts';
import { pause, resume, retry } from '../contract/operator.ts';
import { quotaGranted } from '../contract/quota.ts';
import { describeEpisode } from '../contract/reports/episode.ts';
import { ATTRIBUTES, formatAttributes } from '../contract/search-attributes.ts';
import { toSummary } from '../contract/summary.ts';
import { renderDetails } from './details/markdown.ts';
import { assertCreatable, createAnother } from './episode/duplicate-question.ts';
import {
  applyAdopt,
  applyOverwrite,
  awaitAnswer,
  type OperatorRequest,
  type PendingUpdate,
} from './episode/operator-updates.ts';
import { perform } from './episode/run-plan.ts';
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
  untilNext,
} from './episode/state.ts';
import { describeNext, toEpisodeStatus } from './episode/status.ts';
import { defer } from './episode/verdict.ts';
import { patch } from './patch.ts';

/** What arrives: questions to answer, operators' words about edited fields, and a mark that something else changed. */
type Inbox = {
  readonly questions: PendingUpdate[];
  readonly overwrites: OperatorRequest<ReconcileResult>[];
  readonly adoptions: OperatorRequest<Adoption>[];
  poked: boolean;
};

const FOREVER = '3650 days';

/**
 * One episode: the only writer of its video, one thing at a time. Open from the first commit to the end of the stream,
 * then it completes; later work starts it again, briefly. Continues as new after each cycle, so that what waits for
 * weeks holds only a timer.
 */
export async function episode(carried: EpisodeInput): Promise<EpisodeStatus> {
  const state = openEpisode(carried);
  const inbox: Inbox = { questions: [], overwrites: [], adoptions: [], poked: false };
  const { questions, overwrites, adoptions } = inbox;
  const arrived = (): boolean => inbox.poked || questions.length + overwrites.length + adoptions.length > 0;
  receive(state, inbox);
  showDetails(state);
  let worked = false;

  // A timer that is cancelled at once costs a scope and two failures: who starts it has something to say.
  if (carried.seq === undefined) await condition(arrived);
  for (;;) {
    const wait = untilNext(state, Date.now()) ?? FOREVER;
    const summary = toSummary(describeNext(state));
    if (!arrived()) await condition(() => arrived() || canWork(state, Date.now()), wait, { summary });
    // A poke may bring another turn before the cycle is closed: what was done in it still counts.
    worked = (await takeTurn(state, inbox)) || worked;
    show(state);
    await condition(() => arrived() || allHandlersFinished());
    if (arrived()) continue;
    if (ends(state)) return toEpisodeStatus(state);
    if (worked && state.quotaRequestId === undefined) await continueAsNew<typeof episode>(state);
  }
}

const ends = (state: EpisodeState): boolean => isOver(state) || hasOnlyAnswered(state);

/** Takes all questions at once, works if it can, and gives every question the same verdict. */
async function takeTurn(state: EpisodeState, inbox: Inbox): Promise<boolean> {
  inbox.poked = false;
  for (const hand of inbox.adoptions.splice(0)) await applyAdopt(state, hand);
  const released = await takeOverwrites(state, inbox);
  const questions = [...inbox.questions.splice(0), ...released];
  for (const { request: wake } of questions) acceptRequest(state, wake);
  checkAgainIfDue(state, Date.now());
  const { pending: duty } = state;
  const works = canWork(state, Date.now()) && duty !== undefined;
  const verdict = works ? await perform(state, duty) : defer(state);
  for (const question of questions) {
    const paid =
      works && question.request.grant !== undefined && question.request.grant.id === duty.grant?.id;
    question.result = {
      ...verdict,
      spent: paid ? verdict.spent : 0,
      ...(ends(state) ? { ends: true } : {}),
    };
  }
  dropGrant(state);
  return works;
}

async function takeOverwrites(state: EpisodeState, inbox: Inbox): Promise<PendingUpdate[]> {
  const questions: PendingUpdate[] = [];
  for (const hand of inbox.overwrites.splice(0)) {
    const question = await applyOverwrite(state, hand);
    if (question !== undefined) questions.push(question);
  }
  return questions;
}

/** Handlers only change state; the loop works. */
function receive(state: EpisodeState, inbox: Inbox): void {
  const poke = (): string => {
    inbox.poked = true;
    return describeNext(state);
  };
  setHandler(reconcile, (wake) => answerInTurn(inbox, wake), {
    description: 'Bring YouTube to what a commit says (asked by sync and rewrite)',
  });
  setHandler(quotaGranted, (grant) => {
    if (grant.id !== state.quotaRequestId) return;
    state.quotaGrant = grant;
    poke();
  });
  const pauseBy = ({ by = 'an operator' }): string => {
    state.pausedBy = by;
    return poke();
  };
  const goOn = (): string => {
    state.pausedBy = undefined;
    return poke();
  };
  const tryAgain = (): string => {
    // A lost insert is looked for at its times: a hasty look finds nothing and would count.
    const retryAt = state.lookups > 0 ? state.retryAt : undefined;
    patch(state, { stalled: false, attention: undefined, retryAt });
    if (state.commit !== undefined) state.checkAt = Date.now();
    return poke();
  };
  const createIt = ({ by = '' }): string => {
    const said = createAnother(state, by);
    poke();
    return said;
  };
  setHandler(pause, pauseBy, { description: 'Write nothing until resume: {"by":"your name"}' });
  setHandler(resume, goOn, { description: 'Go on after a pause: {"by":"your name"}' });
  setHandler(retry, tryAgain, {
    description: 'Try again now what failed, or look at YouTube now: {"by":"your name"}',
  });
  setHandler(create, createIt, {
    validator: (argument) => assertCreatable(state, argument),
    description:
      'It is another one than the broadcast that is there: create it. Only while that is asked: {"by":"your name"}',
  });
  setHandler(overwrite, (order) => awaitAnswer(inbox.overwrites, order), {
    description:
      'Write over what a person edited, once: {"fields":["title"],"by":"your name"}; without fields: all',
  });
  setHandler(adopt, (order) => awaitAnswer(inbox.adoptions, order), {
    description:
      'Say what the YAML must be for a person\'s edits to stay: {"fields":["title"],"by":"your name"}',
  });
  setHandler(episodeStatus, () => toEpisodeStatus(state), {
    description: 'Phase, video, what was done last and what comes next',
  });
}

async function answerInTurn(inbox: Inbox, wake: ReconcileRequest): Promise<ReconcileResult> {
  const question: PendingUpdate = { request: wake };
  inbox.questions.push(question);
  await condition(() => question.result !== undefined);
  return question.result ?? { kind: 'failed', detail: 'no verdict', spent: 0 };
}

function showDetails(state: EpisodeState): void {
  const now = Date.now();
  setCurrentDetails(renderDetails(describeEpisode(toEpisodeStatus(state), now), now));
}

function show(state: EpisodeState): void {
  showDetails(state);
  const { phase, videoId, commit } = state;
  const needsAttention = state.attention !== undefined;
  const shown = formatAttributes({ phase, needsAttention, videoId, commit });
  if (shown === state.lastAttributes) return;
  state.lastAttributes = shown;
  upsertSearchAttributes([
    { key: ATTRIBUTES.phase, value: phase },
    { key: ATTRIBUTES.needsAttention, value: needsAttention },
    { key: ATTRIBUTES.videoId, value: videoId ?? null },
    { key: ATTRIBUTES.commit, value: commit?.slice(0, 10) ?? null },
  ]);
}
