import { count } from '../outcome.ts';
import { compareSnapshots, type Snapshot, takeSnapshot } from './channel.ts';
import type { Row } from './scene.ts';
import { episodeOf, type Stage } from './stage.ts';

/** The first look: finished videos stand already and are left alone, every upcoming stream is created. */
export async function playStart(stage: Stage): Promise<Row> {
  const { narrator, showrunner, youtube } = stage;
  const commit = await showrunner.repository.readHead();
  await stage.through(commit);
  const seconds = narrator.seconds();
  const after = await takeSnapshot(youtube);
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
      .map((video) => episodeOf(video, catalog))
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
    `${count(finished.size, 'finished video')}, none of them written`,
  );
  return { what: `start, ${created.length} streams scheduled`, seconds, units, writes: writes.length };
}

const EMPTY: Snapshot = { videos: new Map(), playlists: [], spent: 0, writes: [] };
