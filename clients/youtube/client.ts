import { youtube, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { defined } from '../../domain/shared/defined.ts';
import { type Credentials, createAuthorization, type SingleCallAuth } from './authorization.ts';
import { assertLocal, createGuard } from './guard.ts';

export type YouTubeOptions = Credentials & {
  /** The local YouTube, for example `http://127.0.0.1:7777`; absent: Google. With it nothing can reach Google. */
  readonly rootUrl?: string;
  /** Absent: Google's, or `/token` of `rootUrl`. */
  readonly tokenUrl?: string;
  /** Milliseconds until one HTTP call is given up. Default 20,000. */
  readonly timeoutMs?: number;
};

/** A connection to one channel. Reads and writes are functions that take it: see videos.ts and its neighbours. */
export type YouTubeClient = {
  readonly api: youtube_v3.Youtube;
  readonly timeoutMs: number;
  /** Goes along with every call of `api`; the upload of media has no other way to learn the root. */
  readonly callOptions: { readonly rootUrl?: string };
  /** Gets an access token ready: costs no units, touches only the token endpoint. */
  authorize(): Promise<void>;
  /** Throws the access token away, so that `authorize` asks for another one. */
  forgetAccess(): void;
  /** Reads a public file without a token. At most `maxBytes`. */
  download(input: DownloadInput): Promise<Download>;
};

export type DownloadInput = { readonly url: string; readonly maxBytes: number; readonly signal: AbortSignal };
export type Download = { readonly bytes: Uint8Array; readonly mimeType: string };

const TIMEOUT_MS = 20_000;

/** A client that sends every call once, never logs and gives up in time. Opens no connection yet. */
export function createYouTube(options: YouTubeOptions): YouTubeClient {
  const { rootUrl, timeoutMs = TIMEOUT_MS } = options;
  const auth = createAuth(options, timeoutMs);
  return {
    api: youtube({ version: 'v3', auth, ...defined({ rootUrl }) }),
    timeoutMs,
    callOptions: defined({ rootUrl }),
    authorize: async () => {
      await auth.getAccessToken();
    },
    forgetAccess: () => auth.setCredentials({ refresh_token: options.refreshToken }),
    download: (input) => download(auth, input),
  };
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
