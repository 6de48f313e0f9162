import type { PictureUse } from '../../domain/content/catalog/pictures.ts';
import { assertFace, cropFace } from './crop.ts';
import { fitCustomThumbnail } from './custom-thumbnail.ts';
import { decode } from './decode.ts';
import { drawLogo, drawPhoto } from './photo-and-logo.ts';

// Any size would do: a file is decoded to its end for the smallest picture.
const box = { width: 64, height: 64 };

/** Decodes a picture as for drawing. @throws ThumbnailError `image` */
export async function assertDrawable(bytes: Buffer, name: string, use: PictureUse): Promise<void> {
  await READERS[use](bytes, name);
}

const READERS: Readonly<Record<PictureUse, (bytes: Buffer, name: string) => Promise<unknown>>> = {
  avatar: (bytes, name) =>
    decode(bytes, name, (image, size) => {
      assertFace(size, name);
      return cropFace(image, size, box).raw().toBuffer();
    }),
  logo: (bytes, name) => drawLogo(bytes, name, box),
  background: drawPhoto,
  thumbnail: fitCustomThumbnail,
};
