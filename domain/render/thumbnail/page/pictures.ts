import type { FileRef } from '../../../content/catalog/pictures.ts';
import type { Face } from '../face.ts';

/** What an `<img>` may show: `face:0` is that of the first guest, `logo` the logo. */
export type PagePictures = { readonly faces: readonly Face[]; readonly logo?: FileRef };
