import { rewriteWorkflowId } from '../../contract/ids.ts';
import { count } from '../../contract/reports/words.ts';
import type { TakeOverRequest } from '../../contract/sync.ts';
import { defined } from '../../domain/shared/defined.ts';
import { readActivities } from '../activity-proxies.ts';
import { patch } from '../patch.ts';
import { type PendingUpdate, refuse } from '../pending-update.ts';
import { describeClosedGate } from './repair-drift.ts';
import { startRewrite } from './start-rewrite.ts';
import type { SyncState } from './state.ts';

export type TakeOverUpdate = PendingUpdate<TakeOverRequest, string>;

/** Starts a rewrite that compares the videos with YouTube, shows what would change, and waits for an approval of just that. */
export async function startTakeOver(state: SyncState, { request, answer }: TakeOverUpdate): Promise<void> {
  const { syncedCommit: commit } = state;
  const closed = commit === undefined ? 'no commit is synced yet' : describeClosedGate(state, { commit });
  if (commit === undefined || closed !== undefined) return refuse(answer, closed ?? '');
  const { by = 'an operator', show, episodes, atMost, inSteps } = request;
  const claimed = await readActivities.listClaimed.executeWithOptions({ summary: 'videos that files name' }, [
    { commit, ...defined({ show, episodes }) },
  ]);
  const { episodes: only, of, unknown } = claimed;
  if (unknown !== undefined) return refuse(answer, unknown);
  if (only.length === 0)
    return refuse(
      answer,
      'no such episode names a video under "youtube: { videoId: ... }" with "manage: full"',
    );
  const at = Date.now();
  const subject = `take-over of ${count(only.length, 'video')}, asked for by ${by}`;
  patch(state, { seq: Math.max(state.seq + 1, at), lastEvent: subject });
  await startRewrite(state, {
    commit,
    subject,
    baseCommits: [],
    total: only.length,
    at,
    only,
    takeOver: true,
    ...defined({ atMost, inSteps }),
  });
  const rest = of > only.length ? ` (of ${of})` : '';
  answer.resolve(
    `${rewriteWorkflowId(commit)} compares ${count(only.length, 'video')}${rest} with YouTube: its page shows what would change, and waits for an approval`,
  );
}

/** Goes on with what was approved before a newer commit came, once that is done: exactly those videos, as the card showed them. */
export async function continueTakeOver(state: SyncState): Promise<void> {
  const { unfinishedTakeOver: unfinished, syncedCommit: commit } = state;
  if (unfinished === undefined || commit === undefined) return;
  if (describeClosedGate(state, { commit }) !== undefined) return;
  const at = Date.now();
  const { episodes: only, keys: changeKeys } = unfinished;
  const subject = `the rest of an approved take-over of ${count(changeKeys.length, 'video')}`;
  patch(state, {
    seq: Math.max(state.seq + 1, at),
    unfinishedTakeOver: undefined,
    lastEvent: `${subject} goes on`,
  });
  await startRewrite(state, {
    ...{ commit, subject, at, only, changeKeys },
    baseCommits: [],
    total: only.length,
    takeOver: true,
  });
}

/** @throws Error that says what to send instead */
export function assertTakeOver({ atMost = 1 }: Partial<TakeOverRequest>): void {
  if (!Number.isInteger(atMost) || atMost < 1)
    throw new Error('"atMost" has to be a whole number of videos, at least 1');
}
