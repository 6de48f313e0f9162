import type { FileRef } from '../../content/catalog/pictures.ts';

/** One face on a thumbnail. Without an avatar its initials are drawn on a colour that stays the same. */
export type Face = {
  readonly initials: string;
  /** 0 to 359, derived from the initials. */
  readonly hue: number;
  /** A file of the content repository, by its path and its git blob id (the bytes travel never, the id does). */
  readonly avatar?: FileRef;
};
