import { condition, workflowInfo } from '@temporalio/workflow';
import type { EpisodeFacts, QuotaNeed, ReconcileRequest } from '../../contract/episode.ts';
import type { Lane } from '../../contract/quota.ts';
import { VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { patch } from '../patch.ts';
import { type QuotaReservation, sendQuotaRequest, sendSpentReport } from '../quota-client.ts';
import { type EpisodeState, hasUnits } from './state.ts';

/** The treasurer answers at once, with units or with the word to wait. */
const ANSWER_MS = 10_000;

/**
 * Units for the duty: those that the asker brought, else the treasurer's. undefined: none are left today, or nobody answers; the
 * units that come later wake the episode.
 */
export async function reserveQuota(
  state: EpisodeState,
  duty: ReconcileRequest,
  brief: EpisodeFacts | undefined,
): Promise<QuotaReservation | undefined> {
  if (duty.grant !== undefined) return { grant: duty.grant, spent: 0 };
  const lane = brief?.finished === false ? 'live' : 'rewrite';
  return requestUnits(state, { ...needOf(state, brief), lane });
}

/** Units from the treasurer, maybe fewer than wanted; undefined: not now. */
export async function requestUnits(
  state: EpisodeState,
  need: QuotaNeed & { readonly lane: Lane },
): Promise<QuotaReservation | undefined> {
  if (!hasUnits(state)) await ask(state, need);
  const { quotaGrant: granted } = state;
  if (granted === undefined || !hasUnits(state)) return undefined;
  forget(state);
  return { grant: { id: granted.id, day: granted.day, units: granted.units }, spent: 0 };
}

/** What was asked for and is needed no more goes back. */
export async function returnRequested(state: EpisodeState): Promise<void> {
  const { quotaRequestId: asked } = state;
  if (asked === undefined) return;
  forget(state);
  await sendSpentReport({ grant: { id: asked, day: '', units: 0 }, spent: 0 });
}

const forget = (state: EpisodeState): void =>
  patch(state, { quotaGrant: undefined, quotaRequestId: undefined });

async function ask(state: EpisodeState, need: QuotaNeed & { readonly lane: Lane }): Promise<void> {
  const { workflowId } = workflowInfo();
  state.quotaRequests += 1;
  state.quotaGrant = undefined;
  state.quotaRequestId = `${workflowId}#${state.seq}.${state.quotaRequests}`;
  const heard = await sendQuotaRequest({ id: state.quotaRequestId, workflowId, ...need });
  if (heard)
    await condition(() => state.quotaGrant !== undefined, ANSWER_MS, {
      summary: `${need.want} units from the treasurer`,
    });
  if (state.quotaGrant !== undefined) return;
  if (heard) await returnRequested(state);
  state.quotaRequestId = undefined;
  state.retryAt = Date.now() + ANSWER_MS;
}

function needOf(state: EpisodeState, brief: EpisodeFacts | undefined): QuotaNeed {
  if (brief === undefined) return { want: VIDEO_READ_AND_WRITE, atLeast: VIDEO_READ_AND_WRITE };
  return state.videoId === undefined ? brief.toCreate : brief.toUpdate;
}
