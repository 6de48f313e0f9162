/**
 * Why a thumbnail could not be drawn. A person must act on `image`, `glyphs` and `template` (the content is wrong);
 * `died`, `hung`, `memory` and `internal` are ours; `closed` means that the worker is going down.
 */
export type ThumbnailFault =
  | 'image'
  | 'glyphs'
  | 'template'
  | 'died'
  | 'hung'
  | 'memory'
  | 'internal'
  | 'closed';

/** The only error this folder throws by itself. What `readBlob` throws passes through unchanged. */
export class ThumbnailError extends Error {
  readonly fault: ThumbnailFault;

  constructor(fault: ThumbnailFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ThumbnailError';
    this.fault = fault;
  }
}

const ofProcess: ReadonlySet<ThumbnailFault> = new Set(['died', 'hung', 'memory', 'internal']);
const advice =
  'Only this picture is lost: give it another title or other files, or a finished picture as thumbnail.file, and report it as a fault of Showrunner';

/** The same fault, its message told about the picture with this title. */
export function nameThumbnail(title: string, error: unknown): unknown {
  if (!(error instanceof ThumbnailError)) return error;
  const cure = ofProcess.has(error.fault) ? `. ${advice}` : '';
  return new ThumbnailError(error.fault, `Thumbnail "${title}": ${error.message}${cure}`, { cause: error });
}
