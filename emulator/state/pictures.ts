import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawGreyPicture } from './grey.ts';
import { isWholePicture, type PictureType, readPictureType, readPictureWidth } from './picture-type.ts';
import type { VideoRow } from './rows.ts';

/** Instead of a hash: the bytes of a seeded thumbnail follow; until then its address answers the grey one. */
export const FOLLOWS = 'follows';

export type StoredPicture = { readonly bytes: Buffer; readonly type: PictureType };

/** The SHA-256 of its bytes, hex, and how wide it is, in pixels. */
export type UploadedPicture = Required<Pick<VideoRow, 'thumbnail' | 'thumbnailWidth'>>;

export type PictureStore = {
  /** Stores the bytes and returns what a video's row says of them; undefined when they are not a whole PNG or JPEG. */
  keep(bytes: Buffer): UploadedPicture | undefined;
  /** Undefined without a hash, or when no picture has it. */
  get(sha256: string | undefined): StoredPicture | undefined;
  readonly grey: StoredPicture;
};

/** Thumbnails by the hash of their bytes: files in `FOLDER/pictures`, or in memory without a folder. */
export function createPictures(folder: string | undefined): PictureStore {
  const kept = folder === undefined ? storeInMemory() : storeInFolder(join(folder, 'pictures'));
  return {
    keep(bytes) {
      if (!isWholePicture(bytes)) return undefined;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.write(sha256, bytes);
      return { thumbnail: sha256, thumbnailWidth: readPictureWidth(bytes) };
    },
    get(sha256) {
      const bytes = sha256 === undefined ? undefined : kept.read(sha256);
      const type = bytes === undefined ? undefined : readPictureType(bytes);
      return bytes === undefined || type === undefined ? undefined : { bytes, type };
    },
    grey: { bytes: drawGreyPicture(1280, 720), type: 'image/png' },
  };
}

type Bytes = { write(sha256: string, bytes: Buffer): void; read(sha256: string): Buffer | undefined };

function storeInMemory(): Bytes {
  const all = new Map<string, Buffer>();
  return { write: (sha256, bytes) => all.set(sha256, bytes), read: (sha256) => all.get(sha256) };
}

function storeInFolder(folder: string): Bytes {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    write(sha256, bytes) {
      const path = join(folder, sha256);
      if (existsSync(path)) return;
      writeFileSync(`${path}.new`, bytes);
      renameSync(`${path}.new`, path);
    },
    read: (sha256) => (existsSync(join(folder, sha256)) ? readFileSync(join(folder, sha256)) : undefined),
  };
}
