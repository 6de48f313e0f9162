import { defined } from '../defined.ts';
import type { InjectedFault } from '../faults.ts';
import { bucketOf, priceOf } from '../quota/costs.ts';
import type { World } from '../world.ts';
import { ApiError, authError, quotaExceeded, renderError } from './errors.ts';
import { assertNoFault } from './fault-answers.ts';
import { isRead } from './is-read.ts';
import type { ApiAnswer, ApiRequest, Endpoint } from './request.ts';
import { assertOwnChannel, assertScope, checkBearer, findOtherChannel } from './token.ts';

export type CallOutcome = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fault: InjectedFault | undefined;
};

/**
 * Runs one API call: charges its units, applies a fault, calls the method, and writes journal and log. Synchronous from the charge to
 * the journal, so that calls never interleave.
 */
export function runCall(
  world: World,
  endpoint: Endpoint,
  authorization: string | undefined,
  readRequest: () => ApiRequest,
): CallOutcome {
  const { method } = endpoint;
  const bearer = checkBearer(world, authorization);
  const price = priceOf(method, world.settings());
  const fault = bearer === 'good' ? world.faults.next(method) : undefined;
  const isRefused = fault?.kind === 'quotaGone' || fault?.kind === 'quotaGone429';
  const now = world.now();
  const isFree = isRefused || bearer === 'unknown';
  const isPaid = isFree || world.ledger.charge({ method, ...price, now });
  const units = isPaid && !isFree ? price.units : 0;
  const bucket = isPaid && !isFree ? bucketOf(method) : undefined;

  const answer = attempt(() => {
    if (!isPaid) throw quotaExceeded();
    if (bearer !== 'good') throw authError();
    assertNoFault(fault);
    assertScope(world, authorization, method);
    const otherChannel = findOtherChannel(world, authorization);
    if (!OPEN_METHODS.has(method)) assertOwnChannel(otherChannel);
    const request = { ...readRequest(), ...defined({ otherChannel }) };
    const handle = () => endpoint.handle(world, request);
    return fault?.kind === 'staleRead' ? world.store.readBefore(handle) : handle();
  });

  const status = fault?.kind === 'drop' ? 0 : (answer.status ?? 200);
  const applied = answer.applied ?? (status >= 200 && status < 300);
  const at = new Date(now).toISOString();
  const videoId = answer.videoId ?? findVideoId(method, readRequest);
  const met = defined({ videoId, bucket, fault: fault?.kind });
  world.commit({ at, by: 'api', method, status, applied, units, ...met });
  return { ...answer, status, body: answer.body, fault };
}

/** They are answered for a token of another channel as well. */
const OPEN_METHODS = new Set(['channels.list', 'videoCategories.list']);

/** The answer of a method, or the one that its refusal is. */
export function attempt(handle: () => ApiAnswer): ApiAnswer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof ApiError)
      return { status: error.status, body: error.reason === 'html' ? error.message : renderError(error) };
    throw error;
  }
}

/** The video of a write, for the log, also when it is rejected. */
function findVideoId(method: string, readRequest: () => ApiRequest): string | undefined {
  if (isRead(method)) return undefined;
  try {
    const { query, body } = readRequest();
    return query.get('videoId') ?? query.get('id') ?? readBodyVideoId(body);
  } catch {
    return undefined; // The body is not JSON.
  }
}

function readBodyVideoId(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return 'id' in body && typeof body.id === 'string' ? body.id : undefined;
}
