import { diffArrays } from 'diff';

/** One item of the new list: `from` is the old item that it is, or that it replaces; absent for a new one. */
export type Aligned<Item> = { readonly item: Item; readonly from?: number; readonly same: boolean };

/** Which old items the new ones are: equal ones, and where as many changed as came, the changed ones in pairs. */
export function alignLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Aligned<Item>[] {
  const aligned: Aligned<Item>[] = [];
  let [old, now] = [0, 0];
  let changed: number[] = [];
  for (const { value, removed, added } of compare(before.map(keyOf), after.map(keyOf))) {
    const items = after.slice(now, now + value.length);
    if (removed) {
      changed = value.map((_key, index) => old + index);
      old += value.length;
      continue;
    }
    for (const [index, item] of items.entries()) {
      const from = added ? changed[index] : old + index;
      aligned.push({ item, same: !added, ...(from === undefined ? {} : { from }) });
    }
    changed = [];
    now += value.length;
    if (!added) old += value.length;
  }
  return aligned;
}

/** With more changes, everything is one: the time grows with their square. */
const MOST_CHANGES = 1000;

type Change = { readonly value: readonly string[]; readonly removed?: boolean; readonly added?: boolean };

const compare = (before: string[], after: string[]): readonly Change[] =>
  diffArrays(before, after, { maxEditLength: MOST_CHANGES }) ?? [
    { value: before, removed: true },
    { value: after, added: true },
  ];
