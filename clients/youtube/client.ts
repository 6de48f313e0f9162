import type { OAuth2Client } from 'google-auth-library';
import { youtube, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { defined } from '../../domain/shared/defined.ts';
import { type AuthOptions, createAuth, TIMEOUT_MS } from './auth.ts';
import { createTokenChannelMemory, type TokenChannelMemory } from './token-channel-memory.ts';

type Credentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

export type YouTubeOptions = AuthOptions & Credentials;

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
  /** From now on calls are sent with these; those that are under way keep the former ones. */
  useCredentials(credentials: Credentials): void;
  /** What channel.ts read with an access token. */
  readonly tokenChannel: TokenChannelMemory;
  /** Reads a public file without a token. At most `maxBytes`. */
  download(input: DownloadInput): Promise<Download>;
};

export type DownloadInput = { readonly url: string; readonly maxBytes: number; readonly signal: AbortSignal };
export type Download = { readonly bytes: Uint8Array; readonly mimeType: string };

/** A client that sends every call once, with a timeout, and never logs. Opens no connection yet. */
export function createYouTube(options: YouTubeOptions): YouTubeClient {
  const { rootUrl, timeoutMs = TIMEOUT_MS } = options;
  let connection = connect(options);
  return {
    get api() {
      return connection.api;
    },
    timeoutMs,
    callOptions: defined({ rootUrl }),
    authorize: async () => (await connection.auth.getAccessToken()).token ?? '',
    tokenChannel: createTokenChannelMemory(),
    forgetAccess: () => connection.forgetAccess(),
    useCredentials: ({ clientId, clientSecret, refreshToken }) => {
      connection = connect({ ...options, clientId, clientSecret, refreshToken });
    },
    download: (input) => download(connection.auth, input),
  };
}

function connect({ refreshToken, ...options }: YouTubeOptions) {
  const auth = createAuth(options);
  const forgetAccess = (): void => auth.setCredentials({ refresh_token: refreshToken });
  forgetAccess();
  const { rootUrl } = options;
  return { auth, forgetAccess, api: youtube({ version: 'v3', auth, ...defined({ rootUrl }) }) };
}

async function download(auth: OAuth2Client, { url, maxBytes, signal }: DownloadInput): Promise<Download> {
  const response = await auth.transporter.request<ArrayBuffer>({
    url,
    signal,
    responseType: 'arraybuffer',
    maxContentLength: maxBytes,
  });
  const mimeType = response.headers.get('content-type') ?? 'application/octet-stream';
  return { bytes: new Uint8Array(response.data), mimeType };
}
