import { DateTime, IANAZone } from 'luxon';

/** The strftime codes that depend on neither the machine's zone nor its language, as luxon tokens. */
const TOKENS: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  y: 'yy',
  m: 'MM',
  d: 'dd',
  e: 'd',
  j: 'ooo',
  H: 'HH',
  I: 'hh',
  l: 'h',
  M: 'mm',
  S: 'ss',
  p: 'a',
  B: 'LLLL',
  b: 'LLL',
  A: 'cccc',
  a: 'ccc',
  z: 'ZZZ',
  Z: 'ZZZZ',
};

/**
 * The filter `date`: an instant in a zone (IANA; default UTC), with English names. Unlike liquidjs' own filter it does not use
 * the machine's clock, zone or language. Throws for `now`, for a time without a zone, and for an unknown format.
 */
export function formatDate(value: unknown, format: unknown, zone: unknown = 'UTC'): string {
  if (typeof format !== 'string') throw new Error('date: expected a format such as "%Y-%m-%d"');
  const instant = parseInstant(value).setZone(parseZone(zone)).setLocale('en-US');
  return format.replace(/%(-?)(.)/g, (code, dash: string, letter: string) => {
    if (letter === '%') return '%';
    const token = TOKENS[letter];
    if (token === undefined) throw new Error(`date: ${code} is not supported`);
    const text = instant.toFormat(token);
    return dash === '' ? text : text.replace(/^0+(?=\d)/, '');
  });
}

function parseInstant(value: unknown): DateTime {
  if (value === 'now' || value === 'today')
    throw new Error(`date: "${value}" depends on the clock; use episode.start`);
  if (typeof value === 'number') return DateTime.fromSeconds(value);
  const text = String(value);
  if (!/^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:?\d{2}))?$/.test(text))
    throw new Error(`date: expected a day, or a time with its zone, found "${text}"`);
  const instant = DateTime.fromISO(text, { zone: 'utc' });
  if (!instant.isValid) throw new Error(`date: "${text}" is not a valid time`);
  return instant;
}

function parseZone(zone: unknown): string {
  if (typeof zone === 'string' && IANAZone.isValidZone(zone)) return zone;
  throw new Error(`date: expected a zone such as "Europe/London", found "${zone}"`);
}
