import { defined } from '../defined.ts';
import { ApiError, badRequest } from './errors.ts';
import type { Body } from './incoming.ts';
import { parseMultipart } from './multipart.ts';

/** An uploaded file. */
export type Media = {
  /** Its first bytes: as many as the method keeps. */
  readonly bytes: Buffer;
  /** Bytes in all. */
  readonly size: number;
  /** As the client said: `image/png`. */
  readonly type: string;
};

/** What a method takes as an upload. */
export type MediaRule = {
  /** As in `Content-Type`; `video/*` is any of them. */
  readonly types: readonly string[];
  /** For a larger file: 413 `uploadTooLarge`. */
  readonly maxBytes: number;
  /** How many of its first bytes the method reads. */
  readonly keepBytes: number;
};

/** The content of a request: a JSON resource, a file, or both. */
export type MediaContent = { readonly json?: string; readonly media?: Media };

/** Splits a body by its type: JSON, a file alone, or `multipart/related` with the resource first and the file second. */
export function readContent(body: Body, type: string): MediaContent {
  if (body.size === 0) return {};
  if (/^multipart\/related/i.test(type)) return readMultipart(body, type);
  return /^application\/json/i.test(type)
    ? { json: body.bytes.toString('utf8') }
    : { media: { ...body, type } };
}

function readMultipart(body: Body, type: string): MediaContent {
  if (body.size > body.bytes.length)
    throw new ApiError(413, 'uploadTooLarge', 'Use a resumable upload for a file of this size.');
  const [resource, file] = parseMultipart(body.bytes, type);
  const media = file && {
    bytes: file.content,
    size: file.content.length,
    type: file.headers['content-type'] ?? '',
  };
  return defined({ json: resource?.content.toString('utf8'), media });
}

/** The file of a request, if the method takes such a one. */
export function requireMedia(media: Media | undefined, rule: MediaRule, domain: string): Media {
  if (media === undefined || media.size === 0)
    throw badRequest('mediaBodyRequired', 'The request does not include the content of the file.', domain);
  assertUploadSize(media.size, rule, domain);
  assertMediaType(media.type, rule);
  return media;
}

export function assertUploadSize(size: number, { maxBytes }: MediaRule, domain: string): void {
  if (size > maxBytes)
    throw new ApiError(413, 'uploadTooLarge', 'The content in the request is too large.', domain);
}

/** No type at all is `application/octet-stream`. */
export function assertMediaType(type: string, { types }: MediaRule): void {
  const sent = (type.split(';')[0] ?? '').trim().toLowerCase();
  const fits = (known: string) =>
    known.endsWith('/*') ? sent.startsWith(known.slice(0, -1)) : sent === known;
  if (sent === '' || types.some(fits)) return;
  const message = `Media type '${sent}' is not supported. Valid media types: [${types.join(', ')}]`;
  throw badRequest('badContent', message);
}
