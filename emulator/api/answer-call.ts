import { defined } from '../defined.ts';
import type { World } from '../world.ts';
import { dropNulls } from './body.ts';
import { type CallOutcome, runCall } from './call.ts';
import { ENDPOINTS } from './endpoints.ts';
import { badRequest, notFound, renderError } from './errors.ts';
import { applyFields, parseFields } from './fields.ts';
import {
  BODY_LIMIT_MESSAGE,
  type Incoming,
  isTooLarge,
  type Outgoing,
  readAuthorization,
  readQuery,
  readVerb,
} from './incoming.ts';
import { readContent } from './media.ts';
import type { ApiRequest, Endpoint } from './request.ts';
import { continueUpload, createUploadStart, findUpload, isResumable } from './resumable.ts';

/** Answers a call of the API. Synchronous, so that calls never interleave. */
export function answerCall(world: World, incoming: Incoming): Outgoing {
  const query = readQuery(incoming);
  const upload = findUpload(world, incoming.url);
  if (upload !== undefined && incoming.http !== 'GET')
    return renderAnswer(incoming, query, continueUpload(world, upload, incoming));
  const endpoint = findEndpoint(incoming);
  if (endpoint === undefined) return renderAnswer(incoming, query, rejectUnknown(incoming));
  const isStart = endpoint.media !== undefined && isUpload(incoming) && isResumable(incoming);
  const outcome = runCall(
    world,
    isStart ? createUploadStart(endpoint, incoming) : endpoint,
    readAuthorization(incoming, query),
    () => readRequest(incoming, query),
  );
  return renderAnswer(incoming, query, outcome);
}

/** A call of a batch: a file cannot be uploaded in one. */
export function answerBatchedCall(world: World, incoming: Incoming): Outgoing {
  if (!isUpload(incoming)) return answerCall(world, incoming);
  return renderAnswer(incoming, readQuery(incoming), rejectUnknown(incoming));
}

const PATHS = /^(\/(?:resumable\/)?upload)?\/youtube\/v3\/(.+)$/;

/** Below `/upload` there are only the methods that take a file, and no open upload is asked for. */
function findEndpoint(incoming: Incoming): Endpoint | undefined {
  const [, upload, path] = PATHS.exec(incoming.url.pathname) ?? [];
  const http = readVerb(incoming);
  if (incoming.url.searchParams.has('upload_id')) return undefined;
  return ENDPOINTS.find(
    (endpoint) =>
      endpoint.http === http &&
      endpoint.path === path &&
      (upload === undefined || endpoint.media !== undefined),
  );
}

function isUpload({ url }: Incoming): boolean {
  return !url.pathname.startsWith('/youtube/');
}

function readRequest(incoming: Incoming, query: URLSearchParams): ApiRequest {
  const { url, header, body } = incoming;
  if (!isUpload(incoming) && isTooLarge(body)) throw badRequest('badRequest', BODY_LIMIT_MESSAGE);
  parseFields(query.get('fields') ?? '*');
  const isForm = readVerb(incoming) === 'GET';
  const { json, media } = isForm ? {} : readContent(body, header('content-type') ?? '');
  return {
    query,
    origin: url.origin,
    body: json === undefined ? undefined : parseJson(json),
    ...defined({ media }),
  };
}

function parseJson(text: string): unknown {
  try {
    return dropNulls(JSON.parse(text));
  } catch {
    throw badRequest('parseError', 'Parse Error');
  }
}

function rejectUnknown(incoming: Incoming): CallOutcome {
  const { pathname, searchParams } = incoming.url;
  const message = searchParams.has('upload_id')
    ? 'There is no such upload. It has expired, was cancelled, or the local YouTube was restarted: start it again.'
    : `The local YouTube does not know ${readVerb(incoming)} ${pathname}.`;
  return { status: 404, body: renderError(notFound('notFound', message, 'global')), fault: undefined };
}

function renderAnswer(incoming: Incoming, query: URLSearchParams, outcome: CallOutcome): Outgoing {
  const { fault, body } = outcome;
  // Status 0 is never sent: the connection is closed.
  const status = outcome.status === 0 ? 500 : outcome.status;
  const etag = readEtag(body);
  const headers = { ...outcome.headers, ...defined({ etag }), ...(status === 401 ? UNAUTHORIZED : {}) };
  if (etag !== undefined && readVerb(incoming) === 'GET' && incoming.header('if-none-match') === etag)
    return { status: 304, headers, body: undefined, fault };
  if (body === undefined) return { status, headers, body: undefined, fault };
  if (typeof body === 'string')
    return { status, headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' }, body, fault };
  const shown = status < 300 ? applyFields(body, parseFields(query.get('fields') ?? '*')) : body;
  const json = { ...headers, 'content-type': 'application/json; charset=UTF-8' };
  return { status, headers: json, body: JSON.stringify(shown), fault };
}

const UNAUTHORIZED = {
  'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
};

function readEtag(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('etag' in body)) return undefined;
  return typeof body.etag === 'string' ? body.etag : undefined;
}
