import { CATEGORIES } from '../resources/category.ts';
import type { PrivacyStatus } from '../state/rows.ts';
import { renderTime } from '../state/time.ts';
import { badRequest } from './errors.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: YouTube rejects these (tab and line ends are allowed in descriptions).
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** 1 to 100 characters without angle brackets; returns the text as YouTube stores it. */
export function parseTitle(value: string | undefined, domain: string): string {
  const title = (value ?? '').trim();
  if (title === '' || [...title].length > 100 || isRefused(title) || /[\r\n\t]/.test(title))
    throw badRequest(
      'invalidTitle',
      'The request metadata specifies an invalid or empty video title.',
      domain,
    );
  return title;
}

/** At most 5,000 bytes of UTF-8 without angle brackets; line ends become `\n`, and trailing white space is removed. */
export function parseDescription(value: string | undefined, domain: string): string {
  const description = (value ?? '').replace(/\r\n?/g, '\n').trimEnd();
  if (Buffer.byteLength(description) > 5000 || isRefused(description))
    throw badRequest(
      'invalidDescription',
      'The request metadata specifies an invalid video description.',
      domain,
    );
  return description;
}

/** At most 500 characters: commas between tags count, and a tag with a space is stored in two quotation marks. */
export function parseTags(values: readonly string[] | undefined, domain: string): string[] {
  const tags = [...new Set((values ?? []).map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  const lengths = tags.map((tag) => [...tag].length + (tag.includes(' ') ? 2 : 0));
  const total = lengths.reduce((sum, length) => sum + length, 0) + Math.max(0, tags.length - 1);
  if (total > 500 || tags.some(isRefused))
    throw badRequest('invalidTags', 'The request metadata specifies invalid video keywords.', domain);
  return tags;
}

export function parseCategoryId(value: string | undefined, domain: string): string {
  if (value !== undefined && CATEGORIES.some(({ id, assignable }) => id === value && assignable))
    return value;
  const message =
    'The <code>snippet.categoryId</code> property specifies an invalid category ID. Use the videoCategories.list method to retrieve supported categories.';
  throw badRequest('invalidCategoryId', message, domain);
}

export function parsePrivacy(value: string, domain: string, reason = 'invalidPrivacyStatus'): PrivacyStatus {
  if (value === 'public' || value === 'unlisted' || value === 'private') return value;
  throw badRequest(reason, `Invalid privacy status '${value}'.`, domain);
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A language of Unicode's list, such as `de`, `pt-BR`, `es-419` or `zxx` (no language). */
export function parseLanguage(value: string, domain: string): string {
  if (isLanguage(value)) return value;
  throw badRequest(
    'invalidVideoMetadata',
    `The request metadata is invalid: no language '${value}'.`,
    domain,
  );
}

function isLanguage(value: string): boolean {
  try {
    return value.length < 36 && LANGUAGES.of(value) !== undefined;
  } catch {
    return false; // It has not the form of a language tag.
  }
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** RFC 3339 to ISO 8601 in UTC with whole seconds, as YouTube returns it; undefined for anything else. */
export function parseTime(value: string): string | undefined {
  const [all, year, month, day] = RFC3339.exec(value) ?? [];
  const moment = all === undefined ? Number.NaN : Date.parse(value);
  const isDay = Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(moment) || !isDay ? undefined : renderTime(moment);
}

const YEAR_MS = 365.25 * 24 * 3600 * 1000;

/**
 * YouTube wants the times of streams and publications in the future "and close enough to the current date". How close is not
 * published: ten years here.
 */
export function isNearFuture(time: string, now: number): boolean {
  const ahead = Date.parse(time) - now;
  return ahead > 0 && ahead < 10 * YEAR_MS;
}

function isRefused(text: string): boolean {
  return /[<>]/.test(text) || CONTROL.test(text);
}
