import { workflowInfo } from '@temporalio/workflow';
import type { Brief } from '../../activities/types.ts';
import { VIDEO_READ_AND_WRITE } from '../../domain/costs.ts';
import type { Wake } from '../messages.ts';
import { askForUnits, type Purse } from '../units.ts';
import { type EpisodeState, hasUnits } from './state.ts';

const NO_TREASURER = 10_000;

/**
 * Units for the duty: those that the asker brought, those that came meanwhile, else a question to the treasurer.
 * undefined: the answer is still to come, and wakes the episode.
 */
export async function takePurse(
  state: EpisodeState,
  duty: Wake,
  brief: Brief | undefined,
): Promise<Purse | undefined> {
  if (duty.grant !== undefined) return { grant: duty.grant, spent: 0 };
  const { granted } = state;
  if (granted !== undefined && hasUnits(state)) {
    Object.assign(state, { granted: undefined, asked: undefined });
    return { grant: { id: granted.id, day: granted.day, units: granted.units }, spent: 0 };
  }
  await askOnce(state, brief);
  return undefined;
}

async function askOnce(state: EpisodeState, brief: Brief | undefined): Promise<void> {
  const { workflowId } = workflowInfo();
  const units = unitsFor(state, brief);
  state.asks += 1;
  state.granted = undefined;
  state.asked = `${workflowId}#${state.seq}.${state.asks}`;
  const lane = brief?.finished === false ? 'live' : 'rewrite';
  const heard = await askForUnits({ id: state.asked, workflowId, lane, want: units, atLeast: units });
  if (heard) return;
  state.asked = undefined;
  state.retryAt = Date.now() + NO_TREASURER;
}

function unitsFor(state: EpisodeState, brief: Brief | undefined): number {
  if (brief === undefined) return VIDEO_READ_AND_WRITE;
  return state.videoId === undefined ? brief.unitsToCreate : brief.unitsToUpdate;
}
