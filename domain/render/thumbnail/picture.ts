import type { FileRef } from '../../content/catalog/pictures.ts';
import type { Face } from './face.ts';
import type { Page } from './page-tree.ts';

/** What stands in small beside the title instead of show and number. */
export type Badge = 'live' | 'number' | 'none';

/**
 * Everything a thumbnail shows, as a pure value: the same picture value gives the same bytes.
 * Guests' names are not part of it: at 168x94 nobody can read them, and a corrected name must not cost an upload.
 */
export type Picture =
  | {
      readonly kind: 'drawn';
      readonly template: string;
      readonly title: string;
      readonly show: string;
      /** Episode number within its show, drawn as a small badge. */
      readonly number?: number;
      /** One colour or a gradient of two and more, `#rrggbb`. */
      readonly background: readonly string[];
      /** `#rrggbb` */
      readonly accent: string;
      readonly faces: readonly Face[];
      /** The title's colour, `#rrggbb`; absent: white or nearly black, whichever can be read better. */
      readonly text?: string;
      /** A picture behind everything, darkened; `background` is what it is darkened with. */
      readonly photo?: FileRef;
      readonly logo?: FileRef;
      /** Absent: the show's name and the number. */
      readonly badge?: Badge;
      /** BCP 47; only where Han characters leave open whether they are Japanese or Chinese. */
      readonly language?: string;
      /** What an HTML template of the repository makes of all this: it is drawn, and nothing else but the background. */
      readonly page?: Page;
    }
  | { readonly kind: 'file'; readonly title: string; readonly file: FileRef };
