import { isIP, connect as openSocket } from 'node:net';
import { connect as openTls, type TLSSocket } from 'node:tls';
import { isGrpcServiceError } from '@temporalio/client';
import { defined } from '../domain/shared/defined.ts';

/** As @temporalio/envconfig reads it. */
export type ServerAccess = {
  /** Host and port. */
  readonly address: string;
  readonly tls?: boolean | null | TlsFiles | undefined;
};
type TlsFiles = {
  readonly serverNameOverride?: string | undefined;
  readonly serverRootCACertificate?: Uint8Array | undefined;
  readonly clientCertPair?: { readonly crt: Uint8Array; readonly key: Uint8Array } | null | undefined;
};

const PROBE_MS = 2000;
/** A server that wants a certificate says so after the handshake. */
const REFUSAL_MS = 500;

/** Of gRPC's status codes. */
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

/**
 * Why the server at an address cannot be used, and what to do, when its TLS or its credentials are the cause; undefined: they are not. gRPC
 * says no more than that a deadline has passed, so this opens a connection of its own.
 */
export async function diagnoseConnection(access: ServerAccess, error: unknown): Promise<string | undefined> {
  const { address, tls } = access;
  if (isRefusal(error))
    return `the Temporal server at ${address} does not let us in: check TEMPORAL_API_KEY and TEMPORAL_NAMESPACE, and that the key has not expired`;
  if (!(await isListening(access))) return undefined;
  const answer = await probe(access);
  if (!tls)
    return answer === 'plain'
      ? undefined
      : `${address} wants TLS: set TEMPORAL_TLS=true, or the certificates that TEMPORAL_TLS_... name (docs/settings.md)`;
  return describe(answer, address, isObject(tls) && tls.clientCertPair ? 'one' : 'none');
}

/** A native connection has the code in its text alone. */
function isRefusal(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === PERMISSION_DENIED || error.code === UNAUTHENTICATED;
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : '';
  return /Unauthenticated|PermissionDenied|UNAUTHENTICATED|PERMISSION_DENIED/.test(text);
}

const isObject = (tls: ServerAccess['tls']): tls is TlsFiles => typeof tls === 'object' && tls !== null;

/** `plain`: it does not speak TLS. Else the code of OpenSSL or Node. */
type Answer = 'fine' | 'plain' | (string & {});

const UNTRUSTED = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_UNTRUSTED|ISSUER/;

function describe(answer: Answer, address: string, certificate: 'one' | 'none'): string | undefined {
  if (answer === 'fine') return undefined;
  if (answer === 'plain')
    return `${address} does not speak TLS: set TEMPORAL_TLS=false, or correct TEMPORAL_ADDRESS`;
  if (UNTRUSTED.test(answer))
    return `the certificate of ${address} is not by an authority that is trusted here (${answer}): name the authority with TEMPORAL_TLS_SERVER_CA_CERT_PATH`;
  if (answer === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of ${address} is for another name: set TEMPORAL_TLS_SERVER_NAME to the name in it, or correct TEMPORAL_ADDRESS`;
  if (answer === 'CERT_HAS_EXPIRED')
    return `the certificate of ${address} has expired: it must be renewed there`;
  if (!answer.includes('ALERT'))
    return `TLS with ${address} fails (${answer}): check TEMPORAL_TLS_... (docs/settings.md)`;
  return certificate === 'none'
    ? `${address} wants a certificate of the client: set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH`
    : `${address} refuses the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH (${answer}): is it by the authority that the namespace trusts, and still valid?`;
}

function splitAddress({ address }: ServerAccess): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 7233 };
}

const isListening = (access: ServerAccess): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = openSocket({ ...splitAddress(access), timeout: PROBE_MS });
    const end = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false)).once('timeout', () => end(false));
  });

function probe(access: ServerAccess): Promise<Answer> {
  const { tls } = access;
  const files = isObject(tls) ? tls : {};
  const { host, port } = splitAddress(access);
  const servername = files.serverNameOverride ?? (isIP(host) === 0 ? host : '');
  const socket = openTls({
    ...{ host, port, servername, ALPNProtocols: ['h2'], timeout: PROBE_MS },
    rejectUnauthorized: Boolean(tls),
    ...defined({
      ca: toBuffer(files.serverRootCACertificate),
      cert: toBuffer(files.clientCertPair?.crt),
      key: toBuffer(files.clientCertPair?.key),
    }),
  });
  return new Promise<Answer>((resolve) => listen(socket, resolve)).finally(() => socket.destroy());
}

const toBuffer = (bytes: Uint8Array | undefined): Buffer | undefined => bytes && Buffer.from(bytes);

function listen(socket: TLSSocket, resolve: (answer: Answer) => void): void {
  let isSecure = false;
  socket.once('secureConnect', () => {
    isSecure = true;
    setTimeout(() => resolve('fine'), REFUSAL_MS);
  });
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(classify(error.code ?? error.message)));
  const end = (): void => resolve(isSecure ? 'ERR_SSL_ALERT_CLOSED' : 'plain');
  socket.once('close', end).once('timeout', end);
}

/** What a server without TLS sends is no record of TLS; or it hangs up. */
const classify = (code: string): Answer =>
  /WRONG_VERSION_NUMBER|ECONNRESET|PACKET_LENGTH/.test(code) ? 'plain' : code;
