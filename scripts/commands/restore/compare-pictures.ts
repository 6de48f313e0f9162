import type { YouTubeClient } from '../../../clients/youtube/client.ts';
import { readPicture } from '../../../clients/youtube/thumbnails.ts';
import type { LiveVideo } from '../../../domain/changes/live.ts';

/** Whether YouTube shows a picture that looks the same. */
export type IsShown = (live: LiveVideo, picture: Buffer) => Promise<boolean>;

/** As the worker compares: see ALIKE in activities/episode/set-thumbnail.ts. */
const ALIKE = 6;

/** Runs `work` with one drawing process for all comparisons, which starts when it is first needed. */
export async function withComparison<Result>(
  youtube: YouTubeClient,
  work: (isShown: IsShown) => Promise<Result>,
): Promise<Result> {
  let opened: Promise<import('../../../drawing/index.ts').Thumbnails> | undefined;
  const open = async () => (await import('../../../drawing/index.ts')).createThumbnails();
  try {
    return await work(async ({ hasCustomThumbnail, thumbnailUrl }, picture) => {
      if (hasCustomThumbnail !== true || thumbnailUrl === undefined) return false;
      const shown = Buffer.from((await readPicture(youtube, thumbnailUrl)).bytes);
      if (shown.equals(picture)) return true;
      opened ??= open();
      return (await (await opened).difference(shown, picture)) < ALIKE;
    });
  } finally {
    await (await opened)?.close();
  }
}
