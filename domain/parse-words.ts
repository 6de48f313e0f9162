import type { KeyPath } from './yaml-places.ts';

/** `guests[1].id`, `vars["a b"]`; the root is an empty text. */
export function renderKey(key: KeyPath): string {
  return key.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** What was found, for a sentence that ends with it. */
export function renderFound(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return JSON.stringify(shorten(value)) ?? String(value);
}

/** `guests[1].id: expected X, found Y` */
export function renderFault(key: KeyPath, expected: string, found: string): string {
  const path = renderKey(key);
  return `${path === '' ? '' : `${path}: `}expected ${expected}, found ${found}`;
}

/** `a, b or c` */
export function renderChoice(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const LONGEST = 60;
const shorten = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value;
