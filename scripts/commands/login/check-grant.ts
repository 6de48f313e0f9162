import { findChannelTitle } from '../../../clients/youtube/channel.ts';
import { createYouTube } from '../../../clients/youtube/client.ts';
import { type OAuthGrant, SCOPE } from '../../../clients/youtube/oauth.ts';
import { quotaDay } from '../../../clients/youtube/quota-day.ts';
import { createQuotaMeter } from '../../../clients/youtube/quota-meter.ts';
import { readOwnChannel } from '../../../clients/youtube/send.ts';
import type { Channel } from '../../../clients/youtube/token-channel-memory.ts';
import type { Failure } from '../../../domain/shared/failure.ts';
import { CommandError } from '../../lib/outcome.ts';
import type { OAuthTarget } from './client.ts';

/** One to read the channel, one for the name of the channel that it should be, or for a token that had to be renewed. */
const MAX_UNITS = 2;

export type CheckedGrant = { readonly channel: Channel; readonly units: number };

/**
 * Checks what a person allowed, and for which of their channels. `wanted`: the channel of academy.yaml.
 *
 * @throws CommandError when it cannot be used; nothing may be stored then
 */
export async function checkGrant(
  { place: _place, ...target }: OAuthTarget,
  { refreshToken, scopes }: OAuthGrant,
  wanted: string | undefined,
): Promise<CheckedGrant> {
  if (!scopes.includes(SCOPE))
    throw new CommandError(
      `the box for managing your YouTube account was not ticked (${SCOPE}): log in again and leave it ticked. Nothing is stored`,
    );
  const youtube = createYouTube({ ...target, refreshToken });
  const meter = createQuotaMeter({ id: 'login', day: quotaDay(Date.now()).day, units: MAX_UNITS }, Date.now);
  const channel = await readOwnChannel({ youtube, meter, signal: undefined }).catch((error: unknown) => {
    throw explain(error);
  });
  if (channel === undefined)
    throw new CommandError(
      'this account has no YouTube channel: log in again and choose the account, or the brand account, that owns the channel. Nothing is stored',
    );
  if (wanted !== undefined && channel.channelId !== wanted) {
    const title = await findChannelTitle(youtube, meter, wanted).catch(() => undefined);
    throw new CommandError(
      `this is the channel "${channel.title}" (${channel.channelId}), and academy.yaml names ${title === undefined ? wanted : `"${title}" (${wanted})`}: log in again and choose that one, or correct \`channelId\`. Nothing is stored`,
    );
  }
  return { channel, units: meter.spent };
}

/** A command does not retry, so the message must not say that it does. */
function explain(error: unknown): CommandError {
  const { message = String(error), kind, stopsGrants } = error as Partial<Failure>;
  const passes = kind === 'wait' && stopsGrants !== true;
  const reason = passes ? `${message.split('. ')[0]}; try again later` : message.replace(/\.$/, '');
  return new CommandError(`the channel could not be read: ${reason}. Nothing is stored`);
}
