import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Catalog, Episode } from '../../domain/content/catalog/records.ts';
import { TemplateProblem } from '../../domain/render/template/template.ts';
import { renderPicture } from '../../domain/render/thumbnail/picture-of.ts';
import { ThumbnailError, type Thumbnails } from '../../drawing/index.ts';
import { CommandError } from '../outcome.ts';
import { pinFiles } from './pin.ts';

/** What became of an episode's picture: drawn into a file, left to YouTube by its author, or why not. */
export type Drawn = { readonly id: string; readonly path: string } & (
  | {
      readonly kind: 'drawn';
      readonly file: string;
      readonly bytes: number;
      readonly milliseconds: number;
      readonly sha256: string;
      /** Names what the picture shows. */
      readonly shows: string;
    }
  | { readonly kind: 'kept' }
  | { readonly kind: 'same'; readonly file: string; readonly shows: string }
  | { readonly kind: 'failed'; readonly error: string }
);

export type Studio = {
  readonly catalog: Catalog;
  readonly thumbnails: Thumbnails;
  readonly readFile: (file: FileRef) => Promise<Buffer>;
  /** The folder that gets a file for each episode, named by its id. */
  readonly out: string;
  /** What was drawn before, by the episode's id: it is not drawn again while it shows the same. */
  readonly before: ReadonlyMap<string, Drawn>;
};

/** Draws the picture of one episode into a file; whatever goes wrong is part of the answer. */
export async function drawEpisode(studio: Studio, episode: Episode): Promise<Drawn> {
  const { id, origin } = episode;
  try {
    return await draw(studio, episode);
  } catch (error) {
    return { id, path: origin.path, kind: 'failed', error: explain(error) };
  }
}

async function draw(
  { catalog, thumbnails, readFile, out, before }: Studio,
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
    return { id, path, kind: 'same', file: last.file, shows };
  const start = performance.now();
  const { bytes, sha256, mimeType } = await thumbnails.draw(picture, readBlob);
  const milliseconds = Math.round(performance.now() - start);
  const file = join(out, `${id}.${mimeType === 'image/jpeg' ? 'jpg' : 'png'}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return { id, path, kind: 'drawn', file, bytes: bytes.length, milliseconds, sha256, shows };
}

const CURES: Partial<Record<ThumbnailError['fault'], string>> = {
  template: 'correct the template, or thumbnail.template of the episode or of its show',
  image: 'put another picture in its place, or none, then draw again',
  died: 'give thumbnail.file, and please report it with this message',
  hung: 'draw again when the machine has less to do; if it stays so, give thumbnail.file and please report it',
  internal: 'please report this fault of Showrunner, with this message',
};

function explain(error: unknown): string {
  if (error instanceof ThumbnailError) {
    const cure = CURES[error.fault];
    return cure === undefined ? error.message : `${error.message}: ${cure}`;
  }
  if (error instanceof TemplateProblem && 'file' in error.template)
    return `${error.template.file}:${error.line}:${error.column}: ${error.message}: ${CURES.template}`;
  if (error instanceof Error && 'syscall' in error)
    return `${error.message}: the folder of the pictures must be writable, the files of the content readable`;
  if (error instanceof CommandError || error instanceof Error) return error.message;
  return String(error);
}
