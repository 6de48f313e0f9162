import { ApplicationFailure, condition } from '@temporalio/workflow';
import type { FieldRequest, ReconcileRequest, ReconcileResult } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { adoptFields } from './adopt.ts';
import type { EpisodeState } from './state.ts';

/** A question that the loop answers, by a wake. */
export type PendingUpdate = { readonly request: ReconcileRequest; result?: ReconcileResult };
/** An operator's word about fields that a person edited; the loop takes it, and answers or refuses. */
export type OperatorRequest<Answer> = {
  readonly order: FieldRequest;
  answer?: () => Answer | undefined;
  refused?: string;
};
type Commit = Pick<ReconcileRequest, 'commit' | 'seq'>;

/** Waits until the loop has answered; a refusal fails this update alone. */
export async function awaitAnswer<Answer>(
  hands: OperatorRequest<Answer>[],
  order: FieldRequest,
): Promise<Answer> {
  const hand: OperatorRequest<Answer> = { order };
  hands.push(hand);
  await condition(() => hand.refused !== undefined || hand.answer?.() !== undefined);
  const answer = hand.answer?.();
  if (answer !== undefined) return answer;
  throw ApplicationFailure.nonRetryable(hand.refused ?? 'no answer', 'refused');
}

/** Releases fields, once, for the commit that is to stand on YouTube now; what comes of it is the answer to the question. */
export async function applyOverwrite(
  state: EpisodeState,
  hand: OperatorRequest<ReconcileResult>,
): Promise<PendingUpdate | undefined> {
  const at = commitOf(state, hand.order);
  const { fields, by = 'an operator' } = hand.order;
  const named = await checkFields(state, at, fields);
  if (at === undefined || 'refused' in named) {
    hand.refused = 'refused' in named ? named.refused : NO_COMMIT;
    return undefined;
  }
  state.overwriteFields = { fields: named.fields, by, commit: at.commit };
  patch(state, { stalled: false, attention: undefined, retryAt: undefined });
  const { videoId } = hand.order;
  const wake = { ...at, baseCommits: [at.commit], cause: 'own' as const, ...(videoId && { videoId }) };
  const question: PendingUpdate = { request: wake };
  hand.answer = () => question.result;
  return question;
}

/** Reads what a person wrote, as edits of the content; changes nothing. */
export async function applyAdopt(state: EpisodeState, hand: OperatorRequest<Adopted>): Promise<void> {
  const at = commitOf(state, hand.order);
  const outcome = at === undefined ? { refused: NO_COMMIT } : await adoptFields(state, at.commit, hand.order);
  if ('refused' in outcome) hand.refused = outcome.refused;
  else hand.answer = () => outcome;
}
type Adopted = Exclude<Awaited<ReturnType<typeof adoptFields>>, { readonly refused: string }>;

const NO_COMMIT =
  'it knows no commit yet: use `npx showrunner overwrite` or `adopt`, which bring the one that `sync` follows';

const checkFields = async (state: EpisodeState, at: Commit | undefined, fields: FieldRequest['fields']) =>
  at === undefined
    ? { refused: NO_COMMIT }
    : readActivities.checkFields({
        episodeId: state.episodeId,
        commit: at.commit,
        ...defined({ fields }),
      });

/** The newest that it or the asker knows. */
function commitOf(state: EpisodeState, { commit, seq = 0 }: FieldRequest): Commit | undefined {
  if (commit !== undefined && seq > state.seq) return { commit, seq };
  const known = state.pending?.commit ?? state.commit ?? commit;
  return known === undefined ? undefined : { commit: known, seq: state.seq };
}
