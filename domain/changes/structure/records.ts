import { listProfileUrls } from '../../content/catalog/profiles.ts';
import type { Catalog, Guest, Sponsor } from '../../content/catalog/records.ts';
import { parseProfile } from '../../content/show-notes/parse-profile.ts';
import type { GuestDraft } from '../../content/show-notes/show-notes.ts';
import { defined } from '../../shared/defined.ts';
import { groupBy } from '../../shared/group-by.ts';
import { foldName, type NamedGuest } from './people.ts';
import { isPersonal } from './personal-page.ts';
import type { Confidence, PersonFound, SponsorFound } from './types.ts';

/** A guest's record that texts propose. `spellings`: other names in texts, candidates for `formerNames`. */
export type GuestProposal = {
  readonly id: string;
  readonly draft: GuestDraft;
  readonly spellings: readonly string[];
  readonly confidence: Confidence;
  /** In how many texts the person is named. */
  readonly texts: number;
  /** There is such a record: only its id is used. */
  readonly exists: boolean;
};

/** A name as a file name that is not taken. */
export type FindId = (name: string, isTaken: (id: string) => boolean) => string;

export function proposeGuests(
  people: readonly NamedGuest[],
  { guests, guestAliases }: Catalog,
  findId: FindId,
): Map<string, GuestProposal> {
  const proposals = new Map<string, GuestProposal>();
  const used = new Set<string>();
  const ordered = people.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const person of ordered) {
    const { key, known, spellings, confidence, said } = person;
    const taken = (id: string): boolean =>
      used.has(id) || guests[id] !== undefined || guestAliases[id] !== undefined;
    const id = known?.id ?? findId(person.name, taken);
    used.add(id);
    const texts = new Set(said.map(({ textId }) => textId)).size;
    const draft = known === undefined ? draftGuest(person) : toDraft(known);
    proposals.set(key, { id, draft, spellings, confidence, texts, exists: known !== undefined });
  }
  return proposals;
}

const toDraft = ({ name, of, role, social }: Guest): GuestDraft => ({
  name,
  social,
  ...(of === undefined ? {} : { of }),
  ...(role === undefined ? {} : { role }),
});

/** What the latest text says. Pages get a key of their own where that prints the same addresses in the same order. */
function draftGuest({ name, said }: NamedGuest): GuestDraft {
  const people = said.map(({ person }) => person);
  return { name, ...findWork(people), ...draftPages(listPages(people)) };
}

/** All pages, those of most texts first: a template may print one network alone. */
function listPages(people: readonly PersonFound[]): string[] {
  const usual = findUsual(
    people.filter(({ profiles }) => profiles.length > 0),
    ({ profiles }) => profiles,
  );
  return [...new Set([...(usual ?? []), ...people.flatMap(({ profiles }) => profiles)])];
}

/** The latest, unless most texts say none: what a record says can be replaced for one episode, but not left out. */
function findWork(people: readonly PersonFound[]): Pick<GuestDraft, 'of' | 'role'> {
  const working = people.filter(({ role, of }) => role !== undefined || of !== undefined);
  const listed = people.filter(
    ({ profiles, role, of, as }) => profiles.length > 0 || (role ?? of ?? as) !== undefined,
  );
  if (working.length * 2 < listed.length) return {};
  const { role, of } = working[0] ?? {};
  return { ...(of === undefined ? {} : { of }), ...(role === undefined ? {} : { role }) };
}

type Pages = Omit<GuestDraft, 'name' | 'of' | 'role'>;

function draftPages(pages: readonly string[]): Pages {
  const keyed: Record<string, string> = {};
  const social: string[] = [];
  for (const page of pages) {
    const { key, handle } = parseProfile(page) ?? {};
    if (key !== undefined && handle !== undefined && keyed[key] === undefined) keyed[key] = handle;
    else if (!isPersonal(page) && keyed['url'] === undefined) keyed['url'] = page;
    else social.push(page);
  }
  const draft: Pages = { ...keyed, social };
  const printed = listProfileUrls({ ...draft });
  return JSON.stringify(printed) === JSON.stringify(pages) ? draft : { social: [...pages] };
}

/** The most frequent value; of two the first. */
function findUsual<T>(people: readonly PersonFound[], readValue: (person: PersonFound) => T): T | undefined {
  const groups = [...groupBy(people, (person) => JSON.stringify(readValue(person)))];
  const [first] = groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[1] ?? [];
  return first === undefined ? undefined : readValue(first);
}

export type SponsorProposal = {
  readonly id: string;
  readonly sponsor: SponsorFound;
  readonly exists: boolean;
};

/** One record for each name. A text that not all of them say the same is in the episodes. */
export function proposeSponsors(
  found: readonly SponsorFound[],
  { sponsors }: Catalog,
  findId: FindId,
): Map<string, SponsorProposal> {
  const known = new Map(Object.values(sponsors).map((sponsor) => [foldName(sponsor.name), sponsor]));
  const proposals = new Map<string, SponsorProposal>();
  const used = new Set<string>();
  for (const [key, same] of groupBy(found, ({ name }) => foldName(name))) {
    const record: Sponsor | undefined = known.get(key);
    const sponsor = record === undefined ? draftSponsor(same) : pickSponsor(record);
    if (sponsor === undefined) continue;
    const id = record?.id ?? findId(sponsor.name, (one) => used.has(one) || sponsors[one] !== undefined);
    used.add(id);
    proposals.set(key, { id, sponsor, exists: record !== undefined });
  }
  return proposals;
}

const pickSponsor = ({ name, url, message }: Sponsor): SponsorFound => ({
  name,
  ...defined({ url, message }),
});

/** What a record says can be replaced for one episode, but not left out. */
function draftSponsor(same: readonly SponsorFound[]): SponsorFound | undefined {
  const [first] = same;
  if (first === undefined) return undefined;
  const messages = groupBy(same, ({ message }) => message);
  const [[message] = [undefined]] = [...messages].toSorted(([, a], [, b]) => b.length - a.length);
  const { message: _, ...sponsor } = first;
  return messages.has(undefined) ? sponsor : { ...sponsor, ...defined({ message }) };
}
