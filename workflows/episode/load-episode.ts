import type { EpisodeFacts } from '../../contract/episode.ts';
import { patch } from '../patch.ts';
import type { EpisodeState } from './state.ts';

/** What the commit says about itself, as far as the workflow keeps it. */
export function recordBrief(state: EpisodeState, brief: EpisodeFacts): void {
  state.title = brief.title === '' ? state.title : brief.title;
  state.start = brief.start;
  const videoId = brief.videoId ?? (brief.replaced ? undefined : state.videoId);
  if (videoId === state.videoId) return;
  // What was still to be done, was to be done on the video of before.
  if (state.videoId !== undefined) patch(state, OF_THE_VIDEO);
  state.videoId = videoId;
}

const OF_THE_VIDEO = {
  nextSteps: [],
  thumbnail: undefined,
  madeAt: undefined,
  notConverged: undefined,
} satisfies Partial<EpisodeState>;

/** Why YouTube has nothing to do with it, if it has not. */
export function whyNothing(state: EpisodeState, brief: EpisodeFacts): string | undefined {
  const is = (phase: EpisodeState['phase'], why: string): string => {
    state.phase = phase;
    return why;
  };
  if (!brief.found)
    return is('orphaned', 'no file names it any more; its video, if there is one, is left as it is');
  if (brief.movedTo !== undefined)
    return is('moved', `its id is ${brief.movedTo} now, whose own workflow goes on with its video`);
  if (brief.kind === 'none') return is('not-on-youtube', describeNone(state.videoId));
  if (brief.status === 'draft') return is('draft', describeDraft(state.videoId));
  if (state.videoId !== undefined) return undefined;
  if (brief.manage === 'observe') return is('not-on-youtube', 'manage: observe, nothing is created');
  return undefined;
}

const describeNone = (videoId: string | undefined): string =>
  `kind: none, it is not on YouTube${videoId === undefined ? '' : `; video ${videoId} is left as it is`}`;

const describeDraft = (videoId: string | undefined): string =>
  videoId === undefined
    ? 'a draft: nothing is created'
    : `a draft again: video ${videoId} stays on YouTube as it is, at its time; "status: cancelled" makes it private and lets its stream go`;
