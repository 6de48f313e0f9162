import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchEnvironment } from './environment.ts';
import { readChannel } from './local-youtube.ts';

const PATIENCE_MS = 60_000;

type Announcement = { readonly commit: string; readonly ms: number };

/** Commits a new episode of the show "workbench"; ms until its broadcast stands, with a thumbnail, in its playlist. @throws Error when it does not */
export async function announce(
  stage: BenchEnvironment,
  { name, month, guests }: { readonly name: string; readonly month: number; readonly guests: string },
): Promise<Announcement> {
  const title = `Announced ${name}`;
  const commit = await stage.repository.commit({
    [`episodes/workbench/announced-${name.replaceAll(' ', '-')}.yaml`]: `title: ${title}\nshow: workbench\nscheduledFor: 2029-0${month}-01T17:00:00Z\nguests: [${guests}]\n`,
  });
  const startedAt = performance.now();
  while (!(await isComplete(stage, title))) {
    if (performance.now() - startedAt > PATIENCE_MS) throw new Error(`"${title}" was not complete in time`);
    await sleep(20);
  }
  return { commit, ms: performance.now() - startedAt };
}

async function isComplete({ youtubeUrl }: BenchEnvironment, title: string): Promise<boolean> {
  const { videos, playlists } = await readChannel(youtubeUrl);
  const video = videos.find((one) => one.title.startsWith(title));
  if (video?.broadcast === undefined || !video.hasCustomThumbnail) return false;
  return playlists.some(({ items }) => items.includes(video.id));
}
