import { defined } from '../defined.ts';
import { badRequest } from './errors.ts';

/** The content of a request: a JSON resource, a picture, or both. */
export type MediaContent = { readonly json?: string; readonly media?: Buffer };

/** Splits a body by its type: JSON, a picture alone, or `multipart/related` with the resource first and the picture second. */
export function readContent(body: Buffer, type: string): MediaContent {
  if (body.length === 0) return {};
  if (/^multipart\/related/i.test(type)) return readMultipart(body, type);
  return /^application\/json/i.test(type) ? { json: body.toString('utf8') } : { media: body };
}

function readMultipart(body: Buffer, type: string): MediaContent {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) throw badRequest('badRequest', 'Missing boundary of the multipart body.');
  const [resource, media] = splitParts(body, boundary);
  return {
    ...(resource === undefined ? {} : { json: resource.toString('utf8') }),
    ...defined({ media }),
  };
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  let start = body.indexOf(mark);
  for (let end = body.indexOf(mark, start + 1); start >= 0 && end >= 0; end = body.indexOf(mark, start + 1)) {
    parts.push(stripHeaders(body.subarray(start + mark.length, end)));
    start = end;
  }
  return parts;
}

/** A part without its headers and without the line ends around it. */
function stripHeaders(part: Buffer): Buffer {
  const start = part.indexOf('\r\n\r\n');
  return start < 0 ? Buffer.alloc(0) : part.subarray(start + 4, part.length - 2);
}
