import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileRef } from '../../../domain/content/catalog/pictures.ts';
import type { Catalog, Episode } from '../../../domain/content/catalog/records.ts';
import { TemplateProblem } from '../../../domain/render/template/template.ts';
import { renderPicture } from '../../../domain/render/thumbnail/render-picture.ts';
import { ThumbnailError, type Thumbnails } from '../../../drawing/index.ts';
import { pinFiles } from '../../lib/pin-files.ts';

/** The result for one episode: drawn, unchanged since the last time, kept on YouTube by `thumbnail: keep`, or failed. */
export type Drawn = { readonly id: string; readonly path: string } & (
  | (DrawnFile & {
      readonly kind: 'drawn';
      readonly bytes: number;
      readonly milliseconds: number;
      readonly sha256: string;
    })
  | { readonly kind: 'kept' }
  | (DrawnFile & { readonly kind: 'same' })
  | { readonly kind: 'failed'; readonly error: string }
);

type DrawnFile = {
  readonly file: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The picture as JSON: equal pictures look the same. */
  readonly shows: string;
};

export type DrawInput = {
  readonly catalog: Catalog;
  readonly thumbnails: Thumbnails;
  readonly readFile: (file: FileRef) => Promise<Buffer>;
  /** The folder for the pictures: a file for each episode, named by its id. */
  readonly out: string;
  /** The last results by episode id: a picture that looks the same is not drawn again. */
  readonly before: ReadonlyMap<string, Drawn>;
};

/** Draws the picture of one episode into a file. Does not throw: a failure is part of the result. */
export async function drawEpisode(input: DrawInput, episode: Episode): Promise<Drawn> {
  const { id, origin } = episode;
  try {
    return await draw(input, episode);
  } catch (error) {
    return { id, path: origin.path, kind: 'failed', error: explain(error) };
  }
}

async function draw(
  { catalog, thumbnails, readFile, out, before }: DrawInput,
  episode: Episode,
): Promise<Drawn> {
  const { id } = episode;
  const { path } = episode.origin;
  const wanted = renderPicture(catalog, episode, catalog.shows[episode.show ?? '']);
  if (wanted === undefined) return { id, path, kind: 'kept' };
  const { picture, readBlob } = await pinFiles(wanted, readFile);
  const shows = JSON.stringify(picture);
  const last = before.get(id);
  if (last !== undefined && 'shows' in last && last.shows === shows)
    return { id, path, kind: 'same', file: last.file, width: last.width, height: last.height, shows };
  const start = performance.now();
  const { bytes, sha256, mimeType, width, height } = await thumbnails.draw(picture, readBlob);
  const milliseconds = Math.round(performance.now() - start);
  const file = join(out, `${id}.${mimeType === 'image/jpeg' ? 'jpg' : 'png'}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return { id, path, kind: 'drawn', file, width, height, bytes: bytes.length, milliseconds, sha256, shows };
}

const SOLUTIONS: Partial<Record<ThumbnailError['fault'], string>> = {
  template: 'correct the template, or thumbnail.template of the episode or of its show',
  image: 'replace or remove the picture, then draw again',
  died: 'set thumbnail.file, and please report this message',
  hung: 'draw again when the machine is less busy; if it happens again, set thumbnail.file and please report it',
  internal: 'this is a bug in Showrunner: please report this message',
};

function explain(error: unknown): string {
  if (error instanceof ThumbnailError) {
    const solution = SOLUTIONS[error.fault];
    return solution === undefined ? error.message : `${error.message}: ${solution}`;
  }
  if (error instanceof TemplateProblem && 'file' in error.template)
    return `${error.template.file}:${error.line}:${error.column}: ${error.message}: ${SOLUTIONS.template}`;
  if (error instanceof Error && 'syscall' in error)
    return `${error.message}: the output folder must be writable and the content readable`;
  if (error instanceof Error) return error.message;
  return String(error);
}
