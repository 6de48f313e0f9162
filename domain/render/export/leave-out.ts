import type { Catalog } from '../../content/catalog/records.ts';
import { createFinder } from '../../content/rules/mentions.ts';
import { listNames } from '../../content/rules/unlisted.ts';

/** Whether a text names somebody who asked to be left out. */
export type FindUnlisted = (text: string) => boolean;

/** By any name, former name, handle or page of a guest with `listed: false`. */
export function createFindUnlisted({ guests }: Pick<Catalog, 'guests'>): FindUnlisted {
  const finders = Object.values(guests)
    .filter(({ listed }) => !listed)
    .map((guest) => createFinder(listNames(guest.id, guest)));
  return (text) => finders.some((find) => find(text).length > 0);
}

/** A key without which a record means nothing. */
const NEEDED: ReadonlySet<string> = new Set(['id', 'title', 'name', 'url', 'heading']);

export type WithoutUnlisted<T> = { readonly value: T | undefined; readonly leftOut: readonly string[] };

/**
 * A record without the texts that name such a person: an item of a list goes, a key that a record can do without goes, and else the
 * record itself (`value` is undefined then). `leftOut`: the keys, for people.
 */
export function leaveOutUnlisted<T extends object>(record: T, find: FindUnlisted): WithoutUnlisted<T> {
  const leftOut: string[] = [];
  const value = clean(record, find, { path: [], leftOut });
  return { value: value as T | undefined, leftOut };
}

type Walk = { readonly path: readonly string[]; readonly leftOut: string[] };

function clean(value: unknown, find: FindUnlisted, walk: Walk): unknown {
  if (typeof value === 'string') return find(value) ? undefined : value;
  if (Array.isArray(value)) return cleanList(value, find, walk);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const path = [...walk.path, key];
    return { key, path, item, cleaned: clean(item, find, { ...walk, path }) };
  });
  const gone = entries.filter(({ item, cleaned }) => item !== undefined && cleaned === undefined);
  walk.leftOut.push(...gone.map(({ path }) => path.join('.')));
  if (gone.some(({ key }) => NEEDED.has(key))) return undefined;
  return Object.fromEntries(
    entries.filter(({ cleaned }) => cleaned !== undefined).map(({ key, cleaned }) => [key, cleaned]),
  );
}

const cleanList = (items: readonly unknown[], find: FindUnlisted, walk: Walk): unknown[] =>
  items.flatMap((item, index) => {
    const path = [...walk.path, `${index}`];
    const cleaned = clean(item, find, { ...walk, path });
    if (cleaned === undefined && typeof item === 'string') walk.leftOut.push(path.join('.'));
    return cleaned === undefined ? [] : [cleaned];
  });
