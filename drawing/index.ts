import { createHash } from 'node:crypto';
import type { FileRef, PictureUse } from '../domain/content/catalog/pictures.ts';
import type { Picture } from '../domain/render/thumbnail/picture.ts';
import { nameThumbnail, ThumbnailError } from './errors.ts';
import { firstPicture, secondPicture } from './pictures/names.ts';
import { checkImage } from './pictures/sniff.ts';
import { type Artist, type ArtistOptions, createArtist } from './process/artist.ts';
import { createPool, type Pool } from './process/pool.ts';
import type { ChildAnswer, MimeType } from './process/protocol.ts';

export { ThumbnailError, type ThumbnailFault } from './errors.ts';

/** The bytes of a file of the content repository by its git blob id. */
export type ReadBlob = (blob: string) => Promise<Buffer>;

/** 1280x720 pixels, below 2 MB. `sha256` is that of `bytes`, in hex. */
export type Thumbnail = { readonly bytes: Buffer; readonly sha256: string; readonly mimeType: MimeType };

/** The bytes of a file of the content repository, and what it is drawn as. */
export type ForeignPicture = { readonly path: string; readonly bytes: Buffer; readonly use: PictureUse };

export type Thumbnails = {
  /**
   * The same picture gives the same bytes, in every process.
   *
   * @throws ThumbnailError, its message names the picture; what `readBlob` throws comes through unchanged
   */
  draw(picture: Picture, readBlob: ReadBlob): Promise<Thumbnail>;
  /** Mean difference of the two pictures made small and grey, 0 to 255: below 4 one is an encoding of the other. */
  difference(a: Buffer, b: Buffer): Promise<number>;
  /**
   * Reads a file as it would be read to be drawn, in the process that draws.
   *
   * @throws ThumbnailError, its message begins with the file's path
   */
  check(file: ForeignPicture): Promise<void>;
  /** Starts the process and loads the fonts (about a second), so that the first picture need not wait for it. */
  warm(): Promise<void>;
  /** Ends the processes at once; who still waits gets a ThumbnailError `closed`. */
  close(): Promise<void>;
};

/**
 * Draws in processes of their own: what kills the raster must not kill the worker, and nothing there can reach a network or a token.
 *
 * @param options.workers drawing processes, started when needed; 1
 * @param options.timeoutMs how long one may be silent before it is ended; 20,000
 */
export function createThumbnails(
  options: Partial<ArtistOptions> & { readonly workers?: number } = {},
): Thumbnails {
  const { workers = 1, timeoutMs = 20_000, ...rest } = options;
  const artists = Array.from({ length: workers }, () => createArtist({ timeoutMs, ...rest }));
  const pool = createPool(artists);
  return {
    draw: (picture, readBlob) => draw(pool, picture, readBlob),
    difference: (a, b) => compare(pool, a, b),
    check: (file) => check(pool, file),
    warm: () => warm(pool),
    close: async () => {
      pool.close(new ThumbnailError('closed', 'the worker is shutting down'));
      await Promise.all(artists.map((artist) => artist.close()));
    },
  };
}

async function draw(pool: Pool<Artist>, picture: Picture, readBlob: ReadBlob): Promise<Thumbnail> {
  const readFile = async ({ path, blob }: FileRef) => checkImage(await readBlob(blob), path);
  try {
    const answer = await pool.use((artist) => artist.run({ kind: 'draw', picture }, readFile));
    if (answer.kind !== 'drawn') throw unexpected(answer);
    const { bytes, mimeType } = answer;
    return { bytes, mimeType, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    throw nameThumbnail(picture.title, error);
  }
}

async function compare(pool: Pool<Artist>, a: Buffer, b: Buffer): Promise<number> {
  checkImage(a, firstPicture);
  checkImage(b, secondPicture);
  const answer = await pool.use((artist) => artist.run({ kind: 'compare', a, b }, readNothing));
  if (answer.kind !== 'compared') throw unexpected(answer);
  return answer.difference;
}

async function check(pool: Pool<Artist>, { path: name, bytes, use }: ForeignPicture): Promise<void> {
  checkImage(bytes, name);
  try {
    await pool.use((artist) => artist.run({ kind: 'check', bytes, name, use }, readNothing));
  } catch (error) {
    if (!(error instanceof ThumbnailError) || error.fault === 'image') throw error;
    throw new ThumbnailError(error.fault, `${name} cannot be read: ${error.message}`, { cause: error });
  }
}

async function warm(pool: Pool<Artist>): Promise<void> {
  await pool.use((artist) => artist.run({ kind: 'warm' }, readNothing));
}

function readNothing(): Promise<never> {
  return Promise.reject(new ThumbnailError('internal', 'this job needs no file'));
}

function unexpected({ kind }: ChildAnswer): ThumbnailError {
  return new ThumbnailError('internal', `the drawing process answered "${kind}"`);
}
