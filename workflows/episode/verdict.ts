import type { ReconcileRequest, ReconcileResult, VerdictKind } from '../../contract/episode.ts';
import { describeLeft } from './skipped-fields.ts';
import type { EpisodeState } from './state.ts';
import { describeNext } from './status.ts';

/** The duty is done: the commit stands on YouTube as far as it may. */
export function finish(
  state: EpisodeState,
  duty: ReconcileRequest,
  kind: VerdictKind,
  detail: string,
  spent: number,
): ReconcileResult {
  state.pending = undefined;
  state.retryAt = undefined;
  state.failures = 0;
  state.waits = 0;
  state.overwriteFields = undefined;
  state.commit = duty.commit;
  state.lastEvent = `${kind}: ${detail} (commit ${duty.commit.slice(0, 10)})`;
  if (state.phase !== 'missed' && state.phase !== 'overdue')
    state.attention = kind === 'edited' ? detail : describeLeft(state);
  return answer(kind, detail, spent);
}

export const answer = (kind: VerdictKind, detail: string, spent: number): ReconcileResult => ({
  kind,
  detail,
  spent,
});

/** Not now: what it waits for. The duty stays. */
export function defer(state: EpisodeState): ReconcileResult {
  if (state.pending === undefined)
    return { kind: 'unchanged', detail: 'a newer commit was brought to YouTube already', spent: 0 };
  return {
    kind: state.stalled ? 'stalled' : 'deferred',
    detail: state.attention ?? describeNext(state),
    spent: 0,
  };
}
