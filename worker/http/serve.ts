import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request is answered with; an object is sent as JSON. */
export type HttpReply = {
  readonly status: number;
  readonly body: string | object;
  readonly headers?: Readonly<Record<string, string>>;
};

export type AnswerRequest = (request: IncomingMessage) => Promise<HttpReply>;

export type HttpServer = {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
};

type ServeOptions = {
  /** An IP address or `localhost`. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Answers what is not refused before; what it throws is answered with 500. */
  readonly answer: AnswerRequest;
  readonly report: (error: unknown) => void;
  /** For tests. */
  readonly times?: Partial<typeof TIMES>;
};

/** Who sends its headers or its body more slowly is cut. The body has a limit of its own, which ends before. */
const TIMES = {
  headersTimeout: 5_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};
const MAX_HEADER_BYTES = 16_384;
const MAX_CONNECTIONS = 200;
/** So long what still comes of a body that was refused is thrown away: a client that is sending reads the answer only then. */
const LINGER_MS = 1_000;

/** Listens on one port. @throws `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES` */
export async function serve({ host, port, answer, report, times }: ServeOptions): Promise<HttpServer> {
  const server = createServer(
    { ...TIMES, ...times, maxHeaderSize: MAX_HEADER_BYTES },
    (request, response) => {
      answer(request)
        .catch((error: unknown): HttpReply => {
          report(error);
          return { status: 500, body: { error: 'internal error; the log of the worker has more' } };
        })
        .then((reply) => send(request, response, reply));
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  // A connection that is cut is no error of ours.
  server.on('clientError', (_error, socket) => socket.destroy());
  await listen(server, host, port);
  return { url: describeAddress(server), close: () => close(server) };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers }: HttpReply,
): void {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
  const isRead = request.complete;
  response.on('error', () => undefined);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(isRead ? {} : { connection: 'close' }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
  if (isRead) return;
  const cut = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.socket.once('close', () => clearTimeout(cut));
  request.on('error', () => undefined).resume();
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function describeAddress(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
