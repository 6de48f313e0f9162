import { defined } from '../../shared/defined.ts';
import type { Place } from '../../shared/key-path.ts';

/** Where a record was written, and where each of its keys stands; `lastGoodCommit` the commit of a last good form. */
export type RecordSource = { readonly path: string; readonly place: Place; readonly lastGoodCommit?: string };

const sources = new WeakMap<object, RecordSource>();

/** Keeps places beside the catalog, not in it: they live as long as the record, and only problems ask. */
export function recordSource<T extends object>(record: T, { path, place, lastGoodCommit }: RecordSource): T {
  sources.set(record, { path, place, ...defined({ lastGoodCommit }) });
  return record;
}

/** Of a record that no file made every key stands at the beginning of its path. */
export function sourceOf(record: object): RecordSource {
  const known = sources.get(record);
  if (known !== undefined) return known;
  const path = 'origin' in record ? (record.origin as { readonly path: string }).path : 'academy.yaml';
  return { path, place: () => ({ line: 1, column: 1 }) };
}
