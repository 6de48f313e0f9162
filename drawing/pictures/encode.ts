import type { Sharp } from 'sharp';
import { ThumbnailError } from '../errors.ts';
import type { MimeType } from '../process/protocol.ts';

/** YouTube's limit for many years. */
const maxThumbnailBytes = 2_000_000;

const qualities = [90, 80, 70, 55, 40];

/** PNG; or JPEG without chroma subsampling when preferred or when a PNG would be too large, as of photographs. */
export async function encode(image: Sharp, prefer: MimeType): Promise<{ bytes: Buffer; mimeType: MimeType }> {
  if (prefer === 'image/png') {
    const bytes = await image.clone().png({ compressionLevel: 3 }).toBuffer();
    if (bytes.length < maxThumbnailBytes) return { bytes, mimeType: 'image/png' };
  }
  for (const quality of qualities) {
    const bytes = await image.clone().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
    if (bytes.length < maxThumbnailBytes) return { bytes, mimeType: 'image/jpeg' };
  }
  throw new ThumbnailError('internal', `cannot encode it as a JPEG below ${maxThumbnailBytes} bytes`);
}
