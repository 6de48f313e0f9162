import type { Catalog } from '../../domain/content/catalog/records.ts';
import { count } from '../outcome.ts';

export type Counts = Readonly<Record<'episodes' | 'guests' | 'shows' | 'sponsors', number>>;

/** How many records there are that can be used. */
export const countRecords = (catalog: Catalog | undefined): Counts => ({
  episodes: Object.keys(catalog?.episodes ?? {}).length,
  guests: Object.keys(catalog?.guests ?? {}).length,
  shows: Object.keys(catalog?.shows ?? {}).length,
  sponsors: Object.keys(catalog?.sponsors ?? {}).length,
});

export const renderCounts = ({ episodes, guests, shows, sponsors }: Counts): string =>
  [count(episodes, 'episode'), count(guests, 'guest'), count(shows, 'show'), count(sponsors, 'sponsor')].join(
    ', ',
  );
