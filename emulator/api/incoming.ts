import type { InjectedFault } from '../faults.ts';

/** The body of a request: its first bytes, as many as may be kept, and its length. */
export type Body = { readonly bytes: Buffer; readonly size: number };

/** One HTTP request to the API, alone or in a batch. */
export type Incoming = {
  readonly http: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
  readonly body: Body;
};

/** Its answer. A fault may withhold or delay it. */
export type Outgoing = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly fault?: InjectedFault | undefined;
};

export const NO_BODY: Body = { bytes: Buffer.alloc(0), size: 0 };

/** Google's limit for a request without a file. */
const MAX_BYTES = 10_485_760;

export function isTooLarge({ size }: Body): boolean {
  return size > MAX_BYTES;
}

export const BODY_LIMIT_MESSAGE = `Request payload size exceeds the limit: ${MAX_BYTES} bytes.`;

/** Clients send a GET whose URL is too long as a POST, and a verb that a proxy does not let pass in this header. */
export function readVerb({ http, header }: Pick<Incoming, 'http' | 'header'>): string {
  const override = http === 'POST' ? header('x-http-method-override') : undefined;
  return (override ?? http).toUpperCase();
}

/** The parameters of the URL, and of the form that stands for them when a GET is sent as a POST. */
export function readQuery(incoming: Incoming): URLSearchParams {
  const query = new URLSearchParams(incoming.url.searchParams);
  if (incoming.http !== 'POST' || readVerb(incoming) !== 'GET') return query;
  const isForm = /^application\/x-www-form-urlencoded/i.test(incoming.header('content-type') ?? '');
  if (isForm)
    for (const [name, value] of new URLSearchParams(incoming.body.bytes.toString('utf8')))
      query.append(name, value);
  return query;
}

/** The `Authorization` header, also of a token in the URL. */
export function readAuthorization({ header }: Incoming, query: URLSearchParams): string | undefined {
  const token = query.get('access_token') ?? query.get('oauth_token');
  return header('authorization') ?? (token === null ? undefined : `Bearer ${token}`);
}
