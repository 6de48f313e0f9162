/**
 * Why a thumbnail could not be drawn. A person must act on `image`, `glyphs` and `template` (the content is wrong);
 * `died`, `hung` and `internal` are ours; `closed` means that the worker is going down.
 */
export type ThumbnailFault = 'image' | 'glyphs' | 'template' | 'died' | 'hung' | 'internal' | 'closed';

/** The only error this folder throws by itself. What `readBlob` throws passes through unchanged. */
export class ThumbnailError extends Error {
  readonly fault: ThumbnailFault;

  constructor(fault: ThumbnailFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ThumbnailError';
    this.fault = fault;
  }
}

/** The same fault, its message told about the picture with this title. */
export function nameThumbnail(title: string, error: unknown): unknown {
  if (!(error instanceof ThumbnailError)) return error;
  return new ThumbnailError(error.fault, `Thumbnail "${title}": ${error.message}`, { cause: error });
}
