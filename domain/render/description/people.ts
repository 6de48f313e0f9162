import { listProfileUrls } from '../../content/catalog/profiles.ts';
import type { Catalog, Guest, GuestRef } from '../../content/catalog/records.ts';
import { defined } from '../../shared/defined.ts';

/** What an episode prints about a person: the facts on the day of the episode. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly of?: string;
  readonly role?: string;
  /** The role in this episode. */
  readonly as?: string;
  readonly profiles: readonly string[];
};

/** The people of an episode, in order and each once, without people who asked to be left out. `findDay`: the day of the episode. */
export function resolvePeople(
  catalog: Catalog,
  refs: readonly GuestRef[],
  findDay: () => string | undefined,
): Person[] {
  const found = new Set<string>();
  return refs.flatMap((ref) => {
    const guest = findGuest(catalog, ref.id);
    if (guest === undefined || !guest.listed || found.has(guest.id)) return [];
    found.add(guest.id);
    return [describePerson(guest, ref, guest.was.length === 0 ? undefined : findDay())];
  });
}

/** Finds a guest by id or former id. */
export function findGuest(catalog: Catalog, id: string): Guest | undefined {
  return catalog.guests[id] ?? catalog.guests[catalog.guestAliases[id] ?? ''];
}

/** For each fact separately: `then` first, then the dated facts of that day, then the record. */
function describePerson(guest: Guest, ref: GuestRef, day: string | undefined): Person {
  const then = 'then' in ref ? ref.then : undefined;
  const as = 'as' in ref ? ref.as : undefined;
  const facts: Facts = Object.assign({}, ...[guest, ...factsOn(guest, day), then].map(pick));
  return {
    id: guest.id,
    name: guest.name,
    ...facts,
    ...defined({ as }),
    profiles: listProfileUrls(guest),
  };
}

type Facts = { readonly name?: string; readonly of?: string; readonly role?: string };
type Written = { readonly [Key in keyof Facts]?: string | undefined };

/** The facts valid on that day, with the earliest to expire last, as it is the most specific. The last day is included. */
function factsOn(guest: Guest, day: string | undefined): Written[] {
  if (day === undefined) return [];
  return guest.was
    .filter((fact) => day <= fact.until)
    .toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
}

const pick = (written: Written | undefined): Facts =>
  defined({ name: written?.name, of: written?.of, role: written?.role });
