import type { Problem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Entry, type RuleFault, recordProblem } from './draft.ts';

/**
 * Memoizes a check that depends on one record only: an unchanged file has the same record in the next commit. `key`: anything else
 * that the result depends on.
 */
export function perRecord<K extends Kind>(
  check: (record: Entry<K>['record'], key: string) => readonly RuleFault[],
): (entry: Entry<K>, key?: string) => Problem[] {
  const known = new WeakMap<object, { readonly key: string; readonly faults: readonly RuleFault[] }>();
  return (entry, key = '') => {
    const found = known.get(entry.record);
    const faults = found?.key === key ? found.faults : check(entry.record, key);
    known.set(entry.record, { key, faults });
    return faults.map((fault) => recordProblem(entry, fault));
  };
}
