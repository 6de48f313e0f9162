import type { Catalog } from '../../domain/content/catalog/records.ts';
import { findGuest } from '../../domain/render/description/people.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { CommandError } from './outcome.ts';

/** What is made for a guest alone, instead of what is published. */
const INVITE = (id: string): string => `; for their own calendar run: npx showrunner invite ${id}`;

/** @throws CommandError with a suggestion, and for a guest who asked to be left out of everything that is published */
export function assertListedGuest(catalog: Catalog, id: string, instead = INVITE): void {
  const guest = findGuest(catalog, id);
  if (guest?.listed === true) return;
  if (guest !== undefined)
    throw new CommandError(
      `--guest: ${guest.id} asked to be left out of everything that is published (listed: false)${instead(guest.id)}`,
    );
  throw new CommandError(`there is no guest "${id}"${describeNear(id, Object.keys(catalog.guests))}`);
}

/** @throws CommandError with a suggestion */
export function assertSponsor({ sponsors }: Catalog, id: string): void {
  if (sponsors[id] !== undefined) return;
  throw new CommandError(`there is no sponsor "${id}"${describeNear(id, Object.keys(sponsors))}`);
}

function describeNear(id: string, ids: readonly string[]): string {
  const near = suggest(id, ids);
  return near === undefined ? '' : `. Did you mean "${near}"?`;
}
