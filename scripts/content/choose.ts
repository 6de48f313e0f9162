import type { Catalog } from '../../domain/content/catalog/records.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { CommandError } from '../outcome.ts';

/** Ids that a flag named, each the name of a record; a former id becomes the present one. */
export function chooseGuests({ guests, guestAliases }: Catalog, ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const present = guests[id] === undefined ? guestAliases[id] : id;
    if (present !== undefined) return present;
    throw unknown('--guest', `guests/${id}.yaml`, suggest(id, Object.keys(guests)));
  });
}

/** The show that a flag named; else the one with the most episodes; undefined where there is none. */
export function chooseShow({ shows, episodes }: Catalog, id: string | undefined): string | undefined {
  if (id !== undefined) {
    if (shows[id] !== undefined) return id;
    throw unknown('--show', `shows/${id}.yaml`, suggest(id, Object.keys(shows)));
  }
  const sizeOf = (show: string): number =>
    Object.values(episodes).filter((episode) => episode.show === show).length;
  return Object.keys(shows).toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
}

const unknown = (flag: string, path: string, near: string | undefined): CommandError =>
  new CommandError(
    `${flag}: there is no usable ${path}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  );
