import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import { required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';

/** The channel of the account that gave OAuth consent. */
export type Channel = {
  readonly channelId: string;
  readonly title: string;
  readonly uploadsPlaylistId: string;
};

/** 1 unit. Throws a Failure (stall, `no-channel`) when the account has none. */
export async function readChannel(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<Channel> {
  const answer = await send({
    youtube,
    meter,
    signal,
    method: 'channels.list',
    request: (options) =>
      youtube.api.channels.list({ part: ['id', 'snippet', 'contentDetails'], mine: true }, options),
  });
  const channel = answer.items?.[0];
  if (!channel) throw noChannelFailure();
  const uploads = channel.contentDetails?.relatedPlaylists?.uploads;
  return {
    channelId: required(channel.id, 'channels.list', 'id'),
    title: channel.snippet?.title ?? '',
    uploadsPlaylistId: required(uploads, 'channels.list', 'contentDetails.relatedPlaylists.uploads'),
  };
}

/** The playlist that holds every video of the channel: 1 unit. */
export async function readUploadsPlaylistId(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<string> {
  const { uploadsPlaylistId } = await readChannel(youtube, meter, signal);
  return uploadsPlaylistId;
}

function noChannelFailure(): Failure {
  return new Failure({
    kind: 'stall',
    reason: 'no-channel',
    message:
      'channels.list: the account that gave consent has no YouTube channel. Repeat the consent with the account that owns the channel, and store the new refresh token.',
    outcome: 'not-applied',
  });
}
