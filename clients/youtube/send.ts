import type { Method } from '../../domain/shared/costs.ts';
import type { Failure } from '../../domain/shared/failure.ts';
import { isUnauthorized } from './answer.ts';
import type { YouTubeClient } from './client.ts';
import { createAborted, translateYouTubeError } from './failures.ts';
import type { QuotaMeter } from './quota-meter.ts';
import { assertResource } from './unexpected.ts';

export type CallOptions = { readonly rootUrl?: string; readonly signal: AbortSignal };

export type YouTubeRequest<T> = {
  readonly youtube: YouTubeClient;
  readonly purse: QuotaMeter;
  readonly method: Method;
  readonly request: (options: CallOptions) => Promise<{ readonly data: T }>;
  readonly signal: AbortSignal | undefined;
};

/**
 * One call: authorise, pay, send, translate. A refused access token is renewed once and the call paid for again, as
 * YouTube counts both. Throws nothing but a Failure.
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

async function sendOnce<T>({ youtube, purse, method, request, signal }: YouTubeRequest<T>): Promise<T> {
  await authorize(youtube, method, signal);
  purse.spend(method);
  const timeout = AbortSignal.timeout(youtube.timeoutMs);
  const { data } = await request({
    ...youtube.callOptions,
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
  assertResource(data, method);
  return data;
}

/** Before the purse is touched: what fails here was never sent. */
async function authorize(
  youtube: YouTubeClient,
  method: Method,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await youtube.authorize();
  } catch (error) {
    throw translateYouTubeError(error, method, { sent: false });
  }
  // gaxios replaces a signal that was aborted before the call, and would send.
  if (signal?.aborted) throw createAborted(method);
}

function translate({ method, purse }: YouTubeRequest<unknown>, error: unknown): Failure {
  return translateYouTubeError(error, method, { now: purse.now() });
}
