import { LRUCache } from 'lru-cache';

/** Calls with the same key at the same time share one answer, and the last `limit` answers are kept. A failure is not. */
export function memoizeAsync<T extends object>(
  limit: number,
  make: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new LRUCache<string, T>({
    max: limit,
    fetchMethod: (key) => make(key),
    // A call that runs is answered, however many came after it.
    ignoreFetchAbort: true,
  });
  return (key) => answers.forceFetch(key);
}
