import { ThumbnailError } from '../errors.ts';

/** Larger files are not pictures for thumbnails and would only use memory. */
export const maxImageBytes = 20_000_000;

/** The two pictures of a comparison, in messages. */
export const FIRST_PICTURE = 'the first picture';
export const SECOND_PICTURE = 'the second picture';

const accepted = 'PNG, JPEG, WebP, AVIF or GIF';

const signatures: readonly (readonly [offset: number, bytes: string])[] = [
  [0, '\x89PNG\r\n\x1a\n'],
  [0, '\xff\xd8\xff'],
  [0, 'GIF8'],
  [8, 'WEBP'],
  [4, 'ftypavif'],
];

// Other formats that cameras and designers produce.
const others: readonly (readonly [offset: number, bytes: string, name: string])[] = [
  [4, 'ftyphei', 'HEIC picture'],
  [4, 'ftypmif1', 'HEIF picture'],
  [0, 'II*\0', 'TIFF'],
  [0, 'MM\0*', 'TIFF'],
  [0, 'BM', 'bitmap'],
  [0, '8BPS', 'Photoshop file'],
  [0, '%PDF', 'PDF'],
];

/**
 * Throws unless the first bytes are of a supported image format; returns the bytes. SVG is not supported because it depends on the
 * machine's fonts and on what it links to.
 *
 * @param name of the file in messages, such as its path
 * @throws ThumbnailError `image`
 */
export function assertImage(bytes: Buffer, name: string): Buffer {
  const problem = findProblem(bytes);
  if (problem) throw new ThumbnailError('image', `${name} ${problem}`);
  return bytes;
}

function findProblem(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return 'is empty';
  if (bytes.length > maxImageBytes) return `has ${bytes.length} bytes, more than ${maxImageBytes}`;
  if (signatures.some(([offset, text]) => startsWith(bytes, offset, text))) return undefined;
  return `${describe(bytes)}; expected ${accepted}`;
}

function startsWith(bytes: Buffer, offset: number, text: string): boolean {
  return bytes.toString('latin1', offset, offset + text.length) === text;
}

function describe(bytes: Buffer): string {
  const head = bytes.toString('utf8', 0, 1_000);
  if (head.startsWith('version https://git-lfs')) return 'is a Git LFS pointer, not the picture itself';
  if (/<svg[\s>]/i.test(head)) return 'is an SVG';
  const other = others.find(([offset, text]) => startsWith(bytes, offset, text));
  return other === undefined ? 'is not an image' : `is a ${other[2]}`;
}
