import { LRUCache } from 'lru-cache';

/**
 * A least-recently-used cache of `limit` values, each created when its key is first requested.
 *
 * @param room for values of different sizes: how many bytes one has, and how many all may have; a value above that is not kept
 */
export function createCache<T extends object | string>(
  limit: number,
  room?: { readonly bytesOf: (value: T) => number; readonly most: number },
): (key: string, create: () => Promise<T>) => Promise<T> {
  const entries = new LRUCache<string, T>(
    room === undefined
      ? { max: limit }
      : { max: limit, maxSize: room.most, sizeCalculation: (value) => Math.max(1, room.bytesOf(value)) },
  );
  return async (key, create) => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const value = await create();
    entries.set(key, value);
    return value;
  };
}
