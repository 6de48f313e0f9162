import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { type DriftCounts, driftStatus } from '../contract/drift.ts';
import { SYNC_ID } from '../contract/ids.ts';
import { quotaGranted } from '../contract/quota.ts';
import { describeDrift, driftNeedsPerson } from '../contract/reports/drift.ts';
import { ATTRIBUTES } from '../contract/search-attributes.ts';
import { driftFound } from '../contract/sync.ts';
import { defined } from '../domain/shared/defined.ts';
import { showDetails } from './details/show-details.ts';
import { compareNext, listUnknownVideos, readPlan } from './drift/compare.ts';
import { type DriftResult, type DriftState, openDrift, toDriftStatus } from './drift/state.ts';
import { isHistoryLong } from './history-limit.ts';
import { QUOTA_ANSWER_KEYS } from './message-keys.ts';
import { onSignal } from './messages.ts';

/**
 * Compares the whole channel with the commit that `sync` reached: one unit for 50 videos. It writes nothing and starts no
 * episode: it signals `sync` what is out of date, and shows what a person changed. The Schedule `drift` starts it; the next
 * check reads its result.
 */
export async function drift(carried?: DriftState): Promise<DriftResult> {
  const state = carried ?? openDrift(workflowInfo().lastResult, Date.now());
  showDetails(() => describeDrift(toDriftStatus(state), undefined));
  onSignal(quotaGranted, QUOTA_ANSWER_KEYS, (grant) => {
    state.grants = { ...state.grants, [grant.id]: grant };
  });
  setHandler(driftStatus, () => toDriftStatus(state), { description: 'What the check has found so far' });
  if (state.plan === undefined) await readPlan(state);
  while (!state.compared && state.problem === undefined) {
    if (isHistoryLong()) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof drift>(state);
    }
    await compareNext(state);
  }
  if (state.problem === undefined && state.memory.listedOn !== state.plan?.day)
    await listUnknownVideos(state);
  state.endedAt = Date.now();
  await signalSync(state);
  upsertSearchAttributes([
    { key: ATTRIBUTES.needsAttention, value: driftNeedsPerson(toDriftStatus(state)) },
    { key: ATTRIBUTES.commit, value: state.plan?.commit?.slice(0, 10) ?? null },
  ]);
  await condition(allHandlersFinished);
  return { ...toDriftStatus(state), memory: state.memory };
}

/**
 * Sent even when nothing is out of date: `sync` then notices a rewrite that was terminated, and offers to take videos over. A check
 * that did not compare everything says nothing about these.
 */
async function signalSync({
  plan,
  behind: episodes,
  counts,
  compared,
  notOurs,
  edited,
  vanished,
}: DriftState): Promise<void> {
  if (plan?.commit === undefined) return;
  const takeOvers = compared ? (notOurs?.offers ?? { count: 0, shows: [] }) : undefined;
  const findings = compared ? { edited, vanished, counts: pickCounts(counts) } : undefined;
  const count = Math.max(counts.behind, episodes.length);
  await getExternalWorkflowHandle(SYNC_ID)
    .signal(driftFound, { commit: plan.commit, count, episodes, ...defined({ takeOvers, findings }) })
    .catch(() => undefined);
}

const pickCounts = ({ edited, vanished }: DriftCounts) => ({ edited, vanished });
