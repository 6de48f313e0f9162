import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Rule, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

/** Its own video cannot be one that it replaces, and a video that stands there twice could be said two things of. */
export const replacedVideos: Rule = (draft) => draft.episodes.flatMap((entry) => check(entry));

const check = perRecord<'episode'>(({ youtube }) =>
  (youtube?.replaces ?? []).flatMap(({ videoId }, index, all): RuleFault[] => {
    const isOwn = videoId === youtube?.videoId;
    if (!isOwn && all.findIndex((one) => one.videoId === videoId) === index) return [];
    const key = ['youtube', 'replaces', index];
    const expected = isOwn ? 'a former video' : 'each video once';
    const hint = isOwn
      ? 'It is the video of this episode: put its new one under videoId, or take it out here.'
      : 'Keep the entry that says what becomes of it.';
    return [
      { key, code: 'wrong-value', message: describeFault(key, expected, describeFound(videoId)), hint },
    ];
  }),
);
