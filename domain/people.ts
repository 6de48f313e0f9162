import type { Catalog, Guest, GuestRef } from './records.ts';

/** What an episode prints about a person: what held on its day. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly of?: string;
  readonly role?: string;
  /** The role in this episode. */
  readonly as?: string;
  readonly profiles: readonly string[];
};

/** The listed people of an episode, in order; a person who asked to be left out is nowhere. */
export function resolvePeople(
  catalog: Catalog,
  refs: readonly GuestRef[],
  day: string | undefined,
): Person[] {
  return refs.flatMap((ref) => {
    const guest = findGuest(catalog, ref.id);
    return guest === undefined || !guest.listed ? [] : [describePerson(guest, ref, day)];
  });
}

/** By id or by a former id. */
export function findGuest(catalog: Catalog, id: string): Guest | undefined {
  return catalog.guests[id] ?? catalog.guests[catalog.guestAliases[id] ?? ''];
}

/** `then` wins, then the dated facts of that day, then the record. */
function describePerson(guest: Guest, ref: GuestRef, day: string | undefined): Person {
  const then = 'then' in ref ? ref.then : undefined;
  const facts = { ...pickFacts(guest), ...pickFacts(factsOn(guest, day)), ...pickFacts(then) };
  const as = 'as' in ref ? ref.as : undefined;
  return {
    id: guest.id,
    name: guest.name,
    ...facts,
    ...(as === undefined ? {} : { as }),
    profiles: renderProfiles(guest),
  };
}

type Facts = {
  readonly name?: string | undefined;
  readonly of?: string | undefined;
  readonly role?: string | undefined;
};

function factsOn(guest: Guest, day: string | undefined): Facts | undefined {
  if (day === undefined) return undefined;
  return guest.was.toSorted((a, b) => (a.until < b.until ? -1 : 1)).find((fact) => day <= fact.until);
}

function pickFacts(facts: Facts | undefined): { name?: string; of?: string; role?: string } {
  const picked: { name?: string; of?: string; role?: string } = {};
  if (facts?.name !== undefined) picked.name = facts.name;
  if (facts?.of !== undefined) picked.of = facts.of;
  if (facts?.role !== undefined) picked.role = facts.role;
  return picked;
}

/** Where a person can be found, as URLs: a handle and a full URL have one normal form. */
export function renderProfiles(guest: Guest): string[] {
  const handles = [
    profile(guest.github, 'https://github.com/'),
    profile(guest.twitter, 'https://x.com/'),
    profile(guest.bluesky, 'https://bsky.app/profile/'),
    mastodon(guest.mastodon),
    profile(guest.linkedin, 'https://www.linkedin.com/in/'),
    profile(guest.youtube, 'https://www.youtube.com/@'),
  ];
  return [...new Set([guest.url, ...handles, ...guest.social].filter((url) => url !== undefined))];
}

const KNOWN_HOSTS =
  /^(https?:\/\/)?(www\.)?(github\.com|twitter\.com|x\.com|bsky\.app\/profile|linkedin\.com\/in|youtube\.com)\//i;

function profile(handle: string | undefined, base: string): string | undefined {
  if (handle === undefined) return undefined;
  if (/^https?:/i.test(handle) && !KNOWN_HOSTS.test(handle)) return handle;
  const name = handle.replace(KNOWN_HOSTS, '').replace(/^@/, '').replace(/\/+$/, '');
  return `${base}${name}`;
}

function mastodon(handle: string | undefined): string | undefined {
  const match = /^@?([^@\s]+)@([^@\s/]+)$/.exec(handle ?? '');
  return match === null ? handle : `https://${match[2]}/@${match[1]}`;
}
