import { crc32 } from 'node:zlib';

export type PictureType = 'image/png' | 'image/jpeg';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** The type by the first bytes; undefined for anything but PNG and JPEG. */
export function readPictureType(bytes: Buffer): PictureType | undefined {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  return bytes.subarray(0, JPEG.length).equals(JPEG) ? 'image/jpeg' : undefined;
}

/** Whether a picture goes on to its end: one that was cut off while it was written or sent does not. */
export function isWholePicture(bytes: Buffer): boolean {
  const type = readPictureType(bytes);
  if (type === undefined) return false;
  return type === 'image/png' ? isWholePng(bytes) : isWholeJpeg(bytes);
}

/** Pixels from left to right of a picture that is whole; 0 where a JPEG does not say it before its scan. */
export function readPictureWidth(bytes: Buffer): number {
  return readPictureType(bytes) === 'image/png' ? bytes.readUInt32BE(PNG.length + 8) : readJpegWidth(bytes);
}

/** Every chunk with its checksum, from IHDR over IDAT to IEND. */
function isWholePng(bytes: Buffer): boolean {
  const seen: string[] = [];
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end))
      return false;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IEND') return seen[0] === 'IHDR' && seen.includes('IDAT');
    if (!seen.includes(name)) seen.push(name);
    at = end + 4;
  }
  return false;
}

const SCAN = 0xda;
const END = Buffer.from([0xff, 0xd9]);

/** Every segment up to the first scan, and an end after it. An end before it is of a preview in the file. */
function isWholeJpeg(bytes: Buffer): boolean {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    if (bytes[at + 1] === 0xff) at += 1;
    else if (bytes[at + 1] === SCAN) return bytes.lastIndexOf(END) > at;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return false;
}

/** Of the frame header, SOF0 to SOF15 without the tables among them. */
function readJpegWidth(bytes: Buffer): number {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? SCAN;
    if (marker === SCAN) return 0;
    if (marker >= 0xc0 && marker <= 0xcf && !TABLES.has(marker)) return bytes.readUInt16BE(at + 7);
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return 0;
}

/** DHT, JPG, DAC. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
