import { defined } from '../defined.ts';
import { parseContentRange } from '../uploads/content-range.ts';
import { isComplete, receiveChunk } from '../uploads/receive.ts';
import { type Upload, uploadsOf } from '../uploads/uploads.ts';
import type { World } from '../world.ts';
import { attempt, type CallOutcome } from './call.ts';
import { notFound } from './errors.ts';
import { assertNoFault } from './fault-answers.ts';
import type { Incoming } from './incoming.ts';
import { assertMediaType, assertUploadSize } from './media.ts';
import type { ApiAnswer, ApiRequest, Endpoint } from './request.ts';

/** Whether the request begins a resumable upload: by Google's description, or by its parameter, as the clients do. */
export function isResumable({ url }: Incoming): boolean {
  return url.pathname.startsWith('/resumable/') || url.searchParams.get('uploadType') === 'resumable';
}

/**
 * The first request of a resumable upload, as a method: it checks everything but the file, and answers with the address for its bytes.
 * As on YouTube, this request is the one that costs units.
 */
export function createUploadStart(endpoint: Endpoint, incoming: Incoming): Endpoint {
  return { ...endpoint, handle: (world, request) => startUpload(world, { endpoint, incoming, request }) };
}

type Start = { readonly endpoint: Endpoint; readonly incoming: Incoming; readonly request: ApiRequest };

function startUpload(world: World, { endpoint, incoming, request }: Start): ApiAnswer {
  const { media, check } = endpoint;
  if (media === undefined || check === undefined)
    throw notFound('notFound', `${endpoint.method} takes no file.`, 'global');
  const type = incoming.header('x-upload-content-type') ?? '';
  const total = readLength(incoming.header('x-upload-content-length'));
  assertMediaType(type, media);
  assertUploadSize(total ?? 0, media, 'global');
  check(world, request);
  const { id } = uploadsOf(world).open(
    { endpoint, media, request, type, ...defined({ total }) },
    world.now(),
  );
  return {
    applied: false,
    headers: { location: renderAddress(incoming.url, id), 'x-guploader-uploadid': id },
  };
}

function readLength(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

function renderAddress(url: URL, id: string): string {
  const address = new URL(url);
  address.pathname = url.pathname.replace(/^\/resumable/, '');
  address.searchParams.set('uploadType', 'resumable');
  address.searchParams.set('upload_id', id);
  return address.href;
}

/** The open upload that a request goes to. */
export function findUpload(world: World, url: URL): Upload | undefined {
  const id = url.pathname.startsWith('/upload/') ? url.searchParams.get('upload_id') : null;
  return id === null ? undefined : uploadsOf(world).find(id, world.now());
}

/**
 * A later request of a resumable upload: a chunk, or the question how much has arrived. It costs nothing and needs no token, the
 * address is one. Faults apply to each. The method runs when the last byte is here.
 */
export function continueUpload(world: World, upload: Upload, incoming: Incoming): CallOutcome {
  const { method } = upload.endpoint;
  const fault = world.faults.next(method);
  const answer = attempt(() => {
    assertNoFault(fault);
    return (
      upload.answer ?? (incoming.http === 'DELETE' ? cancel(world, upload) : receive(world, upload, incoming))
    );
  });
  const isEnd =
    upload.answer === undefined && uploadsOf(world).find(upload.id, world.now())?.answer !== undefined;
  const status = fault?.kind === 'drop' ? 0 : (answer.status ?? 200);
  if (isEnd || fault !== undefined) log(world, upload, { status, answer, fault: fault?.kind });
  return { ...answer, status, body: answer.body, fault };
}

function cancel(world: World, { id }: Upload): ApiAnswer {
  uploadsOf(world).close(id);
  return { status: 499 };
}

function receive(world: World, before: Upload, { header, body }: Incoming): ApiAnswer {
  const upload = receiveChunk(before, parseContentRange(header('content-range'), body.size), body);
  const answer = isComplete(upload) ? attempt(() => finish(world, upload)) : undefined;
  uploadsOf(world).put(answer === undefined ? upload : { ...upload, kept: [], answer });
  return answer ?? renderProgress(upload);
}

function finish(world: World, { endpoint, request, type, received, kept }: Upload): ApiAnswer {
  const media = { bytes: Buffer.concat(kept), size: received, type };
  return endpoint.handle(world, { ...request, media });
}

/** 308 says that bytes are missing, and which have arrived. */
function renderProgress({ received, id }: Upload): ApiAnswer {
  const range: Record<string, string> = received === 0 ? {} : { range: `bytes=0-${received - 1}` };
  return { status: 308, headers: { ...range, 'x-guploader-uploadid': id } };
}

type Logged = { readonly status: number; readonly answer: ApiAnswer; readonly fault: string | undefined };

function log(world: World, { endpoint, request }: Upload, { status, answer, fault }: Logged): void {
  const { videoId = request.query.get('videoId') ?? undefined } = answer;
  world.commit({
    ...{ at: new Date(world.now()).toISOString(), by: 'api', method: endpoint.method },
    ...{ status, applied: status >= 200 && status < 300, units: 0 },
    ...defined({ videoId, fault }),
  });
}
