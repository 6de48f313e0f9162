import { createHash } from 'node:crypto';
import type { FileRef } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';

export type PinnedPicture = {
  readonly picture: Picture;
  readonly readBlob: (blob: string) => Promise<Buffer>;
};

/** Reads the files of a picture and names each by the id that git gives its bytes: on disk a file has only a path, also after it changed. */
export async function pinFiles(
  picture: Picture,
  readFile: (file: FileRef) => Promise<Buffer>,
): Promise<PinnedPicture> {
  const ids = new Map<string, string>();
  const bytes = new Map<string, Buffer>();
  for (const file of listFiles(picture)) {
    const read = await readFile(file);
    const id = nameBlob(read);
    ids.set(file.path, id);
    bytes.set(id, read);
  }
  const pin = (value: unknown): unknown =>
    isFile(value) ? { ...value, blob: ids.get(value.path) ?? value.blob } : value;
  return {
    picture: JSON.parse(JSON.stringify(picture), (_key, value: unknown) => pin(value)) as Picture,
    readBlob: async (blob) =>
      bytes.get(blob) ?? Promise.reject(new Error(`the picture names no file ${blob}`)),
  };
}

/** Every file that a picture names, at any depth. */
function listFiles(value: unknown): readonly FileRef[] {
  if (isFile(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listFiles) : [];
}

const isFile = (value: unknown): value is FileRef =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<FileRef>).path === 'string' &&
  typeof (value as Partial<FileRef>).blob === 'string';

/** The id that git gives a blob of these bytes. */
export const nameBlob = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
