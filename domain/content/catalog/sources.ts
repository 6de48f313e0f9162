import { defined } from '../../shared/defined.ts';
import type { Place } from '../../shared/key-path.ts';

/**
 * The file of a record, and the place of each key in it; `lastGoodCommit` is the commit of a last valid version. `isRemoved`: the file
 * does not exist any more, and the record is only for the files that still name it.
 */
export type RecordSource = {
  readonly path: string;
  readonly place: Place;
  readonly lastGoodCommit?: string;
  readonly isRemoved?: true;
};

const sources = new WeakMap<object, RecordSource>();

/** Keeps places outside the catalog: they live as long as the record, and only problems need them. */
export function recordSource<T extends object>(
  record: T,
  { path, place, lastGoodCommit, isRemoved }: RecordSource,
): T {
  sources.set(record, { path, place, ...defined({ lastGoodCommit, isRemoved }) });
  return record;
}

/** A record without a file has every key at the beginning of its path. */
export function sourceOf(record: object): RecordSource {
  const known = sources.get(record);
  if (known !== undefined) return known;
  const path = 'origin' in record ? (record.origin as { readonly path: string }).path : 'academy.yaml';
  return { path, place: () => ({ line: 1, column: 1 }) };
}
