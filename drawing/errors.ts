/**
 * Why a thumbnail could not be drawn. `image`, `glyphs` and `template` are faults of the content, which a person must correct; `died`,
 * `hung`, `memory` and `internal` are faults of Showrunner, `installation` one of how it was installed; `closed` means that the worker is shutting down.
 */
export type ThumbnailFault =
  | 'image'
  | 'glyphs'
  | 'template'
  | 'died'
  | 'hung'
  | 'memory'
  | 'internal'
  | 'installation'
  | 'closed';

/** The only error that drawing throws, except for errors of `readBlob`. */
export class ThumbnailError extends Error {
  readonly fault: ThumbnailFault;

  constructor(fault: ThumbnailFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ThumbnailError';
    this.fault = fault;
  }
}

const faultsOfShowrunner: ReadonlySet<ThumbnailFault> = new Set(['died', 'hung', 'memory', 'internal']);
const advice =
  'Only this thumbnail failed: change its title or its files, or set thumbnail.file to a finished picture, and report this as a bug in Showrunner';

/** The same error with the title of the picture in its message. */
export function addTitle(title: string, error: unknown): unknown {
  if (!(error instanceof ThumbnailError)) return error;
  const suffix = faultsOfShowrunner.has(error.fault) ? `. ${advice}` : '';
  return new ThumbnailError(error.fault, `Thumbnail "${title}": ${error.message}${suffix}`, { cause: error });
}
