import type { KeyPath } from '../../shared/key-path.ts';
import { renderFault, renderFound } from '../../shared/messages.ts';
import type { Kind } from '../schema/kinds.ts';
import type { ContentFault } from './schema-faults.ts';

/** Templates hold comparisons, `vars` are for templates, and a thumbnail is drawn, not sent as a text. */
const NOT_PRINTED: Readonly<Record<Kind, readonly string[]>> = {
  academy: ['description', 'streams'],
  show: ['title', 'description', 'vars', 'thumbnail'],
  guest: ['formerNames', 'aliases'],
  sponsor: [],
  episode: ['vars', 'thumbnail', 'aliases'],
};

/**
 * Characters that YouTube refuses in every text: reported for the file that has them, so that it stays at its last valid version
 * and does not take others with it.
 */
export function checkUnprintable(kind: Kind, record: object): ContentFault[] {
  if ('kind' in record && record.kind === 'none') return [];
  return Object.entries(record)
    .filter(([key, value]) => !NOT_PRINTED[kind].includes(key) && holdsUnprintable(value))
    .flatMap(([key, value]) => checkText(value, [key]));
}

export const BRACKET_HINT = 'YouTube refuses angle brackets in titles, descriptions and tags.';

/**
 * Refused by YouTube: ASCII control characters, and halves of characters, which have no bytes. Refused by us: what reverses the letters
 * behind it, in titles and terminals; marks and isolates that are closed in their line do not.
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

/** Nearly no text has any: no key paths are made for the others. */
function holdsUnprintable(value: unknown): boolean {
  if (typeof value === 'string') return BRACKET.test(value) || CONTROL.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnprintable);
}

function checkText(value: unknown, key: KeyPath): ContentFault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkText(item, [...key, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, item]) => checkText(item, [...key, name]));
  if (typeof value !== 'string') return [];
  const fault = (code: 'angle-bracket' | 'control-character', expected: string): ContentFault => ({
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
