/** The part of the local YouTube's control API that tests use: see docs/local-youtube.md. */
export type TestVideo = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly categoryId: string;
  readonly defaultLanguage?: string;
  readonly defaultAudioLanguage?: string;
  readonly localizations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly selfDeclaredMadeForKids?: boolean;
  readonly containsSyntheticMedia?: boolean;
  readonly hasPaidProductPlacement?: boolean;
  readonly license: string;
  readonly embeddable: boolean;
  readonly recordingDate?: string;
  readonly privacyStatus: string;
  readonly publishAt?: string;
  readonly hasCustomThumbnail: boolean;
  readonly thumbnailSha256?: string;
  readonly broadcast?: {
    readonly lifeCycleStatus: string;
    readonly scheduledStartTime: string;
    readonly boundStreamId?: string;
    readonly enableAutoStart: boolean;
    readonly latencyPreference: string;
    readonly enableDvr: boolean;
    readonly closedCaptionsType: string;
  };
};
export type Write = {
  readonly seq: number;
  readonly by: string;
  readonly method: string;
  readonly videoId?: string;
  readonly applied: boolean;
  readonly units: number;
};
type Fault = {
  readonly method: string;
  readonly kind: string;
  readonly times?: number;
  readonly afterCalls?: number;
  readonly delayMs?: number;
  readonly refusal?: { readonly status: number; readonly reason?: string; readonly body?: string };
};

export type YouTubeControl = ReturnType<typeof controlYouTube>;

/** Longer than any test holds a call, and shorter than an activity may take. */
export const HOLD_MS = 100_000;

/** Reads and controls the local YouTube; costs no units. */
export function controlYouTube(url: string) {
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${url}/_/${path}`)).json()) as T;
  const send = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${url}/_/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  };
  return {
    url,
    channel: () =>
      get<{
        videos: TestVideo[];
        playlists: { id: string; items: string[] }[];
        streams: { id: string; title: string }[];
      }>('channel'),
    video: (id: string) => get<TestVideo>(`videos/${id}`),
    /** Calls that write, by the API alone, failed ones too. */
    writes: async (after = 0) =>
      (await get<Write[]>(`writes?after=${after}`)).filter(({ by }) => by === 'api'),
    /** Every call of the API, in order. */
    calls: async (after = 0) => get<Write[]>(`calls?after=${after}`),
    lastWrite: async () => (await get<Write[]>('writes')).at(-1)?.seq ?? 0,
    quota: () =>
      get<{
        day: string;
        spent: number;
        perDay: number;
        byMethod: Record<string, { calls: number; units: number }>;
      }>('quota'),
    fault: (fault: Fault) => send('faults', fault),
    /** Calls of a method are applied and not answered until `release`; the academy needs a `youtubeTimeoutMs` of HOLD_MS. */
    hold: (method: string) => send('faults', { method, kind: 'delay', delayMs: HOLD_MS, times: 10_000 }),
    /** Removes all faults; held calls are answered. */
    clearFaults: async () => void (await fetch(`${url}/_/faults`, { method: 'DELETE' })),
    settings: (settings: Record<string, unknown>) => send('settings', settings),
    /** From now on the worker's refresh token is of another channel, of none (null), or of this one; its access tokens end. */
    consent: (channel?: { readonly id: string; readonly title: string } | null) =>
      send('consent', { refreshToken: 'local', channel }),
    advance: (advanceMs: number) => send('clock', { advanceMs }),
    studio: (videoId: string, edit: Record<string, unknown>) => send(`studio/${videoId}`, edit),
    /** A person uploads another thumbnail. */
    studioPicture: (videoId: string, picture: Buffer) =>
      fetch(`${url}/_/studio/${videoId}/thumbnail`, { method: 'POST', body: new Uint8Array(picture) }),
    seed: (seed: Record<string, unknown>) => send('seed', seed),
  };
}
