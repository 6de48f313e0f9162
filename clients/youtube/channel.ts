import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { send } from './send.ts';
import { required } from './unexpected.ts';

/** The channel that the consent was given for. */
export type Channel = {
  readonly channelId: string;
  readonly title: string;
  readonly uploadsPlaylistId: string;
};

/** 1 unit. Throws a Failure (stall, `no-channel`) when the account has none. */
export async function readChannel(
  youtube: YouTubeClient,
  purse: QuotaMeter,
  signal?: AbortSignal,
): Promise<Channel> {
  const answer = await send({
    youtube,
    purse,
    signal,
    method: 'channels.list',
    request: (options) =>
      youtube.api.channels.list({ part: ['id', 'snippet', 'contentDetails'], mine: true }, options),
  });
  const channel = answer.items?.[0];
  if (!channel) throw createNoChannel();
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
  purse: QuotaMeter,
  signal?: AbortSignal,
): Promise<string> {
  const { uploadsPlaylistId } = await readChannel(youtube, purse, signal);
  return uploadsPlaylistId;
}

function createNoChannel(): Failure {
  return new Failure({
    kind: 'stall',
    reason: 'no-channel',
    message:
      'channels.list: the account of the consent has no YouTube channel. Run the consent again with the account that owns the channel, and store the new refresh token.',
    outcome: 'not-applied',
  });
}
