import sharp from 'sharp';
import { ThumbnailError } from '../errors.ts';
import type { EncodedPicture, MimeType } from '../process/protocol.ts';
import { canvas } from '../templates/template.ts';
import type { Size } from './decode.ts';

/** YouTube's limit until September 2026, which other programs may still have. */
const MOST_BYTES = 2_000_000;
/** YouTube takes 50 MB, but a picture is sent again after each change, and read again to see whose it is. */
const MOST_BYTES_OF_LARGE = 10_000_000;

const mostBytesOf = ({ width, height }: Size): number =>
  width * height > canvas.width * canvas.height ? MOST_BYTES_OF_LARGE : MOST_BYTES;

const qualities = [90, 80, 70, 55, 40];

type Pixels = Size & { readonly channels: 1 | 2 | 3 | 4; readonly pixels: Buffer };

/** PNG; or JPEG without chroma subsampling when preferred or when a PNG would be too large, as of photographs. */
export async function encode({ pixels, ...raw }: Pixels, prefer: MimeType): Promise<EncodedPicture> {
  const { width, height } = raw;
  const most = mostBytesOf(raw);
  const image = sharp(pixels, { raw });
  if (prefer === 'image/png') {
    const bytes = await image.clone().png({ compressionLevel: 3 }).toBuffer();
    if (bytes.length < most) return { bytes, mimeType: 'image/png', width, height };
  }
  for (const quality of qualities) {
    const bytes = await image.clone().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    if (bytes.length < most) return { bytes, mimeType: 'image/jpeg', width, height };
  }
  throw new ThumbnailError('internal', `cannot encode it as a JPEG below ${most} bytes`);
}
