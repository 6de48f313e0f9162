import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

const HOST = '127.0.0.1';
const NAMES = [HOST, 'localhost', '[::1]'];
const SHOWN = 200;

export interface GateOptions {
  /** On 127.0.0.1; 0: any free port. */
  readonly port: number;
  /** The server behind the gate, on this machine. */
  readonly target: { readonly host: string; readonly port: number };
}

export interface HostGate {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens a gate in front of the Temporal UI, which has no such check: only requests for this machine's own names pass, and none that
 * changes something for a page of another site. A page can point its own name at this machine (DNS rebinding), and then has the
 * UI's API as if it were its own; only `Host` shows the name.
 *
 * @throws `EADDRINUSE` when the port is in use
 */
export async function openGate({ port, target }: GateOptions): Promise<HostGate> {
  const server = createServer((incoming, answer) => {
    const refusal = findRefusal(incoming);
    if (refusal === undefined) void forward(incoming, answer, target);
    else refuse(answer, 403, refusal);
  });
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server),
  };
}

function findRefusal({ method, headers, socket }: IncomingMessage): string | undefined {
  const hosts = listHosts(socket.localPort ?? 0);
  const host = (headers.host ?? '').toLowerCase();
  if (!hosts.includes(host))
    return `the request is for the host "${host.slice(0, SHOWN)}"; the Temporal UI answers only to ${hosts.join(', ')}`;
  if (method === 'GET' || method === 'HEAD') return undefined;
  const { origin, 'sec-fetch-site': site = 'none' } = headers;
  const isOwn =
    (origin === undefined || origin === `http://${host}`) && (site === 'same-origin' || site === 'none');
  return isOwn ? undefined : 'this request comes from a page of another site';
}

/** A browser leaves out port 80. */
function listHosts(port: number): string[] {
  return NAMES.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}

/** The UI polls with long requests: when a page goes away, its request ends here too. */
async function forward(
  incoming: IncomingMessage,
  answer: ServerResponse,
  target: GateOptions['target'],
): Promise<void> {
  const { method, url, headers } = incoming;
  const outgoing = request({ ...target, method, path: url, headers });
  answer.once('close', () => outgoing.destroy());
  outgoing.once('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    pipeline(response, answer).catch(() => answer.destroy());
  });
  outgoing.once('error', () => {
    if (answer.headersSent) answer.destroy();
    else refuse(answer, 502, 'the Temporal UI does not answer');
  });
  await pipeline(incoming, outgoing).catch(() => outgoing.destroy());
}

function refuse(answer: ServerResponse, status: number, why: string): void {
  answer.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  answer.end(`Refused: ${why}.\n`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
