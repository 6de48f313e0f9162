import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChannelState, readControl } from '../lib/local-youtube.ts';
import { findEpisodeId, type Stage } from './stage.ts';

/** Saves the thumbnails of upcoming streams from the local YouTube; returns their paths. */
export async function savePictures(stage: Stage, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const { videos } = await readControl<ChannelState>(stage.youtube, 'channel');
  const catalog = await stage.readCatalog(await stage.showrunner.repository.readHead());
  const ours = videos.filter(
    ({ hasCustomThumbnail, broadcast }) =>
      hasCustomThumbnail && broadcast !== undefined && broadcast.lifeCycleStatus !== 'complete',
  );
  return Promise.all(
    ours.map(async (video) => {
      const response = await fetch(video.thumbnailUrl);
      const ending = response.headers.get('content-type') === 'image/jpeg' ? 'jpg' : 'png';
      const name = (findEpisodeId(video, catalog) ?? video.id).replaceAll('/', '-');
      const path = join(folder, `${name}.${ending}`);
      await writeFile(path, Buffer.from(await response.arrayBuffer()));
      return path;
    }),
  );
}
