import { renderGuestFile } from '../content/guest-file.ts';
import { cleanLine } from '../content/line.ts';
import { renderModeline } from '../content/modeline.ts';
import { findFree, renderSlug } from '../content/slug.ts';
import { readCatalogOnDisk } from '../content/usable.ts';
import { writeNew } from '../content/write-new.ts';
import type { Outcome } from '../outcome.ts';

/** Writes `guests/NAME.yaml`; of a name that is taken the next free one. */
export async function createGuest({ location, name }: { location: string; name: string }): Promise<Outcome> {
  const printed = cleanLine('the name', name);
  const { folder, catalog, isThere } = await readCatalogOnDisk(location);
  const id = findFree(
    renderSlug(printed, 'guest'),
    (slug) => isThere(`guests/${slug}.yaml`) || catalog.guestAliases[slug] !== undefined,
  );
  const path = `guests/${id}.yaml`;
  return writeNew({
    folder,
    path,
    text: `${renderModeline({ folder, path, kind: 'guest' })}${renderGuestFile(printed)}`,
    id,
    note: `An episode names this guest with: guests: [${id}]`,
  });
}
