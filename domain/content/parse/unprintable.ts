import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import {
  BRACKET,
  BRACKET_HINT,
  DIRECTION,
  DIRECTION_HINT,
  describeControl,
  findControl,
  holdsControl,
} from '../../shared/unprintable.ts';
import type { Kind } from '../schema/kinds.ts';
import type { ContentFault } from './schema-faults.ts';

/** Keys that are not sent to YouTube as they are written: templates hold comparisons, `vars` feed templates, a thumbnail is drawn. */
const NOT_PRINTED: Readonly<Record<Kind, readonly string[]>> = {
  academy: ['description', 'streams'],
  show: ['title', 'description', 'vars', 'thumbnail'],
  guest: ['formerNames', 'aliases'],
  sponsor: [],
  episode: ['vars', 'thumbnail', 'aliases'],
};

/**
 * Characters that YouTube refuses in every text. They are reported for the file that holds them, so that only this file stays at its
 * last valid version.
 */
export function checkUnprintable(kind: Kind, record: object): ContentFault[] {
  if ('kind' in record && record.kind === 'none') return [];
  const exempt = 'verbatim' in record ? [...NOT_PRINTED[kind], ...FROM_YOUTUBE] : NOT_PRINTED[kind];
  return Object.entries(record)
    .map(([key, value]) => [key, key === 'localizations' ? withoutVerbatim(value) : value] as const)
    .filter(([key, value]) => !exempt.includes(key) && holdsUnprintable(value))
    .flatMap(([key, value]) => checkText(value, [key]));
}

/** In an episode with a verbatim description these came from YouTube, which already shows them. */
const FROM_YOUTUBE = ['verbatim', 'title', 'tags'];

/** So did the texts of a language with a verbatim description. */
const withoutVerbatim = (languages: unknown): unknown =>
  typeof languages !== 'object' || languages === null
    ? languages
    : Object.fromEntries(Object.entries(languages).filter(([, said]) => !isVerbatim(said)));

const isVerbatim = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'verbatim' in said;

/** Almost no text holds any, so key paths are built only for those that do. */
function holdsUnprintable(value: unknown): boolean {
  if (typeof value === 'string') return BRACKET.test(value) || holdsControl(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnprintable);
}

function checkText(value: unknown, key: KeyPath): ContentFault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkText(item, [...key, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, item]) => checkText(item, [...key, name]));
  if (typeof value !== 'string') return [];
  return [...checkBracket(value, key), ...checkControl(value, key)];
}

function checkBracket(text: string, key: KeyPath): ContentFault[] {
  if (!BRACKET.test(text)) return [];
  const message = describeFault(key, 'no "<" or ">"', describeFound(text));
  return [{ key, part: 'value', code: 'angle-bracket', message, hint: BRACKET_HINT }];
}

/** At the character itself, unless it is written as an escape. */
function checkControl(text: string, key: KeyPath): ContentFault[] {
  const found = findControl(text);
  if (found === undefined) return [];
  const { index, sign } = found;
  const message = describeFault(key, 'no control characters', describeControl(text, found));
  const part = { words: sign, nth: text.slice(0, index).split(sign).length - 1 };
  return [{ key, part, code: 'control-character', message, ...hintOf(text) }];
}

const hintOf = (text: string) => (DIRECTION.test(text) ? { hint: DIRECTION_HINT } : {});
