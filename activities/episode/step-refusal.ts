import { isAboutEveryCall } from '../../clients/youtube/errors/index.ts';
import type { VideoRequest } from '../../contract/episode-calls.ts';
import type { StepRefusal, StepResult } from '../../contract/episode-steps.ts';
import { defined } from '../../domain/shared/defined.ts';
import { Failure } from '../../domain/shared/failure.ts';
import type { WithoutSpent } from '../run-with-quota.ts';

type Result = WithoutSpent<StepResult>;

/** Digits of the hash of what a step wants to send. */
export const REFUSAL_DIGITS = 16;

/** Whether the same was refused, and is not to be sent again yet. */
export const isHeldBack = ({ lastRefusal }: Pick<VideoRequest, 'lastRefusal'>, hash: string): boolean =>
  lastRefusal?.isHeldBack === true && lastRefusal.hash === hash;

/** The result of a step that sends nothing because the same was refused. */
export const STILL_REFUSED = {
  done: false,
  detail: 'refused before and unchanged: not sent again yet',
  stillRefused: true,
} as const;

/**
 * Runs the part of a step that sends something. What is refused for its content or for the channel is a result, so that nothing else
 * waits for it. `hash`: of what is sent. @throws any other failure
 */
export async function sendOrRefuse(hash: string, send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    const { message, reason: cause } = parseRefusal(error);
    return { done: false, detail: message, refused: { hash, message, cause } };
  }
}

/** One refused part of a step that sends several. */
export type RefusedPart = { readonly part: string; readonly message: string; readonly cause: string };

/** The same for one of several parts, of which each is sent alone. */
export async function sendPart<T>(
  part: string,
  send: () => Promise<T>,
): Promise<{ readonly sent: T } | RefusedPart> {
  try {
    return { sent: await send() };
  } catch (error) {
    const { message, reason: cause } = parseRefusal(error);
    return { part, message, cause };
  }
}

/** undefined: none was refused. */
export const describeParts = (hash: string, refused: readonly RefusedPart[]): StepRefusal | undefined =>
  refused.length === 0
    ? undefined
    : {
        hash,
        message: [...new Set(refused.map(({ message }) => message))].join('; '),
        ...defined({ cause: refused[0]?.cause }),
        parts: refused.map(({ part }) => part),
      };

/** A refusal that is about this call alone. @throws any other error as it is */
function parseRefusal(error: unknown): Failure {
  if (error instanceof Failure && error.kind === 'stall' && !isAboutEveryCall(error.reason)) return error;
  throw error;
}
