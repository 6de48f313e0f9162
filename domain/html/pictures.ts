import type { Face, FileRef } from '../picture/picture.ts';

/** What an `<img>` may show: `face:0` is that of the first guest, `logo` the logo. */
export type Pictures = { readonly faces: readonly Face[]; readonly logo?: FileRef };
