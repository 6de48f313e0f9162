import type { Guest } from '../../content/catalog/records.ts';
import { listPersonalProfiles } from '../../content/show-notes/merge-guest.ts';
import { normalizeAddress } from '../../content/show-notes/parse-profile.ts';
import { groupBy } from '../../shared/group-by.ts';
import type { FoundPerson } from './find-people.ts';
import { isPersonal } from './personal-page.ts';
import type { Confidence, PersonFound } from './types.ts';

/** Somebody whom some texts name. `known`: the record that the content has already. */
export type NamedGuest = {
  readonly key: string;
  /** As the latest text spells it, or the record. */
  readonly name: string;
  /** Other spellings in texts. */
  readonly spellings: readonly string[];
  readonly confidence: Confidence;
  /** What texts say, the latest first. */
  readonly said: readonly Said[];
  readonly known?: Guest;
};
export type Said = { readonly textId: string; readonly date: string; readonly person: PersonFound };

export type TextFindings = {
  readonly id: string;
  readonly date: string;
  readonly findings: readonly FoundPerson[];
};

/**
 * One person for all texts: the same profile, or the same name but for case, accents and dots. Of two spellings without a profile
 * that differ in one letter, the rarer one is taken for a slip. A profile under three names belongs to no person.
 */
export function mergePeople(texts: readonly TextFindings[], guests: readonly Guest[]): NamedGuest[] {
  const said = texts.flatMap(({ id, date, findings }) =>
    findings.map(({ person, confidence }) => ({ textId: id, date, person, confidence })),
  );
  const shared = listShared([...said.map(({ person }) => person), ...guests.map(toFound)]);
  const groups = createGroups();
  const keysOf = (person: PersonFound): string[] => [
    foldName(person.name),
    ...listAddresses(person).filter((address) => !shared.has(address)),
  ];
  for (const guest of guests) {
    const names = [guest.name, ...guest.formerNames].map(foldName);
    groups.join([...names, ...keysOf(toFound(guest))]);
  }
  for (const { person } of said) groups.join(keysOf(person));
  joinSlips(
    groups,
    said.map(({ person }) => person),
  );
  const rooted = groupBy(said, ({ person }) => groups.rootOf(foldName(person.name)));
  const records = new Map(guests.map((guest) => [groups.rootOf(foldName(guest.name)), guest]));
  return [...rooted].map(([key, group]) => toPerson(key, group, records.get(key)));
}

/** Without accents, case and dots, so that two spellings of one name are equal. */
export const foldName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .replace(/[\s-]+/g, ' ')
    .toLowerCase()
    .trim();

const toFound = (guest: Guest): PersonFound => ({
  name: guest.name,
  profiles: listPersonalProfiles(guest).map((address) => `https://${address}`),
});

const listAddresses = ({ profiles }: PersonFound): string[] =>
  profiles.filter(isPersonal).map((url) =>
    normalizeAddress(url)
      .toLowerCase()
      .replace(/^twitter\.com\//, 'x.com/'),
  );

/** Addresses that three or more names have: a company's, or the show's own. */
function listShared(people: readonly PersonFound[]): Set<string> {
  const names = new Map<string, Set<string>>();
  for (const person of people)
    for (const address of listAddresses(person)) {
      const known = names.get(address) ?? new Set();
      names.set(address, known.add(foldName(person.name)));
    }
  return new Set([...names].flatMap(([address, { size }]) => (size > 2 ? [address] : [])));
}

type Groups = { readonly join: (keys: readonly string[]) => void; readonly rootOf: (key: string) => string };

function createGroups(): Groups {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined || parent === key ? key : rootOf(parent);
  };
  return {
    rootOf,
    join: ([first = '', ...rest]) => {
      for (const key of rest) if (rootOf(key) !== rootOf(first)) parents.set(rootOf(key), rootOf(first));
    },
  };
}

/** Names of two words and more that differ in one letter: neighbours in the alphabet, forwards or backwards. */
function joinSlips(groups: Groups, people: readonly PersonFound[]): void {
  const names = [...new Set(people.map(({ name }) => foldName(name)))].filter((name) => name.length >= 8);
  const reversed = (name: string): string => [...name].reverse().join('');
  for (const order of [(name: string) => name, reversed]) {
    const sorted = names.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    for (const [at, name] of sorted.entries()) {
      const next = sorted[at + 1];
      if (next !== undefined && isOneLetterApart(name, next)) groups.join([name, next]);
    }
  }
}

/** One letter more, less or another; digits make different names. */
function isOneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || /\d/.test(a + b)) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

type Sure = Said & { readonly confidence: Confidence };

function toPerson(key: string, group: readonly Sure[], known: Guest | undefined): NamedGuest {
  const said = group.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const name = known?.name ?? mostFrequent(said.map(({ person }) => person.name));
  const spellings = [...new Set(said.map(({ person }) => person.name))].filter((one) => one !== name);
  const confidence = (['high', 'medium', 'low'] as const).find((one) =>
    group.some((sure) => sure.confidence === one),
  );
  return {
    key,
    name,
    spellings,
    confidence: known !== undefined && confidence === 'low' ? 'medium' : (confidence ?? 'low'),
    said,
    ...(known === undefined ? {} : { known }),
  };
}

/** The first of the most frequent ones: the latest. */
function mostFrequent(names: readonly string[]): string {
  const counts = groupBy(names, (name) => name);
  const most = Math.max(...[...counts.values()].map(({ length }) => length));
  return [...counts].find(([, { length }]) => length === most)?.[0] ?? '';
}
