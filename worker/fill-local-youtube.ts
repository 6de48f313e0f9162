import { existsSync } from 'node:fs';
import type { Repository } from '../clients/git/index.ts';
import { type SeedOptions, seedLocalYouTube } from '../clients/youtube/seed-local.ts';
import type { YouTubeTarget } from '../config/settings.ts';
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
  /** Aborted: the start has failed elsewhere. */
  readonly signal: AbortSignal;
};

/** Creates the finished videos of the academy. Without them the start goes on: `sync` follows the branch, and says what is wrong with it. */
export async function fillLocalYouTube({
  repository,
  url,
  thumbnails,
  print,
  signal,
}: Filling): Promise<void> {
  const drawPicture = (picture: Picture) =>
    thumbnails.draw(picture, repository.readBlob).catch((error: unknown) => {
      if (signal.aborted) throw error;
      print(`a finished video on the local YouTube gets no thumbnail: ${messageOf(error)}`);
      return undefined;
    });
  try {
    const read = await repository.readCatalog(await repository.readHead());
    const { catalog } = read;
    if (catalog === undefined)
      return print(`no finished videos on the local YouTube yet: ${describeUnusable(read)}`);
    const onProgress = createProgress(print);
    const { created } = await seedLocalYouTube({ url, catalog, drawPicture, now: Date.now(), onProgress });
    if (created > 0) print(`created ${created} finished videos on the local YouTube`);
  } catch (error) {
    if (!signal.aborted)
      print(`could not create the finished videos on the local YouTube: ${messageOf(error)}`);
  }
}

const PROGRESS_MS = 5000;

/** A line every few seconds: thousands of thumbnails take minutes. */
function createProgress(print: Filling['print']): NonNullable<SeedOptions['onProgress']> {
  let printedAt = Date.now();
  return ({ done, total }) => {
    if (Date.now() - printedAt < PROGRESS_MS) return;
    printedAt = Date.now();
    print(`filling the local YouTube: ${done} of ${total} finished videos, each with its thumbnail`);
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
