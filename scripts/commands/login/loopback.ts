import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { htmlText } from '../../../domain/shared/media/html.ts';
import { CommandError } from '../../lib/outcome.ts';

/** What the browser came back with. `refused`: OAuth's reason, for example `access_denied`. */
export type Answer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** `show`: the browser waits for a page until it is called. */
export type Arrival = { readonly answer: Answer; readonly show: (result: PageResult) => Promise<void> };

/** `title`: what the login led to; `text`: what to do now. */
export type PageResult = { readonly title: string; readonly text: string };

export type Loopback = {
  readonly redirectUri: string;
  /** The first answer that carries `state`; answers without it are refused, and the wait goes on. */
  waitFor(state: string): Promise<Arrival>;
  close(): Promise<void>;
};

const HOST = '127.0.0.1';

/** Listens on this machine alone. Port 0: any free one. @throws CommandError when the port is taken */
export async function openLoopback(port: number): Promise<Loopback> {
  const server = createServer();
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    redirectUri: `http://${HOST}:${bound}`,
    waitFor: (state) =>
      new Promise((resolve) => {
        let isDone = false;
        server.on('request', (request, response) => {
          const answer = parseRequest(request, state, bound);
          if (answer === undefined || isDone) return void send(response, 400, NOT_OURS);
          isDone = true;
          resolve({ answer, show: (result) => send(response, 200, result) });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
      reject(
        new CommandError(`port ${port} ${reason}: choose another one with --port, or leave it out for any`),
      );
    });
    server.listen(port, HOST, () => resolve());
  });
}

/** undefined: a favicon, another login's answer, or a page that points its own name at this machine. */
function parseRequest(
  { method, url = '', headers }: IncomingMessage,
  state: string,
  port: number,
): Answer | undefined {
  if (method !== 'GET' || headers.host !== `${HOST}:${port}`) return undefined;
  return parseAnswer(new URL(url, `http://${HOST}`), state);
}

/** Reads the address that the browser ended at. undefined: it is not the answer to the request with this `state`. */
export function parseAnswer({ pathname, searchParams }: URL, state: string): Answer | undefined {
  if (pathname !== '/' || !isSame(searchParams.get('state') ?? '', state)) return undefined;
  const code = searchParams.get('code');
  if (code) return { kind: 'code', code };
  const reason = searchParams.get('error') ?? '';
  return { kind: 'refused', reason: /^\w{1,60}$/.test(reason) ? reason : 'no code' };
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const NOT_OURS: PageResult = {
  title: 'This is not the answer to the login that is waiting',
  text: 'Use the address that `npx showrunner login` printed last.',
};

function send(response: ServerResponse, status: number, { title, text }: PageResult): Promise<void> {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    // The address holds the code.
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.end(
      `<!DOCTYPE html><html lang="en"><head><title>Showrunner</title><style>${STYLE}</style></head><body><h1>${htmlText(title)}</h1><p>${htmlText(text)}</p></body></html>`,
      () => resolve(),
    );
  });
}

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em}h1{font-size:22px}';
