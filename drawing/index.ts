import { createHash } from 'node:crypto';
import type { FileRef, PictureUse } from '../domain/content/catalog/pictures.ts';
import type { Picture } from '../domain/render/thumbnail/picture.ts';
import { addTitle, ThumbnailError } from './errors.ts';
import { assertImage, FIRST_PICTURE, SECOND_PICTURE } from './pictures/assert-image.ts';
import {
  createDrawingProcess,
  type DrawingProcess,
  type DrawingProcessOptions,
} from './process/drawing-process.ts';
import { createPool, type Pool } from './process/pool.ts';
import type { ChildAnswer, EncodedPicture } from './process/protocol.ts';

export { ThumbnailError, type ThumbnailFault } from './errors.ts';

/** Reads a file of the content repository by its git blob id. */
export type ReadBlob = (blob: string) => Promise<Buffer>;

/** Of 1280x720 pixels below 2 MB, larger ones below 10 MB. `sha256` is the hash of `bytes`, in hex. */
export type Thumbnail = EncodedPicture & { readonly sha256: string };

/** A picture file of the content repository, and what it is used for. */
export type PictureFile = { readonly path: string; readonly bytes: Buffer; readonly use: PictureUse };

export type Thumbnails = {
  /**
   * Draws a picture. The same picture gives the same bytes, in every process.
   *
   * @throws ThumbnailError whose message names the picture; an error of `readBlob` unchanged
   */
  draw(picture: Picture, readBlob: ReadBlob): Promise<Thumbnail>;
  /** Mean difference of the two pictures, scaled down and grey, 0 to 255. Below 4, one is a re-encoding of the other. */
  difference(a: Buffer, b: Buffer): Promise<number>;
  /**
   * Decodes a file as for drawing, in the drawing process.
   *
   * @throws ThumbnailError whose message begins with the file's path
   */
  assertDrawable(file: PictureFile): Promise<void>;
  /**
   * Checks that fonts have every character of a picture, without drawing it.
   *
   * @throws ThumbnailError `glyphs` whose message names the characters, their text and what to do
   */
  assertTexts(picture: Picture): Promise<void>;
  /** Starts a process without waiting for it, so that it is there when it is needed. */
  start(): void;
  /** Starts the process and loads the fonts (about a second), so that the first picture does not wait for it. */
  warm(): Promise<void>;
  /** Stops the processes at once; pending calls get a ThumbnailError `closed`. */
  close(): Promise<void>;
};

/**
 * Draws in separate processes: a crash of the rasterizer does not crash the worker, and drawing has no network and no token.
 *
 * @param options.workers number of drawing processes, started when needed; default 1
 * @param options.timeoutMs how long one may not answer before it is stopped; default 20,000
 */
export function createThumbnails(
  options: Partial<DrawingProcessOptions> & { readonly workers?: number } = {},
): Thumbnails {
  const { workers = 1, timeoutMs = 20_000, ...rest } = options;
  const drawers = Array.from({ length: workers }, () => createDrawingProcess({ timeoutMs, ...rest }));
  const pool = createPool(drawers);
  return {
    draw: (picture, readBlob) => draw(pool, picture, readBlob),
    difference: (a, b) => compare(pool, a, b),
    assertDrawable: (file) => check(pool, file),
    assertTexts: (picture) => checkTexts(pool, picture),
    start: () => drawers[0]?.start(),
    warm: () => warm(pool),
    close: async () => {
      pool.close(new ThumbnailError('closed', 'the worker is shutting down'));
      await Promise.all(drawers.map((drawer) => drawer.close()));
    },
  };
}

async function draw(pool: Pool<DrawingProcess>, picture: Picture, readBlob: ReadBlob): Promise<Thumbnail> {
  const readFile = async ({ path, blob }: FileRef) => assertImage(await readBlob(blob), path);
  try {
    const answer = await pool.use((drawer) => drawer.run({ kind: 'draw', picture }, readFile));
    if (answer.kind !== 'drawn') throw unexpected(answer);
    const { kind: _kind, ...encoded } = answer;
    return { ...encoded, sha256: createHash('sha256').update(encoded.bytes).digest('hex') };
  } catch (error) {
    throw addTitle(picture.title, error);
  }
}

async function compare(pool: Pool<DrawingProcess>, a: Buffer, b: Buffer): Promise<number> {
  assertImage(a, FIRST_PICTURE);
  assertImage(b, SECOND_PICTURE);
  const answer = await pool.use((drawer) => drawer.run({ kind: 'compare', a, b }, readNothing));
  if (answer.kind !== 'compared') throw unexpected(answer);
  return answer.difference;
}

async function check(pool: Pool<DrawingProcess>, { path: name, bytes, use }: PictureFile): Promise<void> {
  assertImage(bytes, name);
  try {
    await pool.use((drawer) => drawer.run({ kind: 'check', bytes, name, use }, readNothing));
  } catch (error) {
    if (!(error instanceof ThumbnailError) || ['image', 'installation'].includes(error.fault)) throw error;
    throw new ThumbnailError(error.fault, `${name} cannot be read: ${error.message}`, { cause: error });
  }
}

async function checkTexts(pool: Pool<DrawingProcess>, picture: Picture): Promise<void> {
  await pool.use((drawer) => drawer.run({ kind: 'checkTexts', picture }, readNothing));
}

async function warm(pool: Pool<DrawingProcess>): Promise<void> {
  await pool.use((drawer) => drawer.run({ kind: 'warm' }, readNothing));
}

function readNothing(): Promise<never> {
  return Promise.reject(new ThumbnailError('internal', 'this job needs no file'));
}

function unexpected({ kind }: ChildAnswer): ThumbnailError {
  return new ThumbnailError('internal', `the drawing process answered "${kind}"`);
}
