import { readActivities } from '../activity-proxies.ts';
import { isHistoryLong } from '../history-limit.ts';
import { putAside, tell } from './approval.ts';
import { lookAtSlice } from './slice.ts';
import type { RewriteState } from './state.ts';

/**
 * Nobody knows what stands on YouTube: lists everything once, writes nothing, and makes what differs the work; of that a person
 * may have to be asked. @returns false: it is not through, superseded or about to continue as new
 */
export async function takeSurvey(state: RewriteState, show: () => void): Promise<boolean> {
  for (; state.survey !== undefined && state.next < state.total; state.next += state.sliceSize) {
    if (isHistoryLong()) return false;
    const targets = await lookAtSlice(state, state.next, show);
    if (targets === undefined) return false;
    const found = [...state.survey.found, ...targets.map(({ episodeId }) => episodeId)];
    state.survey = { ...state.survey, found };
    show();
  }
  if (state.survey === undefined) return true;
  const { found: only, decided } = state.survey;
  const { commit, bases, startedAt: at } = state;
  const { withheld } = await readActivities.planWithheld.executeWithOptions(
    { summary: `whether ${only.length} episodes that differ wait for a person` },
    [{ commit, bases, at, only, decided }],
  );
  state.survey = undefined;
  state.only = only;
  putAside(state, withheld);
  const { open } = withheld ?? {};
  if (open !== undefined) tell(state, { asked: { checksum: open.checksum, pairs: open.pairs } });
  return true;
}
