const frozen = new WeakSet<object>();

/** Makes a value and all it holds unchangeable, in place. A part that was frozen here before is not walked again. */
export function freeze<T>(value: T): T {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue;
    frozen.add(Object.freeze(next));
    for (const part of Object.values(next)) left.push(part);
  }
  return value;
}
