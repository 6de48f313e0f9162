import type { FileRef } from '../../content/catalog/pictures.ts';
import type { ThumbnailSize } from '../../content/catalog/thumbnail-sizes.ts';
import type { Face } from './face.ts';
import type { Page } from './page-tree.ts';

/** Shown in small next to the title instead of show and number. */
export type Badge = 'live' | 'number' | 'none';

/** Absent: 1280x720, so that pictures of that size keep their hash. */
export type LargeSize = Exclude<ThumbnailSize, '720p'>;

/**
 * Everything a thumbnail shows, as a plain value: the same value gives the same bytes.
 * It does not include guests' names: they cannot be read at 168x94, and a corrected name must not cost an upload.
 */
export type Picture =
  | {
      readonly kind: 'drawn';
      readonly template: string;
      readonly title: string;
      readonly show: string;
      /** Episode number within its show, drawn as a small badge. */
      readonly number?: number;
      /** One colour, or a gradient of two or more, `#rrggbb`. */
      readonly background: readonly string[];
      /** `#rrggbb` */
      readonly accent: string;
      /** The guests'; of an HTML template the guests' and then the hosts'. */
      readonly faces: readonly Face[];
      /** There is no guest, so the faces are the hosts': because the content says so, or because it does not say otherwise. */
      readonly hosts?: 'said' | 'default';
      /** The title's colour, `#rrggbb`; absent: white or nearly black, whichever is easier to read. */
      readonly text?: string;
      /** A background photo, darkened with `background`. */
      readonly photo?: FileRef;
      readonly logo?: FileRef;
      /** Absent: the show's name and the number. */
      readonly badge?: Badge;
      /** BCP 47; only present if Han characters could be Japanese or Chinese. */
      readonly language?: string;
      readonly size?: LargeSize;
      /** The page from an HTML template in the repository; only this and the background are drawn. */
      readonly page?: Page;
    }
  | { readonly kind: 'file'; readonly title: string; readonly file: FileRef; readonly size?: LargeSize };
