/** The numbers of all videos that went on air, of one show; `show` absent: of episodes without one. */
export type ShowNumbers = {
  readonly show?: string;
  readonly videos: number;
  readonly views: number;
  readonly likes: number;
};

/**
 * `kept`; `already-kept`: this day has numbers, from this or another worker; `nothing`: no file names a video that went on air; `gave-up`: it
 * failed too long, and the day stays without; `detail` says why.
 */
export type StatisticsResult = {
  readonly status: 'kept' | 'already-kept' | 'nothing' | 'gave-up';
  /** Of UTC, `2026-11-30`. */
  readonly day: string;
  /** When YouTube was asked, ISO 8601. */
  readonly at?: string;
  readonly videos?: number;
  /** Videos that YouTube does not know. */
  readonly missing?: number;
  /** The first 50 shows by their views. */
  readonly shows?: readonly ShowNumbers[];
  /** For people, one sentence. */
  readonly detail: string;
};
