import type { UpdateResult } from '../../contract/episode-calls.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** YouTube was read. */
export const recordLook = (
  state: EpisodeState,
  { videoPages }: Pick<UpdateResult, 'videoPages'>,
  now: number,
) => patch(state, { lastLookAt: now, videoPages });

type Written = { readonly what: readonly string[]; readonly commit?: string };

/** What was written stays known when later looks find nothing to write. `commit` absent: no commit says it. */
export function recordWrite(state: EpisodeState, { what, ...cause }: Written, now: number): void {
  if (what.length === 0) return;
  patch(state, { lastWrite: { what: what.join('; '), at: new Date(now).toISOString(), ...cause } });
}
