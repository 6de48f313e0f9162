/** Deeply readonly: what the parser made is never changed. */
export type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

const frozen = new WeakSet<object>();

/**
 * Makes a value and all it holds unchangeable, in place. A part that was frozen here before is not walked again: only those that
 * hold objects are remembered, to look at the others costs less.
 */
export function freeze<T>(value: T): T {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue;
    const before = left.length;
    for (const part of Object.values(Object.freeze(next)))
      if (typeof part === 'object' && part !== null) left.push(part);
    if (left.length > before) frozen.add(next);
  }
  return value;
}
