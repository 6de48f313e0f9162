import { type gaxios, OAuth2Client } from 'google-auth-library';
import { youtube, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import { createTokenChannelMemory, type TokenChannelMemory } from './token-channel-memory.ts';

type Credentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

export type YouTubeOptions = Credentials & {
  /** The local YouTube, for example `http://127.0.0.1:7777`; absent: Google. With it, nothing can reach Google. */
  readonly rootUrl?: string;
  /** Absent: Google's, or `/token` of `rootUrl`. */
  readonly tokenUrl?: string;
  /** Timeout of one HTTP call in milliseconds. Default 20,000. */
  readonly timeoutMs?: number;
};

/** A connection to one channel. Reads and writes are functions that take it as their first argument: see videos.ts and the files next to it. */
export type YouTubeClient = {
  readonly api: youtube_v3.Youtube;
  readonly timeoutMs: number;
  /** Pass these with every call of `api`: media uploads ignore the root URL of the client. */
  readonly callOptions: { readonly rootUrl?: string };
  /** Gets an access token if there is no valid one, and returns it. Costs no units; calls only the token endpoint. */
  authorize(): Promise<string>;
  /** Drops the access token, so that `authorize` requests a new one. */
  forgetAccess(): void;
  /** Gets a new access token, and returns what the token endpoint says with it. Costs no units. @throws the error of the HTTP client */
  readGrant(): Promise<GrantAnswer>;
  /** What channel.ts read with an access token. */
  readonly tokenChannel: TokenChannelMemory;
  /** Reads a public file without a token. At most `maxBytes`. */
  download(input: DownloadInput): Promise<Download>;
};

/** `scopes`: absent when the answer does not name them. `lastsSeconds`: how long the refresh token lasts, where Google says it. */
export type GrantAnswer = {
  readonly scopes?: readonly string[];
  readonly lastsSeconds?: number;
  /** The `Date` of the answer, ms since 1970. */
  readonly date?: number;
};

export type DownloadInput = { readonly url: string; readonly maxBytes: number; readonly signal: AbortSignal };
export type Download = { readonly bytes: Uint8Array; readonly mimeType: string };

const TIMEOUT_MS = 20_000;

/** A client that sends every call once, with a timeout, and never logs. Opens no connection yet. */
export function createYouTube(options: YouTubeOptions): YouTubeClient {
  const { rootUrl, timeoutMs = TIMEOUT_MS } = options;
  const auth = createAuth(options, timeoutMs);
  return {
    api: youtube({ version: 'v3', auth, ...defined({ rootUrl }) }),
    timeoutMs,
    callOptions: defined({ rootUrl }),
    authorize: async () => (await auth.getAccessToken()).token ?? '',
    tokenChannel: createTokenChannelMemory(),
    forgetAccess: () => auth.setCredentials({ refresh_token: options.refreshToken }),
    readGrant: async () => parseGrant((await auth.refreshAccessToken()).res),
    download: (input) => download(auth, input),
  };
}

function parseGrant(response: gaxios.GaxiosResponse | null | undefined): GrantAnswer {
  const { scope, refresh_token_expires_in: lasts } = (response?.data ?? {}) as Record<string, unknown>;
  return defined({
    scopes: typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : undefined,
    lastsSeconds: typeof lasts === 'number' ? lasts : undefined,
    date: parseDate(response?.headers),
  });
}

/** The header `Date` of an answer, ms since 1970. */
export function parseDate(headers: Headers | undefined): number | undefined {
  const date = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function createAuth(options: YouTubeOptions, timeoutMs: number): SingleCallAuth {
  const { rootUrl } = options;
  const auth = createAuthorization({
    credentials: options,
    tokenUrl: chooseTokenUrl(options),
    noProxy: rootUrl === undefined ? [] : [new URL(rootUrl).origin],
  });
  auth.transporter.interceptors.request.add(createGuard({ rootUrl, timeoutMs }));
  return auth;
}

function chooseTokenUrl({ rootUrl, tokenUrl }: YouTubeOptions): string | undefined {
  if (rootUrl === undefined) return tokenUrl;
  const url = new URL(tokenUrl ?? '/token', rootUrl);
  assertLocal(url, new URL(rootUrl).origin);
  return url.href;
}

async function download(auth: SingleCallAuth, { url, maxBytes, signal }: DownloadInput): Promise<Download> {
  const response = await auth.transporter.request<ArrayBuffer>({
    url,
    signal,
    responseType: 'arraybuffer',
    maxContentLength: maxBytes,
  });
  const mimeType = response.headers.get('content-type') ?? 'application/octet-stream';
  return { bytes: new Uint8Array(response.data), mimeType };
}

/**
 * OAuth2Client repeats a call after a 401 and even a 403, which the quota meter does not see: a write that was refused for its
 * quota would cost 50 units twice. Here one request is one call; `send` renews the token and charges again.
 */
class SingleCallAuth extends OAuth2Client {
  protected override requestAsync<T>(options: gaxios.GaxiosOptions): Promise<gaxios.GaxiosResponse<T>> {
    return super.requestAsync<T>(options, true);
  }
}

/** The auth client. Its transporter sends every call, token refreshes included. */
function createAuthorization(input: {
  readonly credentials: Credentials;
  readonly tokenUrl: string | undefined;
  readonly noProxy: string[];
}): SingleCallAuth {
  const { clientId, clientSecret, refreshToken } = input.credentials;
  const auth = new SingleCallAuth({
    clientId,
    clientSecret,
    // Its own interceptors log headers when GOOGLE_SDK_NODE_LOGGING is set.
    useAuthRequestParameters: false,
    transporterOptions: { noProxy: input.noProxy },
    ...(input.tokenUrl === undefined ? {} : { endpoints: { oauth2TokenUrl: input.tokenUrl } }),
  });
  auth.setCredentials({ refresh_token: refreshToken });
  return auth;
}

/**
 * Applied to every outgoing request: one attempt, no redirect, a timeout, and on a local run only the local YouTube.
 * Needed because googleapis ignores its `rootUrl` for media uploads and the auth library retries the token endpoint.
 */
function createGuard(options: { readonly rootUrl: string | undefined; readonly timeoutMs: number }) {
  const origin = options.rootUrl === undefined ? undefined : new URL(options.rootUrl).origin;
  return {
    resolved: async (request: gaxios.GaxiosOptionsPrepared): Promise<gaxios.GaxiosOptionsPrepared> => {
      assertLocal(new URL(request.url), origin);
      request.retry = false;
      delete request.retryConfig;
      request.redirect = 'manual';
      request.signal ??= AbortSignal.timeout(options.timeoutMs);
      return request;
    },
  };
}

/** Throws a Failure (bug, `left-local`, not sent) when `url` is not of `origin`; without an origin everything is allowed. */
function assertLocal(url: URL, origin: string | undefined): void {
  if (origin === undefined || url.origin === origin) return;
  throw new Failure({
    kind: 'bug',
    reason: 'left-local',
    message: `A run against the local YouTube at ${origin} tried to reach ${url.origin}. Nothing was sent. Please report this bug in Showrunner.`,
    outcome: 'not-sent',
  });
}
