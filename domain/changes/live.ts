/** A video's phase according to YouTube. `none` is an upload that was never a broadcast. */
export type Phase = 'upcoming' | 'testing' | 'live' | 'complete' | 'none';

/**
 * One video as it is on YouTube now (videos.list: snippet, status, contentDetails, liveStreamingDetails,
 * recordingDetails, paidProductPlacementDetails, localizations).
 * Times are ISO 8601 in UTC. Only keys that an owner can write, and keys that decide whether to write.
 */
export type LiveVideo = {
  readonly videoId: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly categoryId: string;
  readonly defaultLanguage?: string;
  readonly defaultAudioLanguage?: string;
  /** By language; absent: none. */
  readonly localizations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly privacy: 'public' | 'unlisted' | 'private';
  /** When YouTube makes a private video public. YouTube may publish late: a time that has passed is read again, not sent. */
  readonly publishAt?: string;
  readonly embeddable?: boolean;
  readonly license?: string;
  readonly publicStatsViewable?: boolean;
  /** Absent: not declared. */
  readonly selfDeclaredMadeForKids?: boolean;
  /** Absent: no. */
  readonly containsSyntheticMedia?: boolean;
  /** Absent: no. */
  readonly hasPaidPromotion?: boolean;
  /** `2026-12-04` */
  readonly recordingDate?: string;
  readonly phase: Phase;
  readonly start?: string;
  /** Absent: YouTube did not say. */
  readonly hasCustomThumbnail?: boolean;
  /** URL of the largest picture, on the CDN: reading it costs no units. */
  readonly thumbnailUrl?: string;
};

/** The broadcast of a video (liveBroadcasts.list: snippet, status, contentDetails); its id is the video's id. */
export type LiveBroadcast = {
  readonly videoId: string;
  readonly title: string;
  readonly description: string;
  readonly start?: string;
  readonly end?: string;
  readonly privacy: 'public' | 'unlisted' | 'private';
  readonly lifeCycleStatus: string;
  readonly boundStreamId?: string;
  readonly latency?: 'normal' | 'low' | 'ultraLow';
  readonly dvr?: boolean;
  readonly captions?: 'none' | 'embedded' | 'http';
  readonly enableAutoStart: boolean;
  readonly enableAutoStop: boolean;
};

/** An ingestion stream of the channel. Its key is never read. */
export type LiveStream = { readonly streamId: string; readonly title: string };
