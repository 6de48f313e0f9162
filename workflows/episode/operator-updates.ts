import type { Adoption, FieldRequest, ReconcileRequest, ReconcileResult } from '../../contract/episode.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { type PendingUpdate, refuse } from '../pending-update.ts';
import { adoptFields } from './adopt.ts';
import { describeSkippedFields } from './skipped-fields.ts';
import { type EpisodeState, hasOnlyAnswered } from './state.ts';

export type ReconcileUpdate = PendingUpdate<ReconcileRequest, ReconcileResult>;
export type OverwriteUpdate = PendingUpdate<FieldRequest, ReconcileResult>;
export type AdoptUpdate = PendingUpdate<FieldRequest, Adoption>;

/** Releases the fields, once, for the current commit. The reconcile that follows answers the update. */
export async function applyOverwrite(
  state: EpisodeState,
  { request, answer }: OverwriteUpdate,
): Promise<ReconcileUpdate | undefined> {
  const current = findCommit(state, request);
  if (current === undefined) return refuse(answer, NO_COMMIT);
  const named = await readActivities.checkFields({
    episodeId: state.episodeId,
    commit: current.commit,
    ...defined({ fields: request.fields }),
  });
  if (named.kind === 'refused') return refuse(answer, named.reason);
  const { by = 'an operator', videoId } = request;
  patch(state, {
    overwriteFields: { fields: named.fields, by, commit: current.commit },
    stalled: false,
    attention: undefined,
    retryAt: undefined,
  });
  const baseCommits = [current.commit];
  // Whoever names the visibility means it; a release of everything publishes nothing.
  const mayPublish = request.fields?.includes('visibility') ? (true as const) : undefined;
  return {
    request: { ...current, baseCommits, cause: 'direct', ...defined({ videoId, mayPublish }) },
    answer,
  };
}

/** Answers with the edits of the episode's file that match what a person wrote on YouTube; changes nothing. */
export async function applyAdopt(state: EpisodeState, { request, answer }: AdoptUpdate): Promise<void> {
  const current = findCommit(state, request);
  if (current === undefined) return refuse(answer, NO_COMMIT);
  const result = await adoptFields(state, current.commit, request);
  if (result.kind === 'refused') return refuse(answer, result.reason);
  if (request.chosenVideoId === undefined) {
    if (hasOnlyAnswered(state)) recordDifferences(state, request, result.adoption);
    recordShown(state, result.adoption);
  }
  answer.resolve(result.adoption);
}

/** A run that was started for this answer is the episode's last one: it says what the one before it knew of its video. */
function recordDifferences(
  state: EpisodeState,
  { videoId }: FieldRequest,
  { differences, whose }: Adoption,
): void {
  if (differences === undefined) return;
  patch(state, {
    videoId: state.videoId ?? videoId,
    whose,
    // What was never handed over is no edit.
    skippedFields: whose === 'ours' ? differences.map(({ field }) => field) : [],
  });
  state.attention = describeSkippedFields(state);
}

/** What its page says of the fields that are left to a person. */
function recordShown(state: EpisodeState, { shown = [] }: Adoption): void {
  const left = shown.filter(({ field }) => state.skippedFields.includes(field));
  const others = (state.differences ?? []).filter(({ field }) => left.every((one) => one.field !== field));
  const differences = [...left, ...others];
  state.differences = differences.length === 0 ? undefined : differences;
}

export const NO_COMMIT =
  'this episode has no commit yet: use `npx showrunner overwrite`, `adopt` or `restore`, which send the commit that `sync` follows';

type Commit = Pick<ReconcileRequest, 'commit' | 'seq'>;

/** The newest commit that the state or the caller knows. */
export function findCommit(
  state: EpisodeState,
  { commit, seq = 0 }: Pick<FieldRequest, 'commit' | 'seq'>,
): Commit | undefined {
  if (commit !== undefined && seq > state.seq) return { commit, seq };
  const known = state.pending?.commit ?? state.commit ?? commit;
  return known === undefined ? undefined : { commit: known, seq: state.seq };
}
