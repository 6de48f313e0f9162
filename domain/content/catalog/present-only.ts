import type { Catalog } from './records.ts';
import { sourceOf } from './sources.ts';

/** The catalog without records whose files were removed: what exists, and what a new file may name. */
export function presentOnly(catalog: Catalog): Catalog {
  const guests = withoutRemoved(catalog.guests);
  return {
    ...catalog,
    guests,
    shows: withoutRemoved(catalog.shows),
    sponsors: withoutRemoved(catalog.sponsors),
    guestAliases: filterMap(catalog.guestAliases, (id) => guests[id] !== undefined),
  };
}

const withoutRemoved = <T extends object>(
  records: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> => filterMap(records, (record) => sourceOf(record).isRemoved !== true);

function filterMap<T>(
  map: Readonly<Record<string, T>>,
  isWanted: (value: T) => boolean,
): Readonly<Record<string, T>> {
  const wanted: Record<string, T> = Object.create(null);
  for (const [key, value] of Object.entries(map)) if (isWanted(value)) wanted[key] = value;
  return wanted;
}
