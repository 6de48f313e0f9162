import type { KeyPath } from '../yaml/places.ts';
import type { Fault } from './issues.ts';
import type { Kind } from './kinds.ts';
import { renderFault, renderFound } from './words.ts';

/** Templates hold comparisons, `vars` are theirs, and a thumbnail is drawn, not sent as a text. */
const NOT_PRINTED: Readonly<Record<Kind, readonly string[]>> = {
  academy: ['description', 'streams'],
  show: ['title', 'description', 'vars', 'thumbnail'],
  guest: ['formerNames', 'aliases'],
  sponsor: [],
  episode: ['vars', 'thumbnail', 'aliases'],
};

/**
 * Characters that YouTube refuses in every text: told of the file that has them, so that it keeps its last good form and does
 * not take others with it.
 */
export function findUnprintable(kind: Kind, record: object): Fault[] {
  if ('kind' in record && record.kind === 'none') return [];
  return Object.entries(record)
    .filter(([key, value]) => !NOT_PRINTED[kind].includes(key) && holdsUnprintable(value))
    .flatMap(([key, value]) => look(value, [key]));
}

export const BRACKET_HINT = 'YouTube refuses angle brackets in titles, descriptions and tags.';

/**
 * Refused by YouTube: ASCII control characters, and halves of characters, which have no bytes. Refused by us: what turns around the
 * letters behind it, in titles and terminals; isolates that are closed in their line and marks do not.
 */
export const CONTROL = new RegExp(
  [
    '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]',
    '\\p{Surrogate}',
    '[\\u202a-\\u202e]',
    '[\\u2066-\\u2068](?![^\\n]*\\u2069)',
  ].join('|'),
  'u',
);
export const CONTROL_HINT =
  'Retype the text; "\\u2067" to "\\u2069" keep a part that runs the other way together.';

const BRACKET = /[<>]/;

/** Nearly no text has any: no keys are made for the others. */
function holdsUnprintable(value: unknown): boolean {
  if (typeof value === 'string') return BRACKET.test(value) || CONTROL.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnprintable);
}

function look(value: unknown, key: KeyPath): Fault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => look(item, [...key, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, item]) => look(item, [...key, name]));
  if (typeof value !== 'string') return [];
  const fault = (code: 'angle-bracket' | 'control-character', expected: string): Fault => ({
    key,
    part: 'value',
    code,
    message: renderFault(key, expected, renderFound(value)),
  });
  return [
    ...(BRACKET.test(value) ? [{ ...fault('angle-bracket', 'no "<" or ">"'), hint: BRACKET_HINT }] : []),
    ...(CONTROL.test(value)
      ? [{ ...fault('control-character', 'no control characters'), ...hintOf(value) }]
      : []),
  ];
}

const hintOf = (text: string) => (/[\u202a-\u202e\u2066-\u2068]/.test(text) ? { hint: CONTROL_HINT } : {});
