import { formatTimestamp } from '../../shared/chapters.ts';
import type { GuestFound, ReadText } from './collect.ts';
import type { Chosen } from './layouts.ts';
import { foldName } from './people.ts';
import type { GuestProposal, SponsorProposal } from './records.ts';
import { joinPieces } from './split-pieces.ts';
import type { Items, LinkFound, ListKind, SponsorFound, TextPiece } from './types.ts';

/** The keys of an episode's file instead of `verbatim`; an absent one is not written. */
export type Fields = {
  readonly description?: string;
  readonly guests?: readonly GuestValue[];
  readonly hosts?: readonly string[];
  readonly sponsors?: readonly SponsorValue[];
  readonly links?: readonly LinkValue[];
  readonly sections?: readonly { readonly heading: string; readonly links: readonly LinkValue[] }[];
  readonly chapters?: readonly { readonly time: string; readonly title: string }[];
  readonly vars?: Readonly<Record<string, string>>;
};
export type LinkValue = string | LinkFound;
/** `message`: of this text alone. */
export type SponsorValue = string | { readonly id: string; readonly message: string };
export type GuestValue = string | { readonly id: string; readonly as?: string; readonly then?: Facts };
type Facts = { readonly name?: string; readonly of?: string; readonly role?: string };

export type Records = {
  readonly guests: ReadonlyMap<string, GuestProposal>;
  readonly sponsors: ReadonlyMap<string, SponsorProposal>;
};

/** What an episode's file says, so that a layout prints its text. `named`: with the guests that only sentences name. */
export function toFields(
  text: ReadText,
  { layout, fit, at }: Chosen,
  {
    records,
    named,
    showHosts,
  }: { readonly records: Records; readonly named: boolean; readonly showHosts: readonly string[] },
): Fields {
  const taken = (isWanted: (index: number) => boolean): TextPiece[] =>
    fit.taken.flatMap((pieces, index) =>
      isWanted(index) ? pieces.flatMap((one) => fit.pieces[one] ?? []) : [],
    );
  const kindAt = (index: number): string | undefined => {
    const slot = layout[index];
    return slot?.kind === 'list' ? slot.form.kind : slot?.kind;
  };
  const own = (kind: 'text' | 'more'): string => joinPieces(taken((index) => kindAt(index) === kind));
  const items = (kind: ListKind): Items => taken((index) => kindAt(index) === kind)[0]?.list?.items ?? {};
  const prints = (kind: ListKind): boolean => layout.some((_slot, index) => kindAt(index) === kind);
  const guests = listGuests(text, { named, prints: prints('guests'), printed: items('guests') });
  const hosts = text.hosts.filter(({ person }) => (items('hosts').people ?? []).includes(person));
  const hostIds = hosts.flatMap(({ key }) => records.guests.get(key)?.id ?? []);
  const vars = {
    ...(at === 0 ? {} : { layout: String(at + 1) }),
    ...nonEmpty('more', own('more')),
    ...nonEmpty('hashtags', items('hashtags').hashtags ?? ''),
  };
  return {
    ...nonEmpty('description', own('text')),
    ...list(
      'guests',
      guests.flatMap((guest) => toValue(guest, records) ?? []),
    ),
    ...(prints('hosts') && `${hostIds}` !== `${showHosts}` ? { hosts: hostIds } : {}),
    ...list(
      'sponsors',
      (items('sponsors').sponsors ?? []).flatMap((sponsor) => toSponsor(sponsor, records) ?? []),
    ),
    ...list('links', (items('links').links ?? []).map(toLink)),
    ...list(
      'sections',
      (items('sections').sections ?? []).map(({ heading, links }) => ({ heading, links: links.map(toLink) })),
    ),
    ...list(
      'chapters',
      (items('chapters').chapters ?? []).map(({ seconds, title }) => ({
        time: formatTimestamp(seconds),
        title,
      })),
    ),
    ...(Object.keys(vars).length === 0 ? {} : { vars }),
  };
}

const toLink = (link: LinkFound): LinkValue =>
  link.title === undefined && link.note === undefined ? link.url : link;

/** What this text alone says of a sponsor is in the episode. */
function toSponsor({ name, message }: SponsorFound, { sponsors }: Records): SponsorValue | undefined {
  const record = sponsors.get(foldName(name));
  if (record === undefined || message === undefined || message === record.sponsor.message) return record?.id;
  return { id: record.id, message };
}

/** Where the layout prints guests, only those that the text lists there. */
function listGuests(
  { guests }: ReadText,
  { named, prints, printed }: { readonly named: boolean; readonly prints: boolean; readonly printed: Items },
): readonly GuestFound[] {
  if (!named) return [];
  if (!prints) return guests;
  const names = (printed.people ?? []).map(({ name }) => name);
  return guests.filter(({ person }) => names.includes(person.name));
}

/** What this text says otherwise than the record is kept as `then`. */
function toValue({ key, person }: GuestFound, { guests }: Records): GuestValue | undefined {
  const record = guests.get(key);
  if (record === undefined) return undefined;
  const then: Facts = {
    ...(person.name === record.draft.name ? {} : { name: person.name }),
    ...(person.of === undefined || person.of === record.draft.of ? {} : { of: person.of }),
    ...(person.role === undefined || person.role === record.draft.role ? {} : { role: person.role }),
  };
  const as = person.as === undefined ? {} : { as: person.as };
  const facts = Object.keys(then).length === 0 ? {} : Object.fromEntries([['then', then]]);
  return Object.keys({ ...as, ...facts }).length === 0 ? record.id : { id: record.id, ...as, ...facts };
}

const nonEmpty = <Key extends string>(key: Key, text: string): { readonly [One in Key]?: string } =>
  text === '' ? {} : ({ [key]: text } as { [One in Key]: string });

const list = <Key extends string, Item>(
  key: Key,
  items: readonly Item[],
): { readonly [One in Key]?: readonly Item[] } =>
  items.length === 0 ? {} : ({ [key]: items } as { [One in Key]: readonly Item[] });
