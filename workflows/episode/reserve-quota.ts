import { condition, workflowInfo } from '@temporalio/workflow';
import type { Brief, Need, Wake } from '../../contract/episode.ts';
import type { Lane } from '../../contract/quota.ts';
import { VIDEO_READ_AND_WRITE } from '../../domain/shared/costs.ts';
import { askForUnits, type Purse, settleUnits } from '../quota-client.ts';
import { type EpisodeState, hasUnits } from './state.ts';

/** The treasurer answers at once, with units or with the word to wait. */
const ANSWER_MS = 10_000;

/**
 * Units for the duty: those that the asker brought, else the treasurer's. undefined: none are left today, or nobody answers; the
 * units that come later wake the episode.
 */
export async function takePurse(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
): Promise<Purse | undefined> {
  if (duty.grant !== undefined) return { grant: duty.grant, spent: 0 };
  const lane = brief?.finished === false ? 'live' : 'rewrite';
  return takeUnits(state, { ...needOf(state, brief), lane });
}

/** Units from the treasurer, maybe fewer than wanted; undefined: not now. */
export async function takeUnits(
  state: EpisodeState,
  need: Need & { readonly lane: Lane },
): Promise<Purse | undefined> {
  if (!hasUnits(state)) await ask(state, need);
  const { granted } = state;
  if (granted === undefined || !hasUnits(state)) return undefined;
  forget(state);
  return { grant: { id: granted.id, day: granted.day, units: granted.units }, spent: 0 };
}

/** What was asked for and is needed no more goes back. */
export async function returnAsked(state: EpisodeState): Promise<void> {
  const { asked } = state;
  if (asked === undefined) return;
  forget(state);
  await settleUnits({ grant: { id: asked, day: '', units: 0 }, spent: 0 });
}

const forget = (state: EpisodeState): void =>
  void Object.assign(state, { granted: undefined, asked: undefined });

async function ask(state: EpisodeState, need: Need & { readonly lane: Lane }): Promise<void> {
  const { workflowId } = workflowInfo();
  state.asks += 1;
  state.granted = undefined;
  state.asked = `${workflowId}#${state.seq}.${state.asks}`;
  const heard = await askForUnits({ id: state.asked, workflowId, ...need });
  if (heard)
    await condition(() => state.granted !== undefined, ANSWER_MS, {
      summary: `${need.want} units from the treasurer`,
    });
  if (state.granted !== undefined) return;
  if (heard) await returnAsked(state);
  state.asked = undefined;
  state.retryAt = Date.now() + ANSWER_MS;
}

function needOf(state: EpisodeState, brief: Brief | undefined): Need {
  if (brief === undefined) return { want: VIDEO_READ_AND_WRITE, atLeast: VIDEO_READ_AND_WRITE };
  return state.videoId === undefined ? brief.toCreate : brief.toUpdate;
}
