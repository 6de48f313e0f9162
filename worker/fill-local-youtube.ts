import { existsSync } from 'node:fs';
import type { Repository } from '../clients/git/index.ts';
import { addSeededPictures, type SeedProgress, seedLocalYouTube } from '../clients/youtube/seed-local.ts';
import type { YouTubeTarget } from '../config/settings.ts';
import type { Catalog } from '../domain/content/catalog/records.ts';
import type { Picture } from '../domain/render/thumbnail/picture.ts';
import type { Thumbnails } from '../drawing/index.ts';
import type { Cleanups } from './cleanups.ts';
import { describeUnusable } from './content.ts';
import { startLocalYouTube } from './local-youtube.ts';

/** Draws the thumbnails of the finished videos; never throws. */
type DrawThumbnails = () => Promise<void>;

/** `isNew`: created by this start, so none of its quota is spent. `drawThumbnails`: for when everything else has started. */
type Local = { readonly url: string; readonly isNew: boolean; readonly drawThumbnails: DrawThumbnails };

type Filling = {
  readonly repository: Repository;
  readonly thumbnails: Thumbnails;
  readonly print: (line: string) => void;
};
type Opening = Filling & {
  /** Of its data. */
  readonly folder: string;
  readonly cleanups: Cleanups;
};

/**
 * The local YouTube: the one that is named, or one that is started here and filled with the finished videos of the academy; undefined:
 * Google.
 */
export async function openLocalYouTube(
  target: YouTubeTarget,
  { folder, cleanups, ...filling }: Opening,
): Promise<Local | undefined> {
  if (target.kind === 'google') return undefined;
  if (target.kind === 'url') return { url: target.url, isNew: false, drawThumbnails: drawNone };
  const isNew = !existsSync(folder);
  const { stopping: signal } = cleanups;
  const { url, stop } = await startLocalYouTube({ port: target.port, folder, signal });
  await cleanups.add(stop);
  return { url, isNew, drawThumbnails: await createFinishedVideos({ ...filling, url, signal }) };
}

const drawNone: DrawThumbnails = async () => undefined;

/** `signal`: aborted when the start has failed elsewhere, or Showrunner shuts down. */
type Started = Filling & { readonly url: string; readonly signal: AbortSignal };

/**
 * Their thumbnails take longer, and follow. Without the videos the start goes on: `sync` follows the branch, and says what is wrong
 * with it.
 */
async function createFinishedVideos(started: Started): Promise<DrawThumbnails> {
  const { repository, url, print, signal } = started;
  try {
    const read = await repository.readCatalog(await repository.readHead());
    const { catalog } = read;
    if (catalog === undefined) {
      print(`no finished videos on the local YouTube yet: ${describeUnusable(read)}`);
      return drawNone;
    }
    const onProgress = createProgress(print, 'finished videos');
    const { created } = await seedLocalYouTube({
      ...{ url, catalog, onProgress },
      drawPicture: 'later',
      now: Date.now(),
    });
    if (created > 0) print(`created ${created} finished videos on the local YouTube`);
    return () => drawThumbnails(started, catalog);
  } catch (error) {
    if (!signal.aborted)
      print(`could not create the finished videos on the local YouTube: ${messageOf(error)}`);
    return drawNone;
  }
}

async function drawThumbnails(
  { repository, url, thumbnails, print, signal }: Started,
  catalog: Catalog,
): Promise<void> {
  const drawPicture = async (picture: Picture) => {
    signal.throwIfAborted();
    return thumbnails.draw(picture, repository.readBlob).catch((error: unknown) => {
      if (signal.aborted) throw error;
      print(`a finished video on the local YouTube gets no thumbnail: ${messageOf(error)}`);
      return undefined;
    });
  };
  const onProgress = createProgress(print, 'thumbnails of finished videos');
  try {
    const drawn = await addSeededPictures({ url, catalog, drawPicture, onProgress });
    if (drawn > 0) print(`drew the thumbnails of ${drawn} finished videos`);
  } catch (error) {
    if (!signal.aborted) print(`could not draw the thumbnails of finished videos: ${messageOf(error)}`);
  }
}

const PROGRESS_MS = 5000;

/** A line every few seconds: thousands of thumbnails take minutes. */
function createProgress(print: Filling['print'], what: string): (progress: SeedProgress) => void {
  let printedAt = Date.now();
  return ({ done, total }) => {
    if (Date.now() - printedAt < PROGRESS_MS) return;
    printedAt = Date.now();
    print(`filling the local YouTube: ${done} of ${total} ${what}`);
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
