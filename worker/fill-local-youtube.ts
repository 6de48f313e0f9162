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

/** `isNew`: created by this start, so none of its quota is spent. */
type Local = { readonly url: string; readonly isOurs: boolean; readonly isNew: boolean };

/** The local YouTube, started here unless one is named; undefined: Google. */
export async function openLocalYouTube(
  target: YouTubeTarget,
  folder: string,
  cleanups: Cleanups,
): Promise<Local | undefined> {
  if (target.kind === 'google') return undefined;
  if (target.kind === 'url') return { url: target.url, isOurs: false, isNew: false };
  const isNew = !existsSync(folder);
  const youtube = await startLocalYouTube({ port: target.port, folder, signal: cleanups.stopping });
  await cleanups.add(() => youtube.stop());
  return { url: youtube.url, isOurs: true, isNew };
}

type Filling = {
  readonly repository: Repository;
  readonly url: string;
  readonly thumbnails: Thumbnails;
  readonly print: (line: string) => void;
  /** Aborted: the start has failed elsewhere, or Showrunner shuts down. */
  readonly signal: AbortSignal;
};

/** Draws the thumbnails of the finished videos; never throws. */
type DrawThumbnails = () => Promise<void>;

/**
 * Creates the finished videos of the academy; their thumbnails take longer, and are drawn when everything else has started. Without the
 * videos the start goes on: `sync` follows the branch, and says what is wrong with it.
 */
export async function fillLocalYouTube(filling: Filling): Promise<DrawThumbnails> {
  const { repository, url, print, signal } = filling;
  try {
    const read = await repository.readCatalog(await repository.readHead());
    const { catalog } = read;
    if (catalog === undefined) {
      print(`no finished videos on the local YouTube yet: ${describeUnusable(read)}`);
      return async () => {};
    }
    const onProgress = createProgress(print, 'finished videos');
    const { created } = await seedLocalYouTube({
      url,
      catalog,
      drawPicture: 'later',
      now: Date.now(),
      onProgress,
    });
    if (created > 0) print(`created ${created} finished videos on the local YouTube`);
    return () => drawThumbnails(filling, catalog);
  } catch (error) {
    if (!signal.aborted)
      print(`could not create the finished videos on the local YouTube: ${messageOf(error)}`);
    return async () => {};
  }
}

async function drawThumbnails(
  { repository, url, thumbnails, print, signal }: Filling,
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
