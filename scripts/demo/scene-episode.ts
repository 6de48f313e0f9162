import { createEpisode } from '../commands/new-episode.ts';
import { type ChannelState, readControl } from '../lib/local-youtube.ts';
import { playScene, type Row } from './scene.ts';
import { findEpisodeId, type Stage } from './stage.ts';

export const EPISODE = { id: 'breakage/two-clusters-one-storm', title: 'Two Clusters, One Storm' };
const HOURS_36 = 36 * 3600 * 1000;

/** The file of a new episode becomes one broadcast: scheduled, bound, with marker, thumbnail and playlist. */
export async function playEpisode(stage: Stage): Promise<Row> {
  const { narrator, academy, youtube } = stage;
  const now = Date.now();
  const at = new Date(now + HOURS_36).toISOString().replace(/:\d\d\.\d+Z$/, ':00Z');
  const { title } = EPISODE;
  const guests = ['mei-chen', 'hiro-tanaka'];
  const { commit, added, writes, row } = await playScene(stage, {
    title: `A new episode: npx showrunner new episode "${title}" --show breakage, and a commit`,
    message: 'Add a stream',
    act: async () => {
      await createEpisode({ location: academy.folder, now, title, show: 'breakage', at, guests });
    },
  });
  const catalog = await stage.readCatalog(commit);
  const [video] = added;
  const inserts = writes.filter(({ method }) => method === 'liveBroadcasts.insert');
  narrator.check(added.length === 1 && inserts.length === 1, 'one broadcast, from one insert');
  if (video === undefined) return row;
  const { broadcast } = video;
  narrator.check(
    Date.parse(broadcast?.scheduledStartTime ?? '') === Date.parse(at),
    `${video.id} is scheduled for ${at}, ${broadcast?.lifeCycleStatus}`,
  );
  narrator.check(
    broadcast?.boundStreamId !== undefined,
    'it is the next stream, so it is bound to the encoder',
  );
  narrator.check(findEpisodeId(video, catalog) === EPISODE.id, `its marker names ${EPISODE.id}`);
  narrator.check(video.hasCustomThumbnail, 'it has a thumbnail with both guests');
  const { playlists } = await readControl<ChannelState>(youtube, 'channel');
  const holding = playlists.filter(({ items }) => items.includes(video.id)).map(({ title }) => title);
  narrator.check(holding.includes('Breakage'), `it is in the playlist ${holding.join(', ') || '(none)'}`);
  return row;
}
