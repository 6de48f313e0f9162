import type { youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js';
import type { LiveVideo } from '../../domain/changes/live.ts';
import { isRead, type Method } from '../../domain/shared/costs.ts';
import { Failure } from '../../domain/shared/failure.ts';

/** `value`, or a Failure (bug, `unexpected-answer`): a success without a field that every such answer has. */
export function required<T>(value: T | null | undefined, method: Method, field: string): T {
  if (value !== null && value !== undefined) return value;
  throw unexpectedAnswer(method, `the answer has no ${field}`);
}

/**
 * Throws a Failure (bug, `unexpected-answer`) for a success whose body is not JSON: the client passes such a text on, and a
 * list read from it would look empty. Deletions answer without a body.
 */
export function assertResource(data: unknown, method: Method): void {
  if (typeof data !== 'string' || data === '') return;
  throw unexpectedAnswer(method, 'the answer is not the JSON that YouTube sends');
}

const unexpectedAnswer = (method: Method, what: string): Failure =>
  new Failure({
    kind: 'bug',
    reason: 'unexpected-answer',
    message: `${method}: ${what}. If no proxy between Showrunner and YouTube is the cause, please report this bug in Showrunner.`,
    outcome: isRead(method) ? 'not-applied' : 'unknown',
  });

/** ISO 8601 in UTC with whole seconds. Undefined for no time, and for epoch zero: YouTube's value for "not scheduled". */
export function parseInstant(time: string | null | undefined): string | undefined {
  const ms = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) || ms === 0 ? undefined : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A value that YouTube may add one day counts as private, so that nothing is published by mistake. */
export const parsePrivacy = (status: string | null | undefined): LiveVideo['privacy'] =>
  status === 'public' || status === 'unlisted' ? status : 'private';

/** The URL of the widest picture; sizes that YouTube has not made are absent. */
export function parseThumbnailUrl(
  details: youtube_v3.Schema$ThumbnailDetails | null | undefined,
): string | undefined {
  const { uhd, qhd, fhd, maxres, standard, high, medium, default: smallest } = details ?? {};
  const best = [uhd, qhd, fhd, maxres, standard, high, medium, smallest].find((thumbnail) => thumbnail?.url);
  return best?.url ?? undefined;
}
