import { fine, problem, unknown, type Verdict, warning } from '../../../domain/shared/finding.ts';

/** The one that is asked for, and an older one that allows as much. */
const ENOUGH = [
  'https://www.googleapis.com/auth/youtube.force-ssl',
  'https://www.googleapis.com/auth/youtube',
] as const;

/** undefined: the token endpoint does not name them. */
export function judgeScopes(scopes: readonly string[] | undefined, consentAgain: string): Verdict {
  if (scopes === undefined) return unknown('not known: the token endpoint does not name the scopes');
  const found = ENOUGH.find((scope) => scopes.includes(scope));
  if (found !== undefined) return fine(nameScope(found));
  const has = scopes.length === 0 ? 'none' : scopes.map(nameScope).join(', ');
  return problem(
    `the consent covers ${has}, but ${nameScope(ENOUGH[0])} is needed to write: ${consentAgain}, and leave the box of YouTube ticked`,
  );
}

const nameScope = (scope: string): string => scope.replace('https://www.googleapis.com/auth/', '');

/** ms since 1970. */
export type TokenTimes = {
  /** When consent was given; undefined: not known. */
  readonly grantedAt?: number | undefined;
  /** When Google ends the refresh token, where it has said so. */
  readonly endsAt?: number | undefined;
  readonly now: number;
};

const DAY_MS = 86_400_000;
/** A token of an OAuth app in "Testing" dies after seven days; from the fifth on it is time to act. */
const DIES_AFTER_DAYS = 7;
const WARN_FROM_DAYS = 5;

/** The age of the refresh token. Only Google knows whether the app is in "Testing", and it does not always say so. */
export function judgeAge({ grantedAt, endsAt, now }: TokenTimes, consentAgain: string): Verdict {
  if (endsAt !== undefined && endsAt - now <= DIES_AFTER_DAYS * DAY_MS)
    return warning(
      `Google ends the refresh token ${describeRest(endsAt - now)}, as it does ${TESTING}: ${publishAnd(consentAgain)}`,
    );
  if (grantedAt === undefined)
    return unknown(
      `not known: settings do not say when consent was given; the token of an OAuth app in "Testing" ends after ${DIES_AFTER_DAYS} days`,
    );
  const days = Math.max(0, Math.floor((now - grantedAt) / DAY_MS));
  const age = `consent was given ${days === 0 ? 'today' : `${countDays(days)} ago`}`;
  return days < WARN_FROM_DAYS || days >= DIES_AFTER_DAYS
    ? fine(age)
    : warning(
        `${age}, and ${TESTING} the token ends after ${DIES_AFTER_DAYS} days: ${publishAnd(consentAgain)}`,
      );
}

const TESTING = 'for an OAuth app in "Testing"';

const publishAnd = (consentAgain: string): string =>
  `publish the app in the Google Cloud console, and ${consentAgain}`;

const describeRest = (ms: number): string =>
  ms < DAY_MS ? 'within a day' : `in ${countDays(Math.floor(ms / DAY_MS))}`;

const countDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

/** Seconds between our clock and Google's that matter to nothing here. */
const CLOSE_SECONDS = 5;
/** The quota day is over for us a minute before it is over for Google. */
const WRONG_SECONDS = 60;

/** `theirs`: the header `Date`, of whole seconds; undefined: there was none. `ours`: our clock when the answer came. */
export function judgeClock(theirs: number | undefined, ours: number): Verdict {
  if (theirs === undefined) return unknown('not compared: the answer has no date');
  const seconds = Math.round((ours - theirs) / 1000);
  const off = Math.abs(seconds);
  if (off <= CLOSE_SECONDS) return fine("agrees with the answer's date");
  const text = `this machine is ${off.toLocaleString('en-US')} s ${seconds > 0 ? 'ahead of' : 'behind'} the date of Google's answer`;
  return off < WRONG_SECONDS
    ? warning(`${text}: let it follow a time server`)
    : problem(
        `${text}: units are counted on the wrong day around midnight in Los Angeles, and streams start at the wrong time; let it follow a time server`,
      );
}
