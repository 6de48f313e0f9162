/** Deeply readonly: parsed records are never changed. */
export type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

const frozen = new WeakSet<object>();

/**
 * Freezes a value and everything in it, in place. A part that this function froze before is skipped; only parts that hold objects
 * are remembered, because walking the others is cheaper.
 */
export function freeze<T>(value: T): T {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue;
    const before = open.length;
    for (const part of Object.values(Object.freeze(next)))
      if (typeof part === 'object' && part !== null) open.push(part);
    if (open.length > before) frozen.add(next);
  }
  return value;
}
