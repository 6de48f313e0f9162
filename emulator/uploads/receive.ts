import { badRequest } from '../api/errors.ts';
import type { Body } from '../api/incoming.ts';
import { assertUploadSize } from '../api/media.ts';
import { CHUNK_UNIT, type ChunkRange, type ContentRange } from './content-range.ts';
import type { Upload } from './uploads.ts';

/** The upload after a request to its address: with what arrived, and with the length of the file if that is known now. */
export function receiveChunk(upload: Upload, range: ContentRange, body: Body): Upload {
  const total = agreeOnTotal(upload, range.total);
  const known = total === undefined ? upload : { ...upload, total };
  if ('asks' in range) return known;
  assertChunk(known, range, body.size);
  const isLast = total !== undefined && range.last + 1 === total;
  if (!isLast && body.size < CHUNK_UNIT) throw tooSmall(body.size);
  const end = isLast ? range.last + 1 : floorToUnit(range.last + 1);
  return end <= upload.received ? known : keep(known, body.bytes, { from: range.first, end });
}

/** Whether all of the file is here. */
export function isComplete({ total, received }: Upload): boolean {
  return total !== undefined && received === total;
}

function agreeOnTotal({ total, media }: Upload, sent: number | undefined): number | undefined {
  if (sent !== undefined && total !== undefined && sent !== total)
    throw badRequest('badRequest', `Invalid request. The file has ${total} bytes, not ${sent}.`);
  if (sent !== undefined) assertUploadSize(sent, media, 'global');
  return sent ?? total;
}

function assertChunk({ total, received }: Upload, { first, last }: ChunkRange, size: number): void {
  const said = last - first + 1;
  if (said !== size)
    throw badRequest(
      'badRequest',
      `Invalid request. There were ${size} byte(s) in the request body. There should have been ${said} byte(s) (starting at offset ${first} and ending at offset ${last}) according to the Content-Range header.`,
    );
  if (first > received)
    throw badRequest(
      'badRequest',
      `Invalid request. According to the Content-Range header, the upload offset is ${first} byte(s), which exceeds already uploaded size of ${received} byte(s).`,
    );
  if (total !== undefined && last >= total)
    throw badRequest('badRequest', `Invalid request. The chunk ends after the file of ${total} bytes.`);
}

function tooSmall(size: number) {
  return badRequest(
    'badRequest',
    `Invalid request. The number of bytes uploaded is required to be equal or greater than ${CHUNK_UNIT}, except for the final request (it's recommended to be the exact multiple of ${CHUNK_UNIT}). The received request contained ${size} bytes, which does not meet this requirement.`,
  );
}

function floorToUnit(bytes: number): number {
  return bytes - (bytes % CHUNK_UNIT);
}

/** Bytes that were here before are skipped; those that the method does not read are only counted. */
function keep(upload: Upload, bytes: Buffer, { from, end }: { from: number; end: number }): Upload {
  const { received, media, kept } = upload;
  assertUploadSize(end, media, 'global');
  const wanted = Math.min(end, media.keepBytes);
  const fresh = wanted > received ? [Buffer.from(bytes.subarray(received - from, wanted - from))] : [];
  return { ...upload, received: end, kept: [...kept, ...fresh] };
}
