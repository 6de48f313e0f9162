import type { ErrorAnswer } from '../error-answer.ts';
import { BUGS } from './bugs.ts';
import { CHANNEL } from './channel.ts';
import { CONTENT } from './content.ts';
import type { ErrorRow } from './row.ts';
import { STATE } from './state.ts';
import { QUOTA_GONE, TEMPORARY, TOO_FAST } from './temporary.ts';
import { UNANSWERED, UNKNOWN } from './without-reason.ts';

export type { ErrorRow as Row } from './row.ts';

/** All rows, by their heading in docs/failures.md. */
export const ROWS: Readonly<Record<string, readonly ErrorRow[]>> = {
  'No answer': UNANSWERED,
  Temporary: TEMPORARY,
  'The channel, the consent or the project': CHANNEL,
  'The content': CONTENT,
  'The state on YouTube': STATE,
  'A bug in Showrunner': BUGS,
  'Answers without a known reason': UNKNOWN,
};

/** Reasons of refusals that any other call would get too: they are about the account, the consent or the project. */
const SHARED: ReadonlySet<string> = new Set(
  CHANNEL.filter(({ on, reason }) => typeof on === 'string' && reason !== 'forbidden').map(
    ({ reason }) => reason,
  ),
);

/** Whether a refusal is about the account, the consent or the project, and not about what one call sends. */
export const isAboutEveryCall = (reason: string): boolean => SHARED.has(reason);

const BY_REASON: readonly ErrorRow[] = [...TEMPORARY, ...CHANNEL, ...CONTENT, ...STATE, ...BUGS];

/** The row of a failed call. A known reason means the same on a call that no row lists; the last row matches everything. */
export function findRow(answer: ErrorAnswer, call: string): ErrorRow {
  if (isQuotaUsedUp(answer)) return QUOTA_GONE;
  return (
    UNANSWERED.find(({ matches }) => matches(answer)) ??
    findByReason(answer, call) ??
    (UNKNOWN.find(({ matches, on }) => matches(answer) && covers(on, call)) as ErrorRow)
  );
}

function findByReason({ reason, ofTokenEndpoint }: ErrorAnswer, call: string): ErrorRow | undefined {
  if (reason === undefined) return undefined;
  const rows = BY_REASON.filter(({ on }) => (on === 'token') === ofTokenEndpoint);
  const named = rows.filter((row) => hasReason(row, reason));
  const exact = named.find(({ on }) => covers(on, call));
  return exact ?? named.find((row) => !row.reason.includes('*'));
}

const covers = (on: ErrorRow['on'], call: string): boolean =>
  on === 'any' || on === 'token' || on.includes(call);

function hasReason(row: ErrorRow, reason: string): boolean {
  const [start = '', end] = row.reason.split('*');
  if (end === undefined) return row.reason === reason;
  return reason.length > start.length + end.length && reason.startsWith(start) && reason.endsWith(end);
}

/** The newer form of "quota used up" differs from "too many calls" only in its text. */
const isQuotaUsedUp = ({ status, reason, message }: ErrorAnswer): boolean =>
  /\bper day\b/i.test(message) &&
  (TOO_FAST.includes(reason ?? '') || (status === 429 && reason !== 'uploadRateLimitExceeded'));
