/** The properties that have a value. A copy of domain/shared/defined.ts, because the emulator imports nothing of the product. */
export function defined<const T extends object>(properties: T): Defined<T> {
  const kept: Partial<T> = {};
  for (const key of Object.keys(properties) as (keyof T)[])
    if (properties[key] !== undefined) kept[key] = properties[key];
  return kept as Defined<T>;
}

type Defined<T> = { -readonly [K in keyof T]?: Exclude<T[K], undefined> };
