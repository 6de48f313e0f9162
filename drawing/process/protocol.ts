import type { FileRef, PictureUse } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import type { ThumbnailFault } from '../errors.ts';

export type MimeType = 'image/png' | 'image/jpeg';

/** A finished picture, and how many pixels it has. */
export type EncodedPicture = {
  readonly bytes: Buffer;
  readonly mimeType: MimeType;
  readonly width: number;
  readonly height: number;
};

/** A job for the drawing process: one at a time, each answered by one `ChildAnswer`. */
export type Job =
  | { readonly kind: 'draw'; readonly picture: Picture }
  | { readonly kind: 'compare'; readonly a: Buffer; readonly b: Buffer }
  | { readonly kind: 'check'; readonly bytes: Buffer; readonly name: string; readonly use: PictureUse }
  | { readonly kind: 'checkTexts'; readonly picture: Picture }
  | { readonly kind: 'warm' };

export type ChildAnswer =
  | ({ readonly kind: 'drawn' } & EncodedPicture)
  | { readonly kind: 'compared'; readonly difference: number }
  | { readonly kind: 'checked' }
  | { readonly kind: 'warmed' }
  | { readonly kind: 'failed'; readonly fault: ThumbnailFault; readonly message: string };

/** While drawing, the process requests the files that it has not cached. */
export type FileRequest = { readonly kind: 'need'; readonly file: FileRef };

/** Reads a file that the drawing process requests. */
export type ReadFile = (file: FileRef) => Promise<Buffer>;

export type Reply = { readonly kind: 'file'; readonly bytes: Buffer } | { readonly kind: 'noFile' };

export type ToChild = Job | Reply;
export type FromChild = ChildAnswer | FileRequest;
