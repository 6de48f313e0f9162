import type { FileRef } from '../../content/catalog/pictures.ts';

/** One face on a thumbnail. Without an avatar the initials are drawn on a colour derived from them. */
export type Face = {
  readonly initials: string;
  /** 0 to 359, derived from the initials. */
  readonly hue: number;
  /** A file of the content repository, by its path and git blob id; its bytes are never passed around. */
  readonly avatar?: FileRef;
};
