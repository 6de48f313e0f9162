import type { Catalog } from '../../../domain/content/catalog/records.ts';
import { suggest } from '../../../domain/shared/suggestions.ts';
import { CommandError } from '../../lib/outcome.ts';

/** Ids of guests from a flag; a former id becomes the current one. @throws CommandError with a suggestion */
export function resolveGuests({ guests, guestAliases }: Catalog, ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const current = guests[id] === undefined ? guestAliases[id] : id;
    if (current !== undefined) return current;
    throw createUnknownError('--guest', `guests/${id}.yaml`, suggest(id, Object.keys(guests)));
  });
}

/** The show of a flag; without a flag the one with the most episodes; undefined when there is none. @throws CommandError */
export function resolveShow({ shows, episodes }: Catalog, id: string | undefined): string | undefined {
  if (id !== undefined) {
    if (shows[id] !== undefined) return id;
    throw createUnknownError('--show', `shows/${id}.yaml`, suggest(id, Object.keys(shows)));
  }
  const countEpisodes = (show: string): number =>
    Object.values(episodes).filter((episode) => episode.show === show).length;
  return Object.keys(shows).toSorted((a, b) => countEpisodes(b) - countEpisodes(a))[0];
}

const createUnknownError = (flag: string, path: string, near: string | undefined): CommandError =>
  new CommandError(
    `${flag}: ${path} is missing or invalid${near === undefined ? '' : `. Did you mean "${near}"?`}`,
  );

/** A text as one line, without white space at its ends. @throws CommandError when nothing is left */
export function parseLine(what: string, text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line === '') throw new CommandError(`${what}: expected some text, found nothing`);
  return line;
}

/** As many as a show has in two years, every week. */
const MOST = 104;

/** How many, of a flag. @throws CommandError */
export function parseCount(flag: string, text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST) return value;
  throw new CommandError(`${flag}: expected a number from 1 to ${MOST}, found "${text}"`);
}
