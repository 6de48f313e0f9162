import type { PictureUse } from '../../domain/content/catalog/pictures.ts';
import { drawLogo, drawPhoto } from './art.ts';
import { assertFace, cropFace } from './crop.ts';
import { decode } from './decode.ts';
import { fitOwnPicture } from './own-picture.ts';

// Smaller than any place would do: a file is read to its end for the smallest picture.
const box = { width: 64, height: 64 };

/** Reads a foreign picture as it would be read to be drawn. Throws ThumbnailError `image`. */
export async function checkPicture(bytes: Buffer, name: string, use: PictureUse): Promise<void> {
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
  thumbnail: fitOwnPicture,
};
