import type { Method } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { YouTubeClient } from './client.ts';
import { isUnauthorized } from './error-answer.ts';
import { abortedFailure, toYouTubeFailure } from './failures.ts';
import { assertResource } from './parse-values.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { assertTokenChannel, parseChannel } from './token-channel.ts';
import type { Channel } from './token-channel-memory.ts';

export type CallOptions = { readonly rootUrl?: string; readonly signal: AbortSignal };

export type YouTubeRequest<T> = {
  readonly youtube: YouTubeClient;
  readonly meter: QuotaMeter;
  readonly method: Method;
  readonly request: (options: CallOptions) => Promise<{ readonly data: T }>;
  readonly signal: AbortSignal | undefined;
};

/**
 * One call: authorize, charge, send, translate its error. A refused access token is renewed once, and the call is charged again
 * because YouTube counts both. Throws only Failures.
 */
export async function send<T>(call: YouTubeRequest<T>): Promise<T> {
  try {
    return await sendOnce(call);
  } catch (error) {
    if (!isUnauthorized(error)) throw translate(call, error);
    call.youtube.forgetAccess();
  }
  try {
    return await sendOnce(call);
  } catch (error) {
    throw translate(call, error);
  }
}

async function sendOnce<T>(call: YouTubeRequest<T>): Promise<T> {
  const { youtube, meter, method, request, signal } = call;
  await authorize(call);
  if (method !== 'channels.list') await assertChannel(call);
  // gaxios replaces a signal that is already aborted, and would send.
  if (signal?.aborted) throw abortedFailure(method);
  meter.spend(method);
  const timeout = AbortSignal.timeout(youtube.timeoutMs);
  const { data } = await request({
    ...youtube.callOptions,
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
  assertResource(data, method);
  return data;
}

/** Runs before the call is charged: what fails here was never sent. @returns the access token */
async function authorize({
  youtube,
  method = 'channels.list',
}: Pick<YouTubeRequest<unknown>, 'youtube'> & { readonly method?: Method }): Promise<string> {
  try {
    return await youtube.authorize();
  } catch (error) {
    throw toYouTubeFailure(error, method, { sent: false });
  }
}

type ChannelCall = Pick<YouTubeRequest<unknown>, 'youtube' | 'meter' | 'signal'>;

/**
 * Nothing but the read of the channel is sent with a token of another channel than the one that the units are for: 1 unit for each
 * new token. @returns undefined when any channel is allowed @throws Failure (wait; `wrong-channel`, `no-channel`; not sent)
 */
export async function assertChannel(call: ChannelCall): Promise<Channel | undefined> {
  const { youtube, meter } = call;
  if (meter.channelId === undefined) return undefined;
  const source = { youtube, meter, authorize: () => authorize(call), read: () => readOwnChannel(call) };
  return assertTokenChannel(source, meter.channelId);
}

/** The channel of the account that gave consent: 1 unit. undefined: it has none. */
export async function readOwnChannel({ youtube, meter, signal }: ChannelCall): Promise<Channel | undefined> {
  try {
    const answer = await send({
      youtube,
      meter,
      signal,
      method: 'channels.list',
      request: (options) =>
        youtube.api.channels.list(
          { part: ['id', 'snippet', 'contentDetails', 'status'], mine: true },
          options,
        ),
    });
    return parseChannel(answer);
  } catch (error) {
    if (error instanceof Failure && error.reason === 'youtubeSignupRequired') return undefined;
    throw error;
  }
}

function translate({ method, meter }: YouTubeRequest<unknown>, error: unknown): Failure {
  return toYouTubeFailure(error, method, { now: meter.now() });
}

/** One page of any list method of YouTube. */
export type ResultPage<T> = { readonly items?: readonly T[]; readonly nextPageToken?: string | null };

/** Follows `nextPageToken` to the end. The meter bounds a list that never ends. */
export async function* listPages<T>(
  list: (pageToken: string | undefined) => Promise<ResultPage<T>>,
): AsyncGenerator<readonly T[]> {
  let pageToken: string | undefined;
  do {
    const page = await list(pageToken);
    yield page.items ?? [];
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken);
}

/** The items of every page. */
export async function listAll<T>(
  list: (pageToken: string | undefined) => Promise<ResultPage<T>>,
): Promise<T[]> {
  const items: T[] = [];
  for await (const page of listPages(list)) items.push(...page);
  return items;
}
