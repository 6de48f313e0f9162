import type { Catalog, Episode, Guest, Show } from '../../content/catalog/records.ts';
import { findGuest } from '../description/people.ts';

/** The people whose faces a thumbnail can show, each once, without people who asked to be left out. */
export type Pictured = { readonly guests: readonly Guest[]; readonly hosts: readonly Guest[] };

/** The hosts are the episode's, else the show's; somebody who is a guest as well counts as a guest. */
export function listPictured(catalog: Catalog, episode: Episode, show: Show | undefined): Pictured {
  const find = (ids: readonly string[]): readonly Guest[] => {
    const found = ids.flatMap((id) => findGuest(catalog, id) ?? []);
    return [...new Set(found)].filter(({ listed }) => listed);
  };
  const guests = find(episode.guests.map(({ id }) => id));
  const hosts = find(episode.hosts ?? show?.hosts ?? []);
  return { guests, hosts: hosts.filter((host) => !guests.includes(host)) };
}
