import type { EpisodeFacts } from '../../contract/episode-calls.ts';
import { patch } from '../patch.ts';
import type { EpisodePhase, EpisodeState } from './state.ts';

/** Records what the commit says about the episode. */
export function recordFacts(state: EpisodeState, facts: EpisodeFacts): void {
  patch(state, { title: facts.title === '' ? state.title : facts.title, start: facts.start });
  state.videoPages = facts.videoPages;
  const videoId = facts.videoId ?? (facts.replaced ? undefined : state.videoId);
  if (videoId === state.videoId) return;
  // What was pending was about the previous video.
  if (state.videoId !== undefined) patch(state, NEW_VIDEO);
  state.videoId = videoId;
}

const NEW_VIDEO = {
  nextSteps: [],
  thumbnail: undefined,
  createdAt: undefined,
  notConverged: undefined,
  publishAt: undefined,
  heldBases: undefined,
  refusedSteps: undefined,
} satisfies Partial<EpisodeState>;

/** Records the phase of an episode with nothing to do on YouTube. @returns why, or undefined when there is something to do */
export function recordNothingToDo(state: EpisodeState, facts: EpisodeFacts): string | undefined {
  const idle = findIdlePhase(state, facts);
  if (idle === undefined) return undefined;
  patch(state, { phase: idle.phase, replaced: undefined, refusedSteps: undefined });
  return idle.reason;
}

type Idle = { readonly phase: EpisodePhase; readonly reason: string };

function findIdlePhase({ videoId }: EpisodeState, facts: EpisodeFacts): Idle | undefined {
  if (!facts.found)
    return { phase: 'orphaned', reason: 'no file names it any more; its video, if any, is left as it is' };
  if (facts.movedTo !== undefined)
    return {
      phase: 'moved',
      reason: `its id is now ${facts.movedTo}; that workflow continues with its video`,
    };
  if (facts.kind === 'none') return { phase: 'not-on-youtube', reason: describeNone(videoId) };
  if (facts.status === 'draft') return { phase: 'draft', reason: describeDraft(videoId) };
  if (videoId !== undefined || facts.manage !== 'observe') return undefined;
  return { phase: 'not-on-youtube', reason: 'manage: observe, nothing is created' };
}

const describeNone = (videoId: string | undefined): string =>
  `kind: none, it is not on YouTube${videoId === undefined ? '' : `; video ${videoId} is left as it is`}`;

const describeDraft = (videoId: string | undefined): string =>
  videoId === undefined
    ? 'a draft: nothing is created'
    : `a draft again: video ${videoId} stays on YouTube with its start; "status: cancelled" makes it private and unbinds its stream`;
