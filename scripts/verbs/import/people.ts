import type { Guest } from '../../../domain/content/catalog/records.ts';
import type { GuestDraft } from '../../../domain/content/import/notes.ts';
import {
  listProfiles,
  type MergedGuest,
  mergeGuest,
  readGuestRecord,
  writeGuest,
} from '../../../domain/content/import/write-guest.ts';
import { renderModeline } from '../../content/modeline.ts';
import { findFree, renderSlug } from '../../content/slug.ts';
import type { UsableContent } from '../../content/usable.ts';
import type { Drafts } from './drafts.ts';
import { type Change, RefusedNotes } from './step.ts';

/** Everybody who has a record, on disk or from notes read before. */
export type People = {
  /** The record of a guest of the notes, new or merged; its `id` is for the episode. */
  place(draft: GuestDraft): Promise<{ readonly id: string; readonly change: Change }>;
};

export function createPeople({ folder, catalog, isThere }: UsableContent, drafts: Drafts): People {
  const people = new Map<string, Guest>(Object.entries(catalog.guests));
  const findId = (name: string): string =>
    findFree(renderSlug(name, 'guest'), (slug) => {
      const path = `guests/${slug}.yaml`;
      const isUsed = people.has(slug) || catalog.guestAliases[slug] !== undefined;
      if (!isUsed && isThere(path))
        throw new RefusedNotes(`${path} is there, and cannot be used: mend it first`);
      return isUsed;
    });
  const remember = (id: string, path: string, text: string): void => {
    const guest = readGuestRecord(path, text);
    if (guest !== undefined) people.set(id, guest);
    drafts.put(path, text);
  };

  return {
    place: async (draft) => {
      const known = findPerson([...people.values()], draft);
      if (known === undefined) {
        const id = findId(draft.name);
        const path = `guests/${id}.yaml`;
        remember(id, path, `${renderModeline({ folder, path, kind: 'guest' })}${writeGuest(draft)}`);
        return { id, change: { path, action: 'new', notes: [] } };
      }
      const { path } = known.origin;
      const merged = mergeGuest(path, await drafts.read(path), draft);
      if (merged === undefined) throw new RefusedNotes(`${path} cannot be used as it is: mend it first`);
      if (merged.added.length > 0) remember(known.id, path, merged.text);
      return { id: known.id, change: describeMerge(path, merged) };
    },
  };
}

/** By a profile that is theirs alone, then by a name, a former one too. */
function findPerson(people: readonly Guest[], draft: GuestDraft): Guest | undefined {
  const own = readGuestRecord('guests/draft.yaml', writeGuest(draft));
  const profiles = own === undefined ? [] : listProfiles(own);
  const alike = people.filter((guest) => listProfiles(guest).some((profile) => profiles.includes(profile)));
  const isNamed = ({ name, formerNames }: Guest): boolean =>
    [name, ...formerNames].some((one) => fold(one) === fold(draft.name));
  return alike.find(isNamed) ?? alike[0] ?? people.find(isNamed);
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
