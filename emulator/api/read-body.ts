import type { World } from '../world.ts';
import type { Body } from './incoming.ts';
import { findUpload } from './resumable.ts';

/** A request with a file that comes in one piece. */
const MAX_KEPT = 64 * 1024 * 1024;

/** Reads the body of a request to its end, and keeps as much of it as will be looked at: the chunk of a video is counted alone. */
export async function readBody(world: World, url: URL, chunks: AsyncIterable<Buffer>): Promise<Body> {
  const limit = findUpload(world, url)?.media.keepBytes ?? MAX_KEPT;
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (size < limit) kept.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  }
  return { bytes: Buffer.concat(kept), size };
}
