/** Keeps what was made for a key; beyond `limit` entries what was asked for longest ago is forgotten. */
export function createCache<T>(limit: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, T>();
  return async (key, make) => {
    const value = entries.get(key) ?? (await make());
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    return value;
  };
}
