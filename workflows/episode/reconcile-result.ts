import { infoOf } from '../../contract/commit.ts';
import type { ReconcileRequest, ReconcileResult, VerdictKind } from '../../contract/episode.ts';
import { patch } from '../patch.ts';
import { describeSkippedFields } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';
import { describeNext } from './status.ts';

/** The request is done: YouTube is at its commit, as far as it may be. */
export function recordReconciled(
  state: EpisodeState,
  request: ReconcileRequest,
  result: ReconcileResult,
): ReconcileResult {
  const { kind, detail } = result;
  patch(state, {
    pending: undefined,
    retryAt: undefined,
    failures: 0,
    waits: 0,
    overwriteFields: undefined,
    commit: request.commit,
    commitInfo: infoOf(request.commit, request.commitInfo, state.commitInfo),
    lastEvent: `${kind}: ${detail} (commit ${request.commit.slice(0, 10)})`,
  });
  if (state.phase !== 'missed' && state.phase !== 'overdue')
    state.attention =
      state.unbound ??
      (kind === 'edited' ? detail : (describeSkippedFields(state) ?? describeReplaced(state)));
  return result;
}

/** What its file says of the videos that it replaces, and that is not ours to write. */
const describeReplaced = ({ replaced }: EpisodeState): string | undefined =>
  replaced?.needsPerson === true ? replaced.notes.join('; ') : undefined;

export const createResult = (kind: VerdictKind, detail: string, spent: number): ReconcileResult => ({
  kind,
  detail,
  spent,
});

/** The result while nothing can be done: what the pending request waits for. */
export function describeDeferral(state: EpisodeState): ReconcileResult {
  if (state.pending === undefined)
    return createResult('unchanged', 'YouTube is already at a newer commit', 0);
  const detail = state.attention ?? describeNext(state);
  return createResult(state.stalled ? 'stalled' : 'deferred', detail, 0);
}
