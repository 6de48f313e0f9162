import { Failure } from '../../domain/shared/failure.ts';
import { judgeScopes } from './account/judge-grant.ts';
import type { YouTubeClient } from './client.ts';
import { SECOND } from './errors/row.ts';
import { toYouTubeFailure } from './failures.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { assertChannel, readOwnChannel, send } from './send.ts';
import { channelFailure } from './token-channel.ts';
import type { Channel } from './token-channel-memory.ts';

/** The channel of the account that gave OAuth consent: 1 unit. @throws Failure (wait, `no-channel`) when the account has none */
export async function readChannel(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<Channel> {
  const channel = await readOwnChannel({ youtube, meter, signal });
  if (channel === undefined) throw channelFailure(youtube, undefined, meter.channelId);
  return channel;
}

/** The playlist that holds every video of the channel: 1 unit, or none when the token's channel was compared before. */
export async function readUploadsPlaylistId(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<string> {
  const compared = await assertChannel({ youtube, meter, signal });
  const { uploadsPlaylistId } = compared ?? (await readChannel(youtube, meter, signal));
  return uploadsPlaylistId;
}

/**
 * Asks for a new access token, and reads its channel, whatever is remembered: 1 unit.
 * @throws Failure (wait; `insufficientPermissions`, `wrong-channel`, `no-channel`) when it may not write, or is of another channel
 */
export async function checkChannel(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  signal?: AbortSignal,
): Promise<Channel | undefined> {
  youtube.tokenChannel.last = undefined;
  await assertScopes(youtube);
  return assertChannel({ youtube, meter, signal });
}

/** A consent whose box was left unticked may read the channel, and write nothing. */
async function assertScopes(youtube: YouTubeClient): Promise<void> {
  const { scopes } = await youtube.readGrant().catch((error: unknown) => {
    throw toYouTubeFailure(error, 'channels.list', { sent: false });
  });
  const { state, text } = judgeScopes(scopes, 'run `npx showrunner login`');
  if (state !== 'problem') return;
  throw new Failure({
    ...{ kind: 'wait', reason: 'insufficientPermissions', message: `${text}.`, outcome: 'not-sent' },
    ...{ retryAfterMs: SECOND, stopsGrants: true },
  });
}

/** The title of any channel: 1 unit. undefined: there is no such channel. */
export async function findChannelTitle(
  youtube: YouTubeClient,
  meter: QuotaMeter,
  channelId: string,
): Promise<string | undefined> {
  const answer = await send({
    ...{ youtube, meter, signal: undefined, method: 'channels.list' as const },
    request: (options) => youtube.api.channels.list({ part: ['snippet'], id: [channelId] }, options),
  });
  return answer.items?.[0]?.snippet?.title ?? undefined;
}
