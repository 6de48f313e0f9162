import type { Problem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Entry, type RuleFault, recordProblem } from './draft.ts';

/**
 * A check that looks at one record alone is made once: the next commit has the same record for the same file. `key`: what else
 * the answer depends on.
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
