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
  for (const { value, removed, added } of diffArrays(before.map(keyOf), after.map(keyOf))) {
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
