import { createHash } from 'node:crypto';

/** SHA-256 of a text (UTF-8), hex, the first `digits` of 64. */
export function hashText(text: string, digits = 64): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, digits);
}

/** SHA-256 of a plain value, hex; the order of keys does not matter, absent and undefined are the same. */
export function hashValue(value: unknown, digits = 64): string {
  return hashText(canonicalJson(value), digits);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isRecord(item) ? sortKeys(item) : item)) ?? 'null';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sortKeys = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, record[key]]),
  );
