import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { ApiError, badRequest, renderError } from './errors.ts';
import { BODY_LIMIT_MESSAGE, type Incoming, isTooLarge, type Outgoing } from './incoming.ts';
import { type MultipartPart, parseMultipart, parsePart } from './multipart.ts';

/** The limit of Google's Python client. YouTube's own is not published. */
const MAX_CALLS = 1000;

/**
 * Several calls in one request, as `multipart/mixed` of `application/http`. Each is a call of its own, with its own units, in their
 * order. A file cannot be uploaded in a batch.
 */
export function answerBatch(incoming: Incoming, answerCall: (call: Incoming) => Outgoing): Outgoing {
  try {
    return renderBatch(
      readParts(incoming).map((part) => renderPart(part, answerCall(readCall(incoming, part)))),
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const headers = { 'content-type': 'application/json; charset=UTF-8' };
    return { status: error.status, headers, body: JSON.stringify(renderError(error)) };
  }
}

function readParts({ body, header }: Incoming): MultipartPart[] {
  const type = header('content-type') ?? '';
  if (isTooLarge(body)) throw badRequest('badRequest', BODY_LIMIT_MESSAGE);
  const parts = /^multipart\/mixed/i.test(type) ? parseMultipart(body.bytes, type) : [];
  if (parts.length === 0 || parts.length > MAX_CALLS)
    throw badRequest(
      'badRequest',
      `Failed to parse batch request: expected multipart/mixed with 1 to ${MAX_CALLS} parts, found ${parts.length} in "${type.slice(0, 100)}".`,
    );
  return parts;
}

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?\r?$/;

/** Headers of the batch are those of each call, unless it has its own; the body's type and length are not. */
function readCall({ url, header }: Incoming, { content }: MultipartPart): Incoming {
  const end = content.indexOf('\n');
  const line = content.subarray(0, end < 0 ? content.length : end).toString('utf8');
  const [, http, path] = REQUEST_LINE.exec(line) ?? [];
  const target = path === undefined ? undefined : parseTarget(path, url);
  if (http === undefined || target === undefined)
    throw badRequest(
      'badRequest',
      `Failed to parse batch request: "${line.slice(0, 100)}" is no request line.`,
    );
  const { headers, content: body } = parsePart(end < 0 ? Buffer.alloc(0) : content.subarray(end + 1));
  return {
    http,
    url: target,
    header: (name) => headers[name] ?? (name.startsWith('content-') ? undefined : header(name)),
    body: { bytes: body, size: body.length },
  };
}

function parseTarget(path: string, { origin }: URL): URL | undefined {
  const target = URL.canParse(path, origin) ? new URL(path, origin) : undefined;
  return target && new URL(`${target.pathname}${target.search}`, origin);
}

type RenderedPart = { readonly text: string; readonly fault: Outgoing['fault'] };

function renderPart(
  { headers }: MultipartPart,
  { status, headers: own, body = '', fault }: Outgoing,
): RenderedPart {
  const id = headers['content-id']?.replace(/^<?/, '<response-');
  const text = [
    'Content-Type: application/http',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`,
    ...Object.entries(own).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
  return { text, fault };
}

/** A call's fault that withholds or delays its answer does so for the whole batch. */
function renderBatch(parts: readonly RenderedPart[]): Outgoing {
  const boundary = `batch_${randomBytes(18).toString('base64url')}`;
  const body = `${parts.map(({ text }) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
  const headers = { 'content-type': `multipart/mixed; boundary=${boundary}` };
  return { status: 200, headers, body, fault: parts.find(({ fault }) => fault !== undefined)?.fault };
}
