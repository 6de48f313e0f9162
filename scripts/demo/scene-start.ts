import { count } from '../lib/outcome.ts';
import { compareSnapshots, readSnapshot, type Snapshot } from './channel.ts';
import type { Row } from './scene.ts';
import { findEpisodeId, type Stage } from './stage.ts';

/** The first start: finished videos exist already and are not written, every upcoming stream is created. */
export async function playStart(stage: Stage): Promise<Row> {
  const { narrator, showrunner, youtube } = stage;
  const commit = await showrunner.repository.readHead();
  await stage.waitUntilApplied(commit);
  const seconds = narrator.seconds();
  const after = await readSnapshot(youtube);
  const { added, units, writes } = compareSnapshots(EMPTY, after);
  const catalog = await stage.readCatalog(commit);
  const upcoming = Object.values(catalog.episodes).filter(
    ({ kind, status, youtube: ours }) =>
      kind === 'live' && status === 'scheduled' && ours?.videoId === undefined,
  );
  const created = added.filter(
    ({ broadcast }) => broadcast?.lifeCycleStatus === 'ready' || broadcast?.lifeCycleStatus === 'created',
  );
  const finished = new Set(added.filter((video) => !created.includes(video)).map(({ id }) => id));
  narrator.check(
    created
      .map((video) => findEpisodeId(video, catalog))
      .sort()
      .join() ===
      upcoming
        .map(({ id }) => id)
        .sort()
        .join(),
    `${count(created.length, 'broadcast')}, one for each of ${count(upcoming.length, 'upcoming episode')}`,
  );
  narrator.check(
    writes.every(({ videoId }) => videoId === undefined || !finished.has(videoId)),
    `${count(finished.size, 'finished video')}, none of them was written`,
  );
  return { what: `start, ${created.length} streams scheduled`, seconds, units, writes: writes.length };
}

const EMPTY: Snapshot = { videos: new Map(), playlists: [], spent: 0, writes: [] };
