import { randomBytes } from 'node:crypto';

/** Eleven characters, as on YouTube. */
export function newVideoId(): string {
  return randomBytes(9).toString('base64url').slice(0, 11);
}

export function newPlaylistId(): string {
  return `PL${randomBytes(24).toString('base64url').slice(0, 32)}`;
}

export function newPlaylistItemId(): string {
  return Buffer.from(`PLI.${randomBytes(18).toString('base64url')}`).toString('base64url');
}

/** YouTube's stream ids start with the channel's id without `UC`. */
export function newStreamId(channelId: string): string {
  return `${channelId.slice(2)}${randomBytes(9).toString('base64url')}`;
}

export function newStreamKey(): string {
  return (randomBytes(10).toString('hex').match(/.{4}/g) ?? []).join('-');
}

export function newAccessToken(): string {
  return `ya29.local-${randomBytes(24).toString('base64url')}`;
}

/** As Google's: they begin with `1//`. */
export function newRefreshToken(): string {
  return `1//local-${randomBytes(32).toString('base64url')}`;
}

/** As Google's: in a URL its slash is `%2F`. */
export function newAuthorizationCode(): string {
  return `4/0A${randomBytes(32).toString('base64url')}`;
}

/** The id of the uploads playlist is that of the channel with `UU` for `UC`. */
export function uploadsPlaylistId(channelId: string): string {
  return `UU${channelId.slice(2)}`;
}
