import { redact } from '../../domain/shared/redact.ts';

/** What we need of a failed call's response. Leaves out the request: gaxios keeps the bearer token in `config`. */
export type ErrorAnswer = {
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** YouTube's reason, for example `quotaExceeded`; undefined for HTML and empty bodies. */
  readonly reason: string | undefined;
  /** The message as plain text without tags, at most 300 characters; may be empty. */
  readonly message: string;
  /** The body comes from the token endpoint: `{"error":"invalid_grant"}`. */
  readonly ofTokenEndpoint: boolean;
  /** Seconds of a `Retry-After` header, as milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Error code of Node or node-fetch for a broken connection, for example `ECONNRESET`. */
  readonly code: string | undefined;
};

const LONGEST_MESSAGE = 300;

/** Reads the error of a googleapis call; undefined when the error is something else, so a bug of ours. */
export function readAnswer(error: unknown): ErrorAnswer | undefined {
  if (!isRecord(error) || !('config' in error)) return undefined;
  const response = isRecord(error['response']) ? error['response'] : undefined;
  const body = readBody(response?.['data']);
  return {
    status: asNumber(response?.['status']),
    reason: readReason(body),
    message: toPlainText(
      readMessage(body) ?? (response === undefined ? asString(error['message']) : undefined) ?? '',
    ),
    ofTokenEndpoint: isRecord(body) && typeof body['error'] === 'string',
    retryAfterMs: readRetryAfter(response?.['headers']),
    code: readCode(error),
  };
}

/** YouTube refused the access token: it did nothing, and a new token may help. */
export function isUnauthorized(error: unknown): boolean {
  const answer = readAnswer(error);
  return answer?.status === 401 && !answer.ofTokenEndpoint;
}

/** HTML as one line of text: YouTube puts links into messages, and proxies answer whole pages. */
function toPlainText(html: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1];
  const text = (title ?? html)
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return redact(text).slice(0, LONGEST_MESSAGE);
}

/** A picture is requested as bytes, so its error comes as bytes too. */
function readBody(data: unknown): unknown {
  const text = data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readReason(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  const { error } = body;
  if (!isRecord(error)) return asString(error);
  const first: unknown = Array.isArray(error['errors']) ? error['errors'][0] : undefined;
  return (isRecord(first) ? asString(first['reason']) : undefined) ?? asString(error['status']);
}

function readMessage(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  if (!isRecord(body)) return undefined;
  const { error } = body;
  return isRecord(error)
    ? asString(error['message'])
    : (asString(body['error_description']) ?? asString(error));
}

function readRetryAfter(headers: unknown): number | undefined {
  const value = headers instanceof Headers || isHeaders(headers) ? headers.get('retry-after') : null;
  const seconds = value === null ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** node-fetch has its own Headers class. */
function isHeaders(value: unknown): value is { get(name: string): string | null } {
  return isRecord(value) && typeof value['get'] === 'function';
}

/** `type` says more than `name`: `aborted`, `max-size`. A `system` type comes with a code. */
function readCode(error: Record<string, unknown>): string | undefined {
  const cause = isRecord(error['cause']) ? error['cause'] : {};
  return (
    asString(error['code']) ?? asString(cause['code']) ?? asString(cause['type']) ?? asString(cause['name'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
