import type { Operator } from '../../contract/operator.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** Whether it stalls because a video that is there already may be this episode. */
export const asksWhichItIs = (state: EpisodeState): boolean =>
  state.stalled && (state.duplicateVideoIds ?? []).length > 0;

/** @throws Error in the words of what to do instead */
export function assertCreatable(state: EpisodeState, argument: Operator | undefined): void {
  if (!asksWhichItIs(state))
    throw new Error(
      'create answers one question only, whether a broadcast that is there is this episode: nothing asks it here now',
    );
  if (typeof argument?.by !== 'string' || argument.by.trim() === '')
    throw new Error(`it is remembered who said so: send ${renderArgument()}`);
}

/** Call after `assertCreatable`: what it was asked about are other episodes' videos. */
export function createAnother(state: EpisodeState, by: string): string {
  const asked = state.duplicateVideoIds ?? [];
  state.notThese = { by, videoIds: [...new Set([...(state.notThese?.videoIds ?? []), ...asked])] };
  patch(state, { stalled: false, attention: undefined, retryAt: undefined, duplicateVideoIds: undefined });
  return `${by} says that it is another one than ${asked.join(' and ')}: created beside it`;
}
