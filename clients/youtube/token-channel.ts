import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import { required } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import type { Channel, TokenChannel, TokenChannelMemory } from './token-channel-memory.ts';

/** How the channel of a token is read. `authorize` and `read` throw only Failures. */
export type TokenChannelSource = {
  readonly youtube: YouTubeClient;
  readonly meter: QuotaMeter;
  /** The present access token. */
  readonly authorize: () => Promise<string>;
  /** 1 unit. undefined: the account has no channel. */
  readonly read: () => Promise<Channel | undefined>;
};

/** Many activities may run when a token turns out to be of another channel: they share one read a minute. */
const REFUSED_FOR_MS = 60_000;
/** Reads of a token that is dropped again and again meanwhile. */
const MAX_READS = 3;

/**
 * Compares the channel of the present access token with the one that the meter's units are for. Each new token is read once, for
 * 1 unit; a match holds as long as the token. @throws Failure (wait; `wrong-channel`, `no-channel`; not sent)
 */
export async function assertTokenChannel(source: TokenChannelSource, wanted: string): Promise<Channel> {
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const known = await knowChannel(source, wanted);
    // Another call may have dropped the token since.
    if (known.token !== (await source.authorize())) continue;
    if (known.channel?.channelId === wanted) return known.channel;
    throw channelFailure(source.youtube, known.channel, wanted);
  }
  throw changingFailure();
}

/** One read at a time: the others wait for it, and read themselves if it fails. */
async function knowChannel(source: TokenChannelSource, wanted: string): Promise<TokenChannel> {
  const { tokenChannel: memory } = source.youtube;
  for (;;) {
    const token = await source.authorize();
    const { last, reading } = memory;
    if (last?.token === token && isStillTrue(last, wanted, source.meter.now())) return last;
    if (reading === undefined) return rememberRead(memory, readToken(source, token));
    await reading.catch(() => undefined);
  }
}

async function rememberRead(
  memory: TokenChannelMemory,
  reading: Promise<TokenChannel>,
): Promise<TokenChannel> {
  memory.reading = reading;
  try {
    memory.last = await reading;
    return memory.last;
  } finally {
    memory.reading = undefined;
  }
}

const isStillTrue = ({ channel, readAt }: TokenChannel, wanted: string, now: number): boolean =>
  channel?.channelId === wanted || Math.abs(now - readAt) < REFUSED_FOR_MS;

/** The token that YouTube answered for; the read itself may have renewed a refused one. */
async function readToken(
  { authorize, read, meter }: TokenChannelSource,
  token: string,
): Promise<TokenChannel> {
  const channel = await read();
  const isSame = token === (await authorize());
  return { token: isSame ? token : undefined, channel, readAt: meter.now() };
}

/** An answer of `channels.list`. undefined: the account has no channel. */
export function parseChannel(answer: youtube_v3.Schema$ChannelListResponse): Channel | undefined {
  const channel = answer.items?.[0];
  if (channel === undefined) return undefined;
  const uploads = channel.contentDetails?.relatedPlaylists?.uploads;
  return {
    channelId: required(channel.id, 'channels.list', 'id'),
    title: channel.snippet?.title ?? '',
    uploadsPlaylistId: required(uploads, 'channels.list', 'contentDetails.relatedPlaylists.uploads'),
  };
}

/** A wait: no episode is at fault, and it ends when the token or academy.yaml is right. */
export function channelFailure(
  youtube: YouTubeClient,
  channel: Channel | undefined,
  wanted: string | undefined,
): Failure {
  const is =
    channel === undefined
      ? 'the account of the token has no YouTube channel'
      : `the token belongs to channel ${channel.channelId} "${channel.title}"`;
  const named = wanted === undefined ? '' : `, academy.yaml names ${wanted}`;
  return new Failure({
    kind: 'wait',
    reason: channel === undefined ? 'no-channel' : 'wrong-channel',
    message: `${is}${named}: nothing is written. ${describeCure(youtube, wanted)}`,
    outcome: 'not-sent',
    retryAfterMs: 1000,
    stopsGrants: true,
  });
}

/** With several channels, Google asks at the consent which one it is for: many choose their personal one. */
function describeCure({ callOptions: { rootUrl } }: YouTubeClient, wanted = 'the right channel'): string {
  const file = 'Correct `channelId` in academy.yaml';
  if (rootUrl !== undefined)
    return `${file}, or give the local YouTube that id (curl -H 'content-type: application/json' -d '{"channelId":"${wanted}"}' ${rootUrl}/_/settings).`;
  return `${file}, or run \`npx showrunner login\` and choose ${wanted} where Google asks for the channel; a running worker notices it within seconds. Where SHOWRUNNER_YOUTUBE_REFRESH_TOKEN is set, store the token of \`login --print\` there and restart the worker.`;
}

const changingFailure = (): Failure =>
  new Failure({
    kind: 'wait',
    reason: 'token-changing',
    message:
      'The access token was refused and renewed again and again, so its channel is not known: nothing was sent. Retried automatically.',
    outcome: 'not-sent',
    retryAfterMs: 10_000,
  });
