import type { Failure } from '../../../domain/shared/failure.ts';
import { fine, unknown, type Verdict } from '../../../domain/shared/finding.ts';
import type { Checks } from '../../checks.ts';
import type { YouTubeClient } from '../client.ts';
import { toYouTubeFailure } from '../failures.ts';
import { type GrantAnswer, parseDate } from '../grant-answer.ts';
import { quotaDay } from '../quota-day.ts';
import { createQuotaMeter, type QuotaMeter } from '../quota-meter.ts';
import { readOwnChannel } from '../send.ts';
import { listStreams } from '../streams.ts';
import { judgeChannel, judgeStreams, judgeVerified, type WantedChannel } from './judge-channel.ts';
import { judgeAge, judgeClock, judgeScopes, type TokenTimes } from './judge-grant.ts';

export type AccountCheck = {
  readonly youtube: YouTubeClient;
  /** Whom it asks, for people: "Google". */
  readonly place: string;
  readonly checks: Checks;
  /** Needed last. undefined: academy.yaml is not known. */
  readonly wanted: WantedChannel | undefined | Promise<WantedChannel | undefined>;
  /** What `login` stored of the consent, ms since 1970; `none`: no consent was needed, as for made-up credentials. */
  readonly consent?: Pick<TokenTimes, 'grantedAt' | 'endsAt'> | 'none' | undefined;
  readonly clock: () => number;
};

/** What it may spend: two calls, and each once more with a new access token. The quota manager does not count them. */
export const ACCOUNT_UNITS = 4;

const CONSENT_AGAIN = 'run `npx showrunner login`';

/** Checks the credentials, and what they are of. Writes nothing. @returns the units that it spent */
export async function checkAccount(check: AccountCheck): Promise<{ readonly spent: number }> {
  const meter = openMeter(check.clock);
  const grant = await checkGrant(check);
  if (grant === undefined) {
    skipAll(check.checks, 'not checked without an access token');
    return { spent: 0 };
  }
  const { checks } = check;
  checks.add('token-age', judgeConsent(check, grant));
  checks.add('scopes', judgeScopes(grant.scopes, CONSENT_AGAIN));
  await checkChannel({ ...check, wanted: await check.wanted }, meter);
  return { spent: meter.spent };
}

/** What Google has just said counts more than what it said at the consent. */
function judgeConsent({ consent, clock }: AccountCheck, { lastsSeconds }: GrantAnswer): Verdict {
  if (consent === 'none') return fine('made-up credentials, which do not end');
  const now = clock();
  const ends = lastsSeconds === undefined ? {} : { endsAt: now + lastsSeconds * 1000 };
  return judgeAge({ ...consent, now, ...ends }, CONSENT_AGAIN);
}

function openMeter(clock: () => number): QuotaMeter {
  const { day } = quotaDay(clock());
  return createQuotaMeter({ id: 'doctor', day, units: ACCOUNT_UNITS }, clock);
}

/** The access token, and the clock by the date of the answer. */
async function checkGrant({ youtube, place, checks, clock }: AccountCheck): Promise<GrantAnswer | undefined> {
  let date: Verdict = unknown(`not compared: ${place} did not answer`);
  const grant = await checks.run({
    name: 'credentials',
    late: `${place} does not answer`,
    run: async () => {
      try {
        const value = await youtube.readGrant();
        date = judgeClock(value.date, clock());
        return { verdicts: [fine(`${place} gives an access token`)], value };
      } catch (error) {
        const { response } = error as { readonly response?: { readonly headers?: Headers } };
        if (response !== undefined) date = judgeClock(parseDate(response.headers), clock());
        throw toGrantFailure(error);
      }
    },
  });
  checks.add('clock', date);
  return grant;
}

/** The token endpoint is no method of the API. */
function toGrantFailure(error: unknown): Failure {
  const failure = toYouTubeFailure(error, 'channels.list', { sent: false });
  failure.message = failure.message.replace(/^channels\.list: /, '');
  return failure;
}

type ChannelCheck = AccountCheck & { readonly wanted: WantedChannel | undefined };

async function checkChannel(check: ChannelCheck, meter: QuotaMeter): Promise<void> {
  const { checks, youtube, place, wanted } = check;
  const found = await checks.run({
    name: 'channel',
    late: `${place} does not answer`,
    run: async (signal) => {
      const channel = await readOwnChannel({ youtube, meter, signal });
      return { verdicts: [judgeChannel(channel, wanted, CONSENT_AGAIN)], value: { channel } };
    },
  });
  if (found === undefined) return skipChannel(checks, 'not checked: the channel could not be read');
  const { channel } = found;
  if (channel === undefined) return skipChannel(checks, 'not checked: there is no channel');
  if (wanted !== undefined && wanted.channelId !== channel.channelId)
    return skipChannel(checks, 'not checked: the token is of another channel');
  checks.add('verified', judgeVerified(channel.longUploadsStatus));
  await checkStreams(check, meter);
}

/** YouTube lists no streams for a channel whose live streaming is not enabled. */
async function checkStreams(
  { checks, youtube, place, wanted }: ChannelCheck,
  meter: QuotaMeter,
): Promise<void> {
  const streams = await checks.run({
    name: 'live-streaming',
    late: `${place} does not answer`,
    run: async (signal) => ({
      value: await listStreams(youtube, meter, signal),
      verdicts: [fine('enabled: YouTube lists the streams, which it refuses otherwise')],
    }),
  });
  if (streams === undefined) checks.add('streams', unknown('not checked: the streams could not be read'));
  else if (wanted === undefined)
    checks.add('streams', unknown('not compared: there is no academy.yaml to read'));
  else
    checks.add(
      'streams',
      ...judgeStreams(
        wanted.streams,
        streams.map(({ title }) => title),
      ),
    );
}

const OF_TOKEN = ['token-age', 'scopes', 'channel'] as const;
const OF_CHANNEL = ['verified', 'live-streaming', 'streams'] as const;

/** Nothing can be asked: each check says why. `credentials`: what is wrong with them, where they are the cause. */
export const skipAccount = (checks: Checks, why: string, credentials = unknown(why)): void => {
  checks.add('credentials', credentials);
  checks.add('clock', unknown(why));
  skipAll(checks, why);
};

function skipAll(checks: Checks, why: string): void {
  for (const name of OF_TOKEN) checks.add(name, unknown(why));
  skipChannel(checks, why);
}

function skipChannel(checks: Checks, why: string): void {
  for (const name of OF_CHANNEL) checks.add(name, unknown(why));
}
