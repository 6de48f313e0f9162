import type { Problem } from '../../shared/problem.ts';
import type { Kind } from '../schema/kinds.ts';
import { type Entry, type RuleFault, recordProblem } from './draft.ts';

/** What a check needs to know besides the record; `key` is another one for anything that leads to another result. */
export type Context<C> = { readonly key: string; readonly context: C };

/** Memoizes a check that depends on one record only: an unchanged file has the same record in the next commit. */
export function perRecord<K extends Kind>(
  check: (record: Entry<K>['record'], key: string) => readonly RuleFault[],
): (entry: Entry<K>, key?: string) => Problem[] {
  const checkWith = perRecordAnd<K, string>(check);
  return (entry, key = '') => checkWith(entry, { key, context: key });
}

/** The same for a check that depends on something else too. */
export function perRecordAnd<K extends Kind, C>(
  check: (record: Entry<K>['record'], context: C) => readonly RuleFault[],
): (entry: Entry<K>, context: Context<C>) => Problem[] {
  const known = new WeakMap<object, { readonly key: string; readonly faults: readonly RuleFault[] }>();
  return (entry, { key, context }) => {
    const found = known.get(entry.record);
    const checked = found?.key === key ? found : { key, faults: check(entry.record, context) };
    if (checked !== found) known.set(entry.record, checked);
    return checked.faults.map((fault) => recordProblem(entry, fault));
  };
}
