import { badRequest } from '../api/errors.ts';

/** Where a chunk stands in its file, both ends included. `total` is unknown while the client sends `*`. */
export type ChunkRange = { readonly first: number; readonly last: number; readonly total?: number };

/** A `Content-Range`: of a chunk, or a question after what has arrived (`bytes *` and `/`, and the length or `*`). */
export type ContentRange = ChunkRange | { readonly asks: true; readonly total?: number };

const RANGE = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(?:(\d{1,15})|\*)$/;

/** Without the header the body is the whole file. */
export function parseContentRange(header: string | undefined, size: number): ContentRange {
  if (header === undefined) return { first: 0, last: size - 1, total: size };
  const [all, first, last, length] = RANGE.exec(header.trim()) ?? [];
  if (all === undefined)
    throw badRequest('badRequest', `Failed to parse Content-Range header: ${header.slice(0, 100)}`);
  const total = length === undefined ? {} : { total: Number(length) };
  if (first === undefined) return { asks: true, ...total };
  return { first: Number(first), last: Number(last), ...total };
}

/** All chunks but the last have at least so many bytes; what goes beyond a multiple of it is not kept, and must be sent again. */
export const CHUNK_UNIT = 262_144;
