import { LRUCache } from 'lru-cache';

/** A least-recently-used cache of `limit` values, each created when its key is first requested. */
export function createCache<T extends object | string>(
  limit: number,
): (key: string, create: () => Promise<T>) => Promise<T> {
  const entries = new LRUCache<string, T>({ max: limit });
  return async (key, create) => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const value = await create();
    entries.set(key, value);
    return value;
  };
}
