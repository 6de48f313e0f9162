/** A channel, as `channels.list` answers for the account of a token. */
export type Channel = {
  readonly channelId: string;
  readonly title: string;
  readonly uploadsPlaylistId: string;
  /** `allowed`, `eligible` or `disallowed`: only its owner reads it. */
  readonly longUploadsStatus?: string;
};

/** What YouTube last answered for an access token, or for one that was renewed meanwhile. Without `channel`, its account has none. `readAt`: ms since 1970. */
export type TokenChannel = {
  readonly token: string | undefined;
  readonly channel: Channel | undefined;
  readonly readAt: number;
};

/** Kept by a client. `reading`: a read that others wait for. `thumbnailRefusedAt`: when YouTube last refused one for the channel, in ms since 1970. */
export type TokenChannelMemory = {
  last: TokenChannel | undefined;
  reading: Promise<unknown> | undefined;
  thumbnailRefusedAt: number | undefined;
};

export const createTokenChannelMemory = (): TokenChannelMemory => ({
  last: undefined,
  reading: undefined,
  thumbnailRefusedAt: undefined,
});

/** Long uploads need the same verification as custom thumbnails, which YouTube says of no channel. */
export const isUnverified = (status: string | undefined): boolean =>
  status === 'eligible' || status === 'disallowed';
