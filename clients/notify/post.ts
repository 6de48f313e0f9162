import { printableMessage } from '../../domain/shared/media/printable.ts';
import { redact } from '../../domain/shared/redact.ts';
import type { SendResult } from './notification.ts';
import { decode } from './variables.ts';

export type PostRequest = {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** `isContent`: the service has something against this message, not against us. */
export type PostResult = SendResult & { readonly isContent?: true };

const MAX_ANSWER_BYTES = 2000;
const MAX_ANSWER_SHOWN = 150;
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** The connection was never made. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*TLS.*|.*SSL.*)$/;
/** The address is wrong, or was taken back. */
const FINAL = [401, 403, 404, 405, 410];
const CONTENT = [400, 413, 422];

/** Sends JSON. Follows no redirect: what is secret stays with the host that was named. Never throws, and no message has the address. */
export async function postJson({ url, body, headers = {}, signal }: PostRequest): Promise<PostResult> {
  try {
    const response = await fetch(withoutLogin(url), {
      method: 'POST',
      body,
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Showrunner',
        ...loginOf(url),
        ...headers,
      },
    });
    const answer = await readStart(response);
    return response.ok ? { delivered: true } : describeRefusal(response, answer);
  } catch (error) {
    return describeError(error);
  }
}

const withoutLogin = (url: URL): string => {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
};

function loginOf({ username, password }: URL): Record<string, string> {
  if (`${username}${password}` === '') return {};
  const login = Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64');
  return { authorization: `Basic ${login}` };
}

/** An answer may be endless. */
async function readStart({ body }: Response): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function describeRefusal({ status, headers }: Response, answer: string): PostResult {
  const said = printableMessage(redact(answer)).replaceAll('`', "'").slice(0, MAX_ANSWER_SHOWN).trim();
  const failed = {
    delivered: false,
    why: `it answered ${status}${said === '' ? '' : `: ${said}`}`,
    unknownOutcome: status >= 500,
    final: FINAL.includes(status) || (status >= 300 && status < 400),
  } as const;
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'));
  return {
    ...failed,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(CONTENT.includes(status) ? { isContent: true } : {}),
  };
}

/** Seconds, perhaps with a fraction; or a date, which no service here sends. */
function parseRetryAfter(value: string | null): number | undefined {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0
    ? Math.min(Math.ceil(seconds * 1000), MAX_RETRY_AFTER_MS)
    : undefined;
}

/** Only the code: the message of an error may have the address in it. */
function describeError(error: unknown): PostResult {
  const code = codeOf(error);
  const isNotSent = NOT_SENT.test(code);
  return {
    delivered: false,
    why: `${isNotSent ? 'it cannot be reached' : 'it did not answer'} (${code})`,
    unknownOutcome: !isNotSent,
    final: false,
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause: unknown = error.cause;
  const { code } = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException;
  if (typeof code === 'string') return code.replace(/\W/g, '').slice(0, 40);
  return /^(Timeout|Abort)Error$/.test(error.name) ? 'timeout' : error.name;
}
