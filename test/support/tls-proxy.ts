import { mkdir, readFile, writeFile } from 'node:fs/promises';
import {
  createSecureServer,
  type IncomingHttpHeaders,
  connect as openHttp2,
  type ServerHttp2Stream,
} from 'node:http2';
import { type AddressInfo, connect as openSocket, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { execa } from 'execa';

/** Paths of PEM files. */
export type Certificates = {
  readonly authority: string;
  readonly server: { readonly crt: string; readonly key: string };
  readonly client: { readonly crt: string; readonly key: string };
  /** By another authority. */
  readonly stranger: { readonly crt: string; readonly key: string };
};

/** Makes an authority, and certificates by it for `localhost` and for a client, with openssl. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  await mkdir(folder, { recursive: true });
  const openssl = (...args: string[]) => execa('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const self = (name: string) =>
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    );
  await Promise.all([self('authority'), self('stranger')]);
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:localhost\n');
  for (const name of ['server', 'client']) {
    await openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const by = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial'];
    await openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...by,
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-extfile',
      'names',
    );
  }
  const pair = (name: string) => ({ crt: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) });
  return {
    authority: join(folder, 'authority.pem'),
    server: pair('server'),
    client: pair('client'),
    stranger: pair('stranger'),
  };
}

export type TlsProxy = { readonly address: string; close(): Promise<void> };

/** In front of a Temporal server: TLS that demands a certificate of the client, as mTLS of Temporal Cloud. */
export async function openMutualTls(target: string, certificates: Certificates): Promise<TlsProxy> {
  const [host = '', port = ''] = target.split(':');
  const server = createServer(
    {
      ...(await readServer(certificates)),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (socket) => {
      const upstream = openSocket({ host, port: Number(port) });
      socket.pipe(upstream).pipe(socket);
      socket.on('error', () => upstream.destroy());
      upstream.on('error', () => socket.destroy());
    },
  );
  return listen(server);
}

/** In front of a Temporal server: TLS, and only calls that bring this key pass, as with API keys of Temporal Cloud. */
export async function openKeyGate(
  target: string,
  certificates: Certificates,
  key: string,
): Promise<TlsProxy> {
  const upstream = openHttp2(`http://${target}`);
  const server = createSecureServer(await readServer(certificates));
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    if (headers.authorization === `Bearer ${key}`) return forward(stream, headers);
    return stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': '16',
        'grpc-message': 'Request unauthorized.',
      },
      { endStream: true },
    );
  });
  const forward = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void => {
    const request = upstream.request({ ...headers, ':scheme': 'http', ':authority': target });
    let trailers: IncomingHttpHeaders = {};
    request.on('trailers', (found) => {
      trailers = found;
    });
    request.on('response', (answer) => {
      const { ':status': status = 200, ...rest } = answer;
      stream.respond({ ':status': status, ...rest }, { waitForTrailers: true });
      request.pipe(stream);
    });
    request.on('error', () => stream.destroy());
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.on('close', () => request.close());
    stream.pipe(request);
  };
  const { address, close } = await listen(server);
  return {
    address,
    close: async () => {
      upstream.destroy();
      await close();
    },
  };
}

const readServer = async ({ server, authority }: Certificates) => ({
  cert: await readFile(server.crt),
  key: await readFile(server.key),
  ca: await readFile(authority),
});

async function listen(server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<TlsProxy> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    address: `localhost:${port}`,
    close: async () => {
      server.close();
    },
  };
}
