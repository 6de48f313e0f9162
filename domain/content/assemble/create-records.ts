import { defined } from '../../shared/defined.ts';
import { freeze } from '../../shared/freeze.ts';
import { findStart } from '../../shared/start-time.ts';
import { avatarPath } from '../catalog/pictures.ts';
import type { Episode, Guest, Origin, Show, Sponsor } from '../catalog/records.ts';
import { recordSource } from '../catalog/sources.ts';
import { type Draft, type Entry, exists } from '../rules/draft.ts';

type Made = 'show' | 'sponsor' | 'guest' | 'episode';

/** A record with its id and its origin. */
export const toShow = perFile((entry: Entry<'show'>): Show => ({ ...entry.record, ...identify(entry) }));
export const toSponsor = perFile(
  (entry: Entry<'sponsor'>): Sponsor => ({ ...entry.record, ...identify(entry) }),
);

/** A missing avatar is left out: initials are drawn. */
export function toGuest(draft: Draft, entry: Entry<'guest'>): Guest {
  const { avatar } = entry.record;
  const isWhole = avatar === undefined || exists(draft, draft.blobs, avatarPath(avatar), entry);
  return isWhole ? wholeGuest(entry) : facelessGuest(entry);
}

const wholeGuest = perFile((entry: Entry<'guest'>): Guest => ({ ...entry.record, ...identify(entry) }));
const facelessGuest = perFile((entry: Entry<'guest'>): Guest => {
  const { avatar: _, ...rest } = entry.record;
  return { ...rest, ...identify(entry) };
});

/** `zone` is the time zone of the show. */
export function toEpisode(entry: Entry<'episode'>, zone: string | undefined): Episode {
  const read = findStart(entry.record, zone);
  return startingAt(entry, read !== undefined && 'start' in read ? read.start : undefined);
}

const startingAt = perFile(
  (entry: Entry<'episode'>, start): Episode => ({
    ...entry.record,
    ...identify(entry),
    ...defined({ start }),
  }),
);

/** Returns the same object for the same file, so that results can be memoized by it. `more`: anything else that it depends on. */
function perFile<K extends Made, T extends object>(make: (entry: Entry<K>, more?: string) => T) {
  const known = new WeakMap<object, { readonly key: string; readonly made: T }>();
  return (entry: Entry<K>, more?: string): T => {
    const { id, path, blob, lastGoodCommit = '', isRemoved = false, record } = entry;
    const key = `${id}\n${path}\n${blob}\n${lastGoodCommit}\n${isRemoved}\n${more ?? ''}`;
    const found = known.get(record);
    if (found?.key === key) return found.made;
    const made = recordSource(freeze(make(entry, more)), entry);
    known.set(record, { key, made });
    return made;
  };
}

const identify = ({ id, path, blob }: Entry<Made>): { readonly id: string; readonly origin: Origin } => ({
  id,
  origin: { path, blob },
});
