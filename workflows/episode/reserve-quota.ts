import { condition, workflowInfo } from '@temporalio/workflow';
import type { ReconcileRequest } from '../../contract/episode.ts';
import type { EpisodeFacts, QuotaNeed } from '../../contract/episode-calls.ts';
import type { Lane } from '../../contract/quota.ts';
import { VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { patch } from '../patch.ts';
import { type QuotaReservation, sendQuotaRequest, sendSpentReport } from '../quota-client.ts';
import { type EpisodeState, hasGrantedUnits } from './state.ts';

/** The quota manager answers at once, with units or with the time of the reset. */
const ANSWER_MS = 10_000;

/**
 * Units for a reconcile: from the caller's grant, else from the quota manager. undefined: there are none now; a later grant
 * wakes the episode.
 */
export async function reserveQuota(
  state: EpisodeState,
  request: ReconcileRequest,
  facts: EpisodeFacts | undefined,
): Promise<QuotaReservation | undefined> {
  if (request.grant !== undefined) return { grant: request.grant, spent: 0 };
  const lane = facts?.finished === false ? 'live' : 'rewrite';
  return reserveUnits(state, { ...needOf(state, facts), lane });
}

type LaneNeed = QuotaNeed & { readonly lane: Lane };

/** Units from the quota manager, perhaps fewer than wanted. undefined: there are none now. */
export async function reserveUnits(
  state: EpisodeState,
  need: LaneNeed,
): Promise<QuotaReservation | undefined> {
  if (!hasGrantedUnits(state)) {
    // It waited past the reset: its request is perhaps still open, perhaps lost with the ledger.
    if (state.quotaGrant?.askAgainAt !== undefined) await cancelQuotaRequest(state);
    await requestUnits(state, need);
  }
  const { quotaGrant } = state;
  if (quotaGrant === undefined || !hasGrantedUnits(state)) return undefined;
  clearQuotaRequest(state);
  const { id, day, units, channelId, holdsThumbnails } = quotaGrant;
  return { grant: { id, day, units, ...defined({ channelId, holdsThumbnails }) }, spent: 0 };
}

/** Takes back a request whose units are no longer needed; what was granted returns to the quota manager. */
export async function cancelQuotaRequest(state: EpisodeState): Promise<void> {
  const { quotaRequestId: id } = state;
  if (id === undefined) return;
  clearQuotaRequest(state);
  await sendSpentReport({ grant: { id, day: '', units: 0 }, spent: 0 });
}

const clearQuotaRequest = (state: EpisodeState): void =>
  patch(state, { quotaGrant: undefined, quotaRequestId: undefined });

/** Sends a request and waits for the answer; without one, the request is cancelled and tried again later. */
async function requestUnits(state: EpisodeState, need: LaneNeed): Promise<void> {
  const { workflowId } = workflowInfo();
  const quotaRequests = state.quotaRequests + 1;
  const id = `${workflowId}#${state.seq}.${quotaRequests}`;
  patch(state, { quotaRequests, quotaRequestId: id, quotaGrant: undefined });
  const sent = await sendQuotaRequest({ id, workflowId, ...need });
  const summary = `${need.want} units from the quota manager`;
  if (sent) await condition(() => state.quotaGrant !== undefined, ANSWER_MS, { summary });
  if (state.quotaGrant !== undefined) return;
  if (sent) await cancelQuotaRequest(state);
  patch(state, { quotaRequestId: undefined, retryAt: Date.now() + ANSWER_MS });
}

function needOf(state: EpisodeState, facts: EpisodeFacts | undefined): QuotaNeed {
  if (facts === undefined) return { want: VIDEO_READ_AND_WRITE, atLeast: VIDEO_READ_AND_WRITE };
  return state.videoId === undefined ? facts.toCreate : facts.toUpdate;
}
