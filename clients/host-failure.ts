import { defined } from '../domain/shared/defined.ts';
import { Failure, type FailureKind } from '../domain/shared/failure.ts';
import { printableMessage } from '../domain/shared/media/printable.ts';

/** What a host of repositories answered to a call that failed. */
export type HostAnswer = {
  /** Absent: there was no answer. */
  readonly status?: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The host's own words, or what broke the connection. */
  readonly said: string;
};

/** A call, for its error. */
export type HostRequest = {
  /** `GitHub (rawkode/academy on github.com)` */
  readonly host: string;
  /** `set the status of commit 0123456789` */
  readonly what: string;
  readonly writes: boolean;
  /** What to do when it is refused: who must be allowed what, and in which settings that is. */
  readonly advice: { readonly credentials: string; readonly permission: string; readonly address: string };
};

type Meaning = {
  readonly matches: (answer: HostAnswer) => boolean;
  readonly kind: FailureKind;
  readonly reason: string;
  readonly happened: string;
  readonly cure: (advice: HostRequest['advice']) => string;
  /** Milliseconds, of `wait`, when the host names no time. */
  readonly pauseMs?: number;
};

/** Translates a failed call once. `now`: ms since 1970. */
export function toHostFailure(answer: HostAnswer, request: HostRequest, now = Date.now()): Failure {
  const { kind, reason, happened, cure, pauseMs } =
    MEANINGS.find(({ matches }) => matches(answer)) ?? UNKNOWN;
  const retryAfterMs = kind === 'wait' ? (readPause(answer, now) ?? pauseMs) : undefined;
  return new Failure({
    kind,
    reason,
    message: `${request.host}: could not ${request.what}: ${happened}${quote(answer)}. ${cure(request.advice)}`,
    outcome: isUnknown(answer, request) ? 'unknown' : 'not-applied',
    ...defined({ retryAfterMs }),
  });
}

/** The first one that matches counts. */
const MEANINGS: readonly Meaning[] = [
  {
    matches: ({ status }) => status === undefined,
    kind: 'wait',
    reason: 'host-unreachable',
    happened: 'there was no usable answer',
    cure: () => 'It is tried again. If it lasts, check the network and the address of the host.',
    pauseMs: 10_000,
  },
  {
    matches: (answer) => isTooMany(answer),
    kind: 'wait',
    reason: 'host-rate-limit',
    happened: 'too many calls in a short time',
    cure: () => 'It is tried again. Nothing to do.',
    pauseMs: 60_000,
  },
  {
    matches: ({ status = 0 }) => status >= 500 || status === 408,
    kind: 'wait',
    reason: 'host-trouble',
    happened: 'it had an internal error',
    cure: () => 'It is tried again. Nothing to do.',
    pauseMs: 10_000,
  },
  {
    matches: ({ status = 0 }) => status >= 300 && status < 400,
    kind: 'stall',
    reason: 'host-moved',
    happened: 'the repository was renamed or moved',
    cure: ({ address }) => address,
  },
  {
    matches: ({ status }) => status === 401,
    kind: 'stall',
    reason: 'host-credentials',
    happened: 'the credentials were refused',
    cure: ({ credentials }) => credentials,
  },
  {
    matches: ({ status, said }) => status === 403 && /\blocked\b/i.test(said),
    kind: 'stall',
    reason: 'host-locked',
    happened: 'the conversation is locked',
    cure: () => 'Unlock it to get the comment.',
  },
  {
    matches: ({ status }) => status === 403,
    kind: 'stall',
    reason: 'host-permission',
    happened: 'this is not permitted',
    cure: ({ permission }) => permission,
  },
  {
    matches: ({ status }) => status === 404,
    kind: 'stall',
    reason: 'host-not-found',
    happened: 'it does not exist, or the credentials do not show it',
    cure: ({ permission, address }) => `${permission} If the repository has another name now: ${address}`,
  },
  {
    matches: ({ status }) => [400, 409, 422].includes(status ?? 0),
    kind: 'stall',
    reason: 'host-refused',
    happened: 'it was refused',
    cure: () => 'Was the commit pushed there, and is it the right repository?',
  },
];

const UNKNOWN: Omit<Meaning, 'matches'> = {
  kind: 'bug',
  reason: 'host-unknown-answer',
  happened: 'the answer is not known',
  cure: () => 'Is the address of the host right?',
};

/** GitHub says 403 or 429, and of its second kind of limit sometimes only in words. */
const isTooMany = ({ status, headers, said }: HostAnswer): boolean =>
  status === 429 ||
  (status === 403 &&
    (headers['x-ratelimit-remaining'] === '0' ||
      headers['retry-after'] !== undefined ||
      /\brate limit\b|abuse detection/i.test(said)));

/** Milliseconds, when the host names a time; at least a second. */
function readPause({ headers }: HostAnswer, now: number): number | undefined {
  const after = headers['retry-after'];
  const until = /^\d+$/.test(after ?? '') ? Number(after) * 1000 : Date.parse(after ?? '') - now;
  if (Number.isFinite(until)) return Math.max(until, 1000);
  if (headers['x-ratelimit-remaining'] !== '0' && headers['ratelimit-remaining'] !== '0') return undefined;
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  return Number.isFinite(reset) ? Math.max(reset * 1000 - now, 1000) : undefined;
}

const MOST_QUOTED = 200;

function quote({ status, said }: HostAnswer): string {
  const words = printableMessage(said).slice(0, MOST_QUOTED);
  if (status === undefined) return words === '' ? '' : ` (${words})`;
  return ` (${status}${words === '' ? '' : `: "${words}"`})`;
}

/** Only a write that was sent and not refused may have been applied. */
const isUnknown = ({ status }: HostAnswer, { writes }: HostRequest): boolean =>
  writes && (status === undefined || status === 408 || status >= 500);
