import type { Guest } from '../../../domain/content/catalog/records.ts';
import {
  listPersonalProfiles,
  type MergedGuest,
  mergeGuest,
  parseGuest,
  renderGuestFile,
} from '../../../domain/content/show-notes/merge-guest.ts';
import type { GuestDraft } from '../../../domain/content/show-notes/show-notes.ts';
import type { ContentOnDisk } from '../../lib/content-on-disk.ts';
import { renderModeline } from '../../lib/modeline.ts';
import { findFreeSlug, renderSlug } from '../../lib/slug.ts';
import { type Change, NotesRefusedError } from './change.ts';
import type { Drafts } from './drafts.ts';

/** Everyone with a record, on disk or from notes read before. */
export type People = {
  /** Drafts the record of a guest of the notes, new or merged; the episode names the guest by `id`. */
  draft(guest: GuestDraft): Promise<{ readonly id: string; readonly change: Change }>;
};

export function createPeople({ folder, catalog, exists }: ContentOnDisk, drafts: Drafts): People {
  const people = new Map<string, Guest>(Object.entries(catalog.guests));
  const findId = (name: string): string =>
    findFreeSlug(renderSlug(name, 'guest'), (slug) => {
      const path = `guests/${slug}.yaml`;
      const isTaken = people.has(slug) || catalog.guestAliases[slug] !== undefined;
      if (!isTaken && exists(path))
        throw new NotesRefusedError(`${path} exists but is invalid: fix it first`);
      return isTaken;
    });
  const record = (id: string, path: string, text: string): void => {
    const guest = parseGuest(path, text);
    if (guest !== undefined) people.set(id, guest);
    drafts.write(path, text);
  };

  return {
    draft: async (guest) => {
      const known = findPerson([...people.values()], guest);
      if (known === undefined) {
        const id = findId(guest.name);
        const path = `guests/${id}.yaml`;
        record(id, path, `${renderModeline({ folder, path, kind: 'guest' })}${renderGuestFile(guest)}`);
        return { id, change: { path, action: 'new', notes: [] } };
      }
      const { path } = known.origin;
      const merged = mergeGuest(path, await drafts.read(path), guest);
      if (merged === undefined) throw new NotesRefusedError(`${path} is invalid: fix it first`);
      if (merged.added.length > 0) record(known.id, path, merged.text);
      return { id: known.id, change: describeMerge(path, merged) };
    },
  };
}

/** By a profile and a name, then by a profile, then by a name; former names count too. */
function findPerson(people: readonly Guest[], draft: GuestDraft): Guest | undefined {
  const record = parseGuest('guests/draft.yaml', renderGuestFile(draft));
  const profiles = record === undefined ? [] : listPersonalProfiles(record);
  const sameProfile = people.filter((guest) =>
    listPersonalProfiles(guest).some((profile) => profiles.includes(profile)),
  );
  const isNamed = ({ name, formerNames }: Guest): boolean =>
    [name, ...formerNames].some((one) => fold(one) === fold(draft.name));
  return sameProfile.find(isNamed) ?? sameProfile[0] ?? people.find(isNamed);
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase().trim();

const describeMerge = (path: string, { added, differs }: MergedGuest): Change => ({
  path,
  action: added.length > 0 ? 'merge' : 'same',
  notes: [
    ...(added.length > 0 ? [`added ${added.join(', ')}`] : []),
    ...differs.map(
      ({ key, has, notes }) => `${key} stays ${JSON.stringify(has)}; the notes say ${JSON.stringify(notes)}`,
    ),
  ],
});
