/** The state of the local YouTube, as plain rows. Rows are replaced, never changed in place. Times are ISO 8601 in UTC. */
export type PrivacyStatus = 'public' | 'unlisted' | 'private';
export type LifeCycle = 'created' | 'ready' | 'testing' | 'live' | 'complete' | 'revoked';
export type Latency = 'normal' | 'low' | 'ultraLow';

export type ChannelRow = {
  readonly id: 'channel';
  readonly channelId: string;
  readonly title: string;
  /** What `channels.update` may set. */
  readonly branding?: ChannelBranding;
  readonly selfDeclaredMadeForKids?: boolean;
  /** Absent: allowed. Anything else is a channel that is not verified, which may have no custom thumbnails either. */
  readonly longUploadsStatus?: 'allowed' | 'eligible' | 'disallowed';
};

export type ChannelBranding = {
  readonly description?: string;
  readonly keywords?: string;
  readonly country?: string;
  readonly defaultLanguage?: string;
  readonly unsubscribedTrailer?: string;
};

/** `contentDetails` of a broadcast that the API may set; YouTube's defaults for what is not sent. */
export type BroadcastSettings = {
  readonly enableAutoStart: boolean;
  readonly enableAutoStop: boolean;
  readonly enableClosedCaptions: boolean;
  readonly enableContentEncryption: boolean;
  readonly enableDvr: boolean;
  readonly enableEmbed: boolean;
  readonly recordFromStart: boolean;
  readonly startWithSlate: boolean;
  readonly closedCaptionsType: 'closedCaptionsDisabled' | 'closedCaptionsHttpPost' | 'closedCaptionsEmbedded';
  readonly latencyPreference: Latency;
  readonly projection: 'rectangular' | '360' | 'mesh';
  readonly enableMonitorStream: boolean;
  readonly broadcastStreamDelayMs: number;
};

export type Broadcast = {
  readonly lifeCycleStatus: LifeCycle;
  readonly scheduledStartTime: string;
  readonly scheduledEndTime?: string;
  readonly actualStartTime?: string;
  readonly actualEndTime?: string;
  readonly boundStreamId?: string;
  readonly boundAt?: string;
  readonly settings: BroadcastSettings;
};

/** A broadcast has the id of its video and is a part of it. */
export type VideoRow = {
  readonly id: string;
  /** Incremented for each insert; orders videos that were published in the same millisecond. */
  readonly order: number;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly categoryId: string;
  readonly defaultLanguage?: string;
  readonly defaultAudioLanguage?: string;
  readonly localizations?: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly privacyStatus: PrivacyStatus;
  readonly publishAt?: string;
  readonly selfDeclaredMadeForKids?: boolean;
  readonly containsSyntheticMedia?: boolean;
  readonly hasPaidProductPlacement?: boolean;
  readonly recordingDate?: string;
  readonly license: 'youtube' | 'creativeCommon';
  readonly embeddable: boolean;
  readonly publicStatsViewable: boolean;
  readonly publishedAt: string;
  /** Until this time (ms) `videos` and `thumbnails` do not find the video. */
  readonly visibleAt: number;
  readonly durationSeconds: number;
  /** Of an upload by `videos.insert`. */
  readonly file?: { readonly bytes: number; readonly type: string };
  /** SHA-256, hex, of the custom thumbnail, or `FOLLOWS`; absent: YouTube's grey one. */
  readonly thumbnail?: string;
  /** Pixels of it. */
  readonly thumbnailWidth?: number;
  readonly broadcast?: Broadcast;
};

export type StreamRow = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly createdAt: string;
  readonly key: string;
  readonly active: boolean;
  readonly ingestionType: 'rtmp' | 'dash' | 'webrtc' | 'hls';
  readonly resolution: string;
  readonly frameRate: string;
  readonly isReusable: boolean;
};

export type PlaylistRow = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly privacyStatus: PrivacyStatus;
  readonly createdAt: string;
};

export type PlaylistItemRow = {
  readonly id: string;
  readonly playlistId: string;
  readonly videoId: string;
  readonly addedAt: string;
  readonly note?: string;
  /** Order within a playlist; an item between two others gets a rank between theirs. */
  readonly rank: number;
};

/** `refreshToken`: the one that it was issued for. `scopes`: absent for a made-up one, which may do everything. */
export type TokenRow = {
  readonly id: string;
  readonly expiresAt: number;
  readonly refreshToken?: string;
  readonly clientId?: string;
  readonly scopes?: readonly string[];
};

/** What a person consented to on the consent page, by the refresh token that was issued for it; or a made-up token that was revoked. */
export type ConsentRow = {
  readonly id: string;
  readonly clientId?: string;
  readonly scopes?: readonly string[];
  /** YouTube's time in ms. Absent: not before it is revoked. */
  readonly expiresAt?: number;
  readonly isRevoked?: true;
};

/** Another channel than the one of this YouTube; null: an account without a channel. */
export type OtherChannel = { readonly id: string; readonly title: string } | null;

/** Settings of the control API, which survive a restart. */
export type SettingsRow = {
  readonly id: 'settings';
  readonly perDay: number;
  readonly visibilityDelayMs: number;
  readonly clockOffsetMs: number;
  readonly costs: Readonly<Record<string, number>>;
  /** Of the consent screen. `testing`: refresh tokens end after seven days. Absent: `production`. */
  readonly publishingStatus?: 'testing' | 'production';
  /** Words in titles and descriptions that `videos.update` replaces when it stores them. */
  readonly rewording?: Readonly<Record<string, string>>;
  /** By refresh token: those that do not belong to the channel of this YouTube. */
  readonly otherChannels?: Readonly<Record<string, OtherChannel>>;
};

export type Rows = {
  channel: ChannelRow;
  video: VideoRow;
  stream: StreamRow;
  playlist: PlaylistRow;
  item: PlaylistItemRow;
  token: TokenRow;
  consent: ConsentRow;
  settings: SettingsRow;
};
