import { LRUCache } from 'lru-cache';

/** Keeps what was made for a key; beyond `limit` entries what was asked for longest ago is forgotten. */
export function createCache<T extends object | string>(
  limit: number,
): (key: string, make: () => Promise<T>) => Promise<T> {
  const entries = new LRUCache<string, T>({ max: limit });
  return async (key, make) => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const made = await make();
    entries.set(key, made);
    return made;
  };
}
