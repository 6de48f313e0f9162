import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createYouTube, type YouTubeClient } from '../../clients/youtube/client.ts';
import { createQuotaMeter, type QuotaMeter } from '../../clients/youtube/quota-meter.ts';

/** Noon in Los Angeles, so that no test runs near a reset. */
export const NOON = Date.parse('2026-12-01T20:00:00Z');

export type RecordedCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly json: unknown;
};

/** An answer, or a broken connection. */
export type ScriptedReply =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | 'drop'
  | 'hang';

export type Scripted = {
  readonly rootUrl: string;
  readonly youtube: YouTubeClient;
  readonly meter: QuotaMeter;
  /** Calls of the API, in order, without those of the token endpoint. */
  readonly calls: RecordedCall[];
  readonly tokenCalls: RecordedCall[];
  close(): Promise<void>;
};

export type Script = {
  /** The n-th reply for the n-th call; the last one is repeated. */
  readonly replies: readonly ScriptedReply[];
  readonly token?: ScriptedReply;
  readonly units?: number;
  readonly timeoutMs?: number;
};

/** A small HTTP server that answers from a script, with the real client connected to it. */
export async function startScripted(script: Script): Promise<Scripted> {
  const calls: RecordedCall[] = [];
  const tokenCalls: RecordedCall[] = [];
  const server = createServer(async (request, response) => {
    const call = await record(request);
    const list = call.path === '/token' ? tokenCalls : calls;
    list.push(call);
    const reply =
      call.path === '/token'
        ? chooseToken(script, list.length)
        : script.replies[Math.min(list.length, script.replies.length) - 1];
    answer(request, response, reply ?? {});
  });
  const rootUrl = await listen(server);
  const { units = 1000, timeoutMs = 5_000 } = script;
  return {
    rootUrl,
    youtube: createYouTube({
      rootUrl,
      timeoutMs,
      clientId: 'id',
      clientSecret: 'GOCSPX-secret',
      refreshToken: '1//refresh-token',
    }),
    meter: createQuotaMeter({ id: 'grant', day: '2026-12-01', units }, () => NOON),
    calls,
    tokenCalls,
    close: () => close(server),
  };
}

/** An error body in YouTube's format. */
export function refuse(
  status: number,
  reason: string,
  message = reason,
  domain = 'youtube.video',
): ScriptedReply {
  return { status, body: { error: { code: status, message, errors: [{ message, domain, reason }] } } };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

function chooseToken(script: Script, count: number): ScriptedReply {
  return (
    script.token ?? { body: { access_token: `ya29.token-${count}`, expires_in: 3600, token_type: 'Bearer' } }
  );
}

async function record(request: IncomingMessage): Promise<RecordedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const isJson = request.headers['content-type']?.includes('json') === true;
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    bytes,
    json: isJson ? JSON.parse(bytes.toString('utf8')) : undefined,
  };
}

function answer(request: IncomingMessage, response: ServerResponse, reply: ScriptedReply): void {
  if (reply === 'hang') return;
  if (reply === 'drop') {
    request.socket.destroy();
    return;
  }
  const { status = 200, body = {}, headers = {} } = reply;
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': isText ? 'text/html' : 'application/json; charset=UTF-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}
