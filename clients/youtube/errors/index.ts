import type { ErrorAnswer } from '../answer.ts';
import { CHANNEL } from './channel.ts';
import { CONTENT } from './content.ts';
import { FLEETING, QUOTA_GONE, TOO_FAST } from './fleeting.ts';
import { OURS } from './ours.ts';
import type { ErrorRow } from './row.ts';
import { UNANSWERED, WORDLESS } from './silent.ts';
import { STATE } from './state.ts';

export type { ErrorRow as Row } from './row.ts';

/** Every row there is, by the heading of docs/failures.md that it stands under. */
export const ROWS: Readonly<Record<string, readonly ErrorRow[]>> = {
  'No answer': UNANSWERED,
  'It comes back by itself': FLEETING,
  'The channel, the consent or the project': CHANNEL,
  'The content': CONTENT,
  'What YouTube has': STATE,
  'A fault of Showrunner': OURS,
  'Answers without a known word': WORDLESS,
};

const BY_WORD: readonly ErrorRow[] = [...FLEETING, ...CHANNEL, ...CONTENT, ...STATE, ...OURS];

/** The row of a failed call. A known word on a call that no row names still means the same; the last row matches everything. */
export function findRow(answer: ErrorAnswer, asked: string): ErrorRow {
  if (isDayOver(answer)) return QUOTA_GONE;
  return (
    UNANSWERED.find(({ matches }) => matches(answer)) ??
    findByWord(answer, asked) ??
    (WORDLESS.find(({ matches, on }) => matches(answer) && names(on, asked)) as ErrorRow)
  );
}

function findByWord({ reason, ofTokenEndpoint }: ErrorAnswer, asked: string): ErrorRow | undefined {
  if (reason === undefined) return undefined;
  const rows = BY_WORD.filter(({ on }) => (on === 'token') === ofTokenEndpoint);
  const named = rows.filter((row) => isWord(row, reason));
  const exact = named.find(({ on }) => names(on, asked));
  return exact ?? named.find((row) => !row.reason.includes('*'));
}

const names = (on: ErrorRow['on'], asked: string): boolean =>
  on === 'any' || on === 'token' || on.includes(asked);

function isWord(row: ErrorRow, reason: string): boolean {
  const [start = '', end] = row.reason.split('*');
  if (end === undefined) return row.reason === reason;
  return reason.length > start.length + end.length && reason.startsWith(start) && reason.endsWith(end);
}

/** The newer form of "the quota is gone" differs from "too fast" only in its text. */
const isDayOver = ({ status, reason, message }: ErrorAnswer): boolean =>
  /\bper day\b/i.test(message) &&
  (TOO_FAST.includes(reason ?? '') || (status === 429 && reason !== 'uploadRateLimitExceeded'));
