import { createHash } from 'node:crypto';
import { badRequest } from './errors.ts';

/** A resource with the etag of its content. */
export function withEtag<Resource extends { readonly kind: string }>(
  resource: Resource,
): Resource & { etag: string } {
  return { ...resource, etag: hash(JSON.stringify(resource)) };
}

/** One page of a list: `maxResults` 0 to 50, by default 5; page tokens are opaque. Only the items of the page are rendered. */
export function renderPage<Item>(
  query: URLSearchParams,
  kind: string,
  items: readonly Item[],
  render: (item: Item) => { readonly etag: string },
): unknown {
  const size = readMaxResults(query);
  const start = readToken(query.get('pageToken'), items.length);
  const page = items.slice(start, start + size).map(render);
  const next = start + size < items.length && size > 0 ? { nextPageToken: writeToken(start + size) } : {};
  const previous = start > 0 ? { prevPageToken: writeToken(Math.max(0, start - size)) } : {};
  return renderList(
    kind,
    page,
    { totalResults: items.length, resultsPerPage: size },
    { ...next, ...previous },
  );
}

/** A list in one piece: the answer to a request by id. */
export function renderAll(kind: string, items: readonly { readonly etag: string }[]): unknown {
  return renderList(kind, items, { totalResults: items.length, resultsPerPage: items.length });
}

/** Items by id, of a method whose answer has no page. */
export const renderItems = (kind: string, items: readonly { readonly etag: string }[]): unknown => ({
  kind,
  etag: hash(JSON.stringify(items.map((item) => item.etag))),
  items,
});

function renderList(
  kind: string,
  items: readonly { readonly etag: string }[],
  pageInfo: { readonly totalResults: number; readonly resultsPerPage: number },
  tokens: Readonly<Record<string, string>> = {},
): unknown {
  const etag = hash(JSON.stringify([tokens, pageInfo, items.map((item) => item.etag)]));
  return { kind, etag, ...tokens, items, pageInfo };
}

function readMaxResults(query: URLSearchParams): number {
  const text = query.get('maxResults') ?? '5';
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= 0 && value <= 50) return value;
  throw badRequest(
    'invalidParameter',
    `Invalid value '${text}' for maxResults. Values must be within the range: [0, 50]`,
    'youtube.parameter',
  );
}

function writeToken(offset: number): string {
  return Buffer.from(`page ${offset}`).toString('base64url');
}

function readToken(token: string | null, total: number): number {
  if (token === null) return 0;
  const offset = /^page (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset !== undefined) return Math.min(Number(offset), total);
  const message = 'The request specifies an invalid page token.';
  throw badRequest('invalidPageToken', message, 'youtube.parameter');
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}
