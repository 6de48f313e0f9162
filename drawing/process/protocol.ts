import type { FileRef, PictureUse } from '../../domain/content/catalog/pictures.ts';
import type { Picture } from '../../domain/render/thumbnail/picture.ts';
import type { ThumbnailFault } from '../errors.ts';

export type MimeType = 'image/png' | 'image/jpeg';

/** Work for the drawing process: one at a time, each answered by exactly one `Answer`. */
export type Job =
  | { readonly kind: 'draw'; readonly picture: Picture }
  | { readonly kind: 'compare'; readonly a: Buffer; readonly b: Buffer }
  | { readonly kind: 'check'; readonly bytes: Buffer; readonly name: string; readonly use: PictureUse }
  | { readonly kind: 'warm' };

export type ChildAnswer =
  | { readonly kind: 'drawn'; readonly bytes: Buffer; readonly mimeType: MimeType }
  | { readonly kind: 'compared'; readonly difference: number }
  | { readonly kind: 'checked' }
  | { readonly kind: 'warmed' }
  | { readonly kind: 'failed'; readonly fault: ThumbnailFault; readonly message: string };

/** In the middle of a drawing the process asks for the files that it has not baked yet. */
export type ChildQuestion = { readonly kind: 'need'; readonly file: FileRef };

/** The bytes of a file that the drawing asks for. */
export type ReadFile = (file: FileRef) => Promise<Buffer>;

export type Reply = { readonly kind: 'file'; readonly bytes: Buffer } | { readonly kind: 'noFile' };

export type ToChild = Job | Reply;
export type FromChild = ChildAnswer | ChildQuestion;
