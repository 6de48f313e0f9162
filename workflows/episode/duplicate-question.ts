import type { Operator } from '../../contract/operator.ts';
import { renderArgument } from '../../contract/reports/block.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** Whether it stalls because an existing video may be this episode. */
export const asksWhichItIs = (state: EpisodeState): boolean =>
  state.stalled && (state.duplicateVideoIds ?? []).length > 0;

/** @throws Error that says what to send instead */
export function assertCreatable(state: EpisodeState, argument: Operator): void {
  if (!asksWhichItIs(state))
    throw new Error(
      'create only answers whether an existing broadcast is this episode: this episode does not ask that now',
    );
  if (argument.by === undefined || argument.by.trim() === '')
    throw new Error(`create needs your name, because it is recorded: send ${renderArgument()}`);
}

/** Call after `assertCreatable`: the videos in question belong to other episodes. */
export function createAnother(state: EpisodeState, by: string): string {
  const duplicates = state.duplicateVideoIds ?? [];
  const videoIds = [...new Set([...(state.otherVideos?.videoIds ?? []), ...duplicates])];
  patch(state, {
    otherVideos: { by, videoIds },
    stalled: false,
    attention: undefined,
    retryAt: undefined,
    duplicateVideoIds: undefined,
  });
  return `${by} confirmed that it is not ${duplicates.join(' or ')}: a new broadcast is created`;
}
