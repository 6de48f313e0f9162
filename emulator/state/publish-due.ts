import type { World } from '../world.ts';

/** YouTube publishes each private video whose `publishAt` has passed. Runs before every request, so that no read comes too early. */
export function publishDue(world: Pick<World, 'store' | 'now' | 'commit'>): void {
  const now = world.now();
  const due = [...world.store.video.rows()].filter(
    ({ publishAt }) => publishAt !== undefined && Date.parse(publishAt) <= now,
  );
  for (const { publishAt: _at, ...video } of due)
    world.store.video.put({ ...video, privacyStatus: 'public' });
  if (due.length > 0) world.commit();
}
