import { newVideoId } from '../state/ids.ts';
import { nextOrder } from '../state/order.ts';
import { renderTime } from '../state/time.ts';
import type { World } from '../world.ts';

/** What every new video has, a broadcast's or an upload. */
export function newVideo(world: World) {
  return {
    id: newVideoId(),
    order: nextOrder(world.store),
    tags: [],
    license: 'youtube',
    embeddable: true,
    publicStatsViewable: true,
    publishedAt: renderTime(world.now()),
    visibleAt: world.now() + world.settings().visibilityDelayMs,
    durationSeconds: 0,
  } as const;
}
