import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

type Named = Entry<'episode'> | Entry<'guest'>;
type Name = { readonly entry: Named; readonly key: KeyPath; readonly text: string };

/** Different ids for us, but the same for a reader, and for the disks of macOS and Windows. */
export const idsThatDifferInCase: Rule = ({ episodes, guests }) => [
  ...compareNames(episodes.flatMap(listNames)),
  ...compareNames(guests.flatMap(listNames)),
  ...compareNames([...episodes, ...guests].map((entry) => ({ entry, key: [], text: entry.path }))),
];

const listNames = (entry: Named): Name[] => [
  { entry, key: ['id'], text: entry.id },
  ...entry.record.aliases.map((text, index) => ({ entry, key: ['aliases', index], text })),
];

/** Another rule reports the same text twice; one file may have several spellings of its own name. */
function compareNames(names: readonly Name[]): Problem[] {
  const first = new Map<string, Name>();
  return names.toSorted(byCapitals).flatMap((name) => {
    const folded = fold(name.text);
    const other = first.get(folded);
    if (other === undefined) first.set(folded, name);
    if (other === undefined || other.text === name.text || other.entry === name.entry) return [];
    const found = `${describeFound(name.text)}, and ${describeFound(other.text)} in ${other.entry.path}`;
    const message = describeFault(name.key, 'a name that differs in more than its case', found);
    return [recordProblem(name.entry, { key: name.key, code: 'differs-in-case', message })];
  });
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
/** The name with capitals is reported, not the other one. */
const byCapitals = (a: Name, b: Name): number =>
  Number(fold(a.text) !== a.text) - Number(fold(b.text) !== b.text);

/**
 * A file that is unreadable, or stays at an older version, may name any guest: while there is one, no guest is reported. The file of
 * a guest who asked to be left out is needed to find that guest in texts.
 */
export const unusedGuests: Rule = (draft) => {
  const { guests, shows, episodes } = draft;
  const used = new Set([
    ...shows.flatMap(({ record }) => record.hosts),
    ...episodes.flatMap(({ record }) => [...record.guests.map(({ id }) => id), ...(record.hosts ?? [])]),
  ]);
  const unused = guests.filter(
    ({ id, record }) => record.listed && ![id, ...record.aliases].some((name) => used.has(name)),
  );
  if (unused.length === 0 || isPartial(draft)) return [];
  return unused.map((guest) => {
    const message = `expected an episode or a show that names "${guest.id}", found none`;
    return recordProblem(guest, { key: [], code: 'unused-guest', message });
  });
};

const isPartial = ({ hasUnreadFiles, shows, episodes, blobs }: Draft): boolean =>
  hasUnreadFiles ||
  [...shows, ...episodes].some(({ lastGoodCommit }) => lastGoodCommit !== undefined) ||
  Object.keys(blobs).some((path) => /^(?:episodes|shows)(?:$|\/.+\.ya?ml$)/.test(path));
