import { NETWORKS, type NetworkKey, type Profile } from '../profiles/networks.ts';
import { isProfile, parseProfile } from '../profiles/parse-profile.ts';
import type { Guest } from './records.ts';

type Accounts = Pick<Guest, 'url' | 'social' | NetworkKey>;
const KEYS = Object.keys(NETWORKS) as NetworkKey[];

/** The URLs of a person's profiles, each once: a handle and a full URL have the same normal form. What is neither is left out. */
export function listProfileUrls(guest: Accounts): string[] {
  const profiles = KEYS.flatMap((key) => findProfile(key, guest[key])?.url ?? []);
  return [...new Set([...(guest.url === undefined ? [] : [guest.url]), ...profiles, ...guest.social])];
}

/**
 * A person's names on networks, without "@", each once; of a profile with another kind of URL none is known. A word that is no handle
 * there counts: it may name the person all the same.
 */
export function listHandles(guest: Accounts): string[] {
  return [...new Set(KEYS.flatMap((key) => findHandle(key, guest[key]) ?? []))];
}

function findProfile(key: NetworkKey, written: string | undefined): Profile | undefined {
  if (written === undefined) return undefined;
  const parsed = parseProfile(key, written);
  return isProfile(parsed) ? parsed : undefined;
}

function findHandle(key: NetworkKey, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const parsed = parseProfile(key, written);
  if (isProfile(parsed)) return parsed.handle;
  return parsed.isName ? written.trim().replace(/^@/, '') : undefined;
}
