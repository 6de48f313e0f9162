/**
 * Only the properties that are not undefined: `{ a, ...defined({ b, c }) }` leaves out `b` and `c` if they have no value, which
 * `exactOptionalPropertyTypes` requires.
 */
export function defined<const T extends object>(properties: T): Defined<T> {
  const present: Partial<T> = {};
  for (const key of Object.keys(properties) as (keyof T)[])
    if (properties[key] !== undefined) present[key] = properties[key];
  return present as Defined<T>;
}

type Defined<T> = { -readonly [K in keyof T]?: Exclude<T[K], undefined> };
