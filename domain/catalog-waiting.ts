import type { Draft, Entry } from './rules/draft.ts';

/** Shows and episodes, by path, that cannot be used because a file they name cannot. */
export function findWaiting(draft: Draft, refused: ReadonlySet<string>): Set<string> {
  const { guest, sponsor, show } = draft.names;
  const isLost = (id: string) => guest.lost.has(id) && !guest.usable.has(id);
  const shows = draft.shows.filter(({ path, record }) => !refused.has(path) && record.hosts.some(isLost));
  const unusable = new Set(shows.map(({ path }) => path));
  const lostShows = new Set([
    ...show.lost,
    ...draft.shows.filter(({ path }) => refused.has(path) || unusable.has(path)).map(({ id }) => id),
  ]);
  const waits = ({ record }: Entry<'episode'>) =>
    record.guests.some(({ id }) => isLost(id)) ||
    (record.hosts ?? []).some(isLost) ||
    record.sponsors.some((id) => sponsor.lost.has(id)) ||
    (record.show !== undefined && lostShows.has(record.show));
  const episodes = draft.episodes.filter((episode) => !refused.has(episode.path) && waits(episode));
  return new Set([...unusable, ...episodes.map(({ path }) => path)]);
}
