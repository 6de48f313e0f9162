import { freeze } from './freeze.ts';
import type { Bodies } from './parse-kinds.ts';
import { readStart } from './parse-start.ts';
import type { Episode, Guest, Origin } from './records.ts';
import { type Entry, has } from './rules/draft.ts';
import { avatarPath } from './rules/pictures.ts';
import { rememberSource, sourceOf } from './sources.ts';

type Made = { readonly id: string; readonly origin: Origin };

/** A record with its id and its origin. */
export function toRecord<K extends 'show' | 'sponsor'>(entry: Entry<K>): Bodies[K] & Made {
  return rememberSource(freeze({ ...entry.record, ...identify(entry) }), entry);
}

/** An avatar that is not there is left out: initials are drawn. */
export function toGuest(entry: Entry<'guest'>, blobs: Readonly<Record<string, string>>): Guest {
  const { avatar, ...rest } = entry.record;
  const missing = avatar !== undefined && !has(blobs, avatarPath(avatar));
  return rememberSource(freeze({ ...(missing ? rest : entry.record), ...identify(entry) }), entry);
}

const episodes = new WeakMap<Bodies['episode'], Episode>();

/** `zone` is the show's. The same file gives the same object again, so that others can remember what they made of it. */
export function toEpisode(entry: Entry<'episode'>, zone: string | undefined): Episode {
  const read = readStart(entry.record, zone);
  const start = read !== undefined && 'start' in read ? read.start : undefined;
  const known = episodes.get(entry.record);
  if (known !== undefined && isSame(known, entry) && known.start === start) return known;
  const made = freeze({ ...entry.record, ...identify(entry), ...(start === undefined ? {} : { start }) });
  episodes.set(entry.record, made);
  return rememberSource(made, entry);
}

const isSame = (known: Episode, { blob, heldFrom }: Entry<'episode'>): boolean =>
  known.origin.blob === blob && sourceOf(known).heldFrom === heldFrom;

const identify = ({ id, path, blob }: Entry<'show' | 'sponsor' | 'guest' | 'episode'>): Made => ({
  id,
  origin: { path, blob },
});
