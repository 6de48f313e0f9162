import { type Action, choose, NOT_POSSIBLE } from './action.ts';
import { allowWrite, type ModelEpisode } from './model-episode.ts';
import { type ModelWorld, waitForQuiet } from './world.ts';

const withVideo = (world: ModelWorld, isRight: (one: ModelEpisode) => boolean): ModelEpisode[] =>
  [...world.episodes.values()].filter((one) => one.videoId !== undefined && isRight(one));

/** The encoder starts or stops streaming. */
export const changeStage =
  (stage: 'live' | 'complete'): Action =>
  async (world, { pick }) => {
    const from = stage === 'live' ? 'ready' : 'live';
    const one = choose(
      withVideo(world, (known) => known.stage === from && (known.wasIdle || stage === 'complete')),
      pick,
    );
    if (one === undefined) return NOT_POSSIBLE;
    await waitForQuiet(world);
    await world.academy.youtube.studio(`${one.videoId}/${stage === 'live' ? 'live' : 'end'}`, {});
    one.stage = stage;
    one.needsCheck = true;
    if (stage === 'complete') allowWrite(one, 'videos.update');
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

export const failCalls: Action = async (world, { pick, more }) => {
  const { kind, method } = choose(FAULTS, pick) ?? { kind: 'drop', method: '*' };
  const times = 1 + (more % 3);
  await world.academy.youtube.fault({ kind, method, times, delayMs: 700 });
  return `${kind} for ${method}, ${times} times`;
};

export const exceedQuota: Action = async (world) => {
  await world.academy.youtube.fault({ method: '*', kind: 'quotaGone' });
  return 'YouTube reports that the quota is exceeded';
};
