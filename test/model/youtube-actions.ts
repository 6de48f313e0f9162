import { choose, NOTHING, type Play } from './action.ts';
import { addCredit, type Known } from './model-episode.ts';
import { type World, waitForQuiet } from './world.ts';

const withVideo = (world: World, isRight: (one: Known) => boolean): Known[] =>
  [...world.known.values()].filter((one) => one.videoId !== undefined && isRight(one));

/** The encoder begins, or ends. */
export const inStudio =
  (stage: 'live' | 'complete'): Play =>
  async (world, { pick }) => {
    const from = stage === 'live' ? 'ready' : 'live';
    const one = choose(
      withVideo(world, (known) => known.stage === from && (known.rested || stage === 'complete')),
      pick,
    );
    if (one === undefined) return NOTHING;
    await waitForQuiet(world);
    await world.academy.youtube.studio(`${one.videoId}/${stage === 'live' ? 'live' : 'end'}`, {});
    one.stage = stage;
    one.due = true;
    if (stage === 'complete') addCredit(one, 'videos.update');
    return `episode ${one.uid} ${stage === 'live' ? 'goes live' : 'ends'}`;
  };

const FAULTS = [
  ...['withhold', 'drop', 'status500', 'status503', 'html502', 'delay'].flatMap((kind) =>
    [
      '*',
      'videos.update',
      'liveBroadcasts.insert',
      'liveBroadcasts.update',
      'thumbnails.set',
      'playlistItems.insert',
    ].map((method) => ({ kind, method })),
  ),
  { kind: 'authError', method: '*' },
  { kind: 'rateLimit', method: 'videos.update' },
  { kind: 'tooMany', method: 'liveBroadcasts.insert' },
  { kind: 'uploadRateLimit', method: 'thumbnails.set' },
  { kind: 'withhold', method: 'liveBroadcasts.insert' },
  { kind: 'withhold', method: 'videos.update' },
];

export const fault: Play = async (world, { pick, more }) => {
  const { kind, method } = choose(FAULTS, pick) ?? { kind: 'drop', method: '*' };
  const times = 1 + (more % 3);
  await world.academy.youtube.fault({ kind, method, times, delayMs: 700 });
  return `${kind} for ${method}, ${times} times`;
};

export const quotaGone: Play = async (world) => {
  await world.academy.youtube.fault({ method: '*', kind: 'quotaGone' });
  return 'YouTube says that the quota is gone';
};
