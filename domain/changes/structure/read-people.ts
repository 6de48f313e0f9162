import { isPersonal } from './personal-page.ts';
import { PLURAL } from './tokens.ts';
import type { FoundList, ListForm, ListKind, PersonFound } from './types.ts';

const PARTICLE = '(?:de|da|do|dos|del|della|der|den|di|du|la|le|van|von|bin|al|el|y|ten|ter)';
const WORD = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
/** Two to five words with capitals. */
export const NAME = `${WORD}(?:\\s+${PARTICLE})*(?:\\s+(?:${WORD}|${PARTICLE}\\s+${WORD})){1,4}`;
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');

export const isName = (text: string): boolean =>
  WHOLE_NAME.test(text) && /\p{Ll}/u.test(text) && text.length <= 60 && !COMMON.test(text);

/** Words in capitals that are no person's name. */
const COMMON =
  /(?<!\p{L})(?:The|My|Follow|Speaker|Bio|Keynote|This|That|Our|Your|How|What|Why|When|With|From|Into|And|For|Of|In|On|To|A|An|Conference|Conf|Meetup|Summit|Podcast|Channel|Academy|University|Community|Foundation|Inc|Ltd|GmbH|LLC|Open Source|Twitter|GitHub|LinkedIn|YouTube|Discord|Website|Slides|Talk|Session|Workshop|Video|Software|Software Engineer|Engineering|Web|Day|January|February|March|April|June|July|August|September|October|November|December)(?!\p{L})/u;

const ROLE =
  /\b(?:engineer|developer|manager|director|founder|cofounder|ceo|cto|head|lead|advocate|architect|consultant|professor|researcher|scientist|designer|maintainer|author|analyst|evangelist|president|chief|vp|owner|student|writer|editor|host)\b/i;

const GUEST_WORDS =
  /\b(?:guests?|speakers?|panell?ists?|presenters?|featuring|invités?|invitados?|gäste|gast)\b/i;
const HOST_WORDS = /\b(?:hosts?|co-?hosts?|moderators?|presented by|hosted by)\b/i;

/** Whether a heading says that people follow, and which. */
export function kindOfHeading(heading: string): Extract<ListKind, 'guests' | 'hosts'> | undefined {
  if (heading.split(/\s+/).length > 5) return undefined;
  if (HOST_WORDS.test(heading)) return 'hosts';
  return GUEST_WORDS.test(heading) ? 'guests' : undefined;
}

/** One person on each line, with pages on the same line or on indented lines below. */
export function readPeople(
  lines: readonly string[],
  {
    heading,
    headingGap,
    kind,
  }: { readonly heading: string; readonly headingGap: number; readonly kind: 'guests' | 'hosts' },
): FoundList | undefined {
  const read = groupLines(lines).map(readPerson);
  const people = read.flatMap((one) => one?.person ?? []);
  if (people.length === 0 || people.length < read.length) return undefined;
  const form = mergeForms(read.flatMap((one) => one?.form ?? []));
  if (form === undefined) return undefined;
  const all: ListForm = { kind, heading: abstractPlural(heading, people.length), headingGap, ...form };
  const host = findHost(people);
  return { forms: host === undefined ? [all] : [{ ...all, host }, all], items: { people } };
}

/** If each person has one page, all on the same network. */
function findHost(people: readonly PersonFound[]): string | undefined {
  const hosts = new Set(people.map(({ profiles }) => hostOf(profiles)));
  const [host] = hosts;
  return hosts.size === 1 ? host : undefined;
}

const hostOf = ([page, ...more]: readonly string[]): string | undefined =>
  page === undefined || more.length > 0 || !isPersonal(page)
    ? undefined
    : /^https?:\/\/([^/]+\/)/.exec(page)?.[1];

/** `Guests: A, B and C` on one line. */
export function readNamesLine(line: string): FoundList | undefined {
  const [, heading = '', rest = ''] = /^([^:：]{2,30}[:：]\s+)(\S.*)$/.exec(line) ?? [];
  const kind = kindOfHeading(heading);
  if (kind === undefined || /https?:|@/.test(rest)) return undefined;
  const names = rest.split(/,\s{1,3}(?:(?:and|&)\s{1,3})?|\s{1,3}(?:and|&|und|et|y)\s{1,3}/);
  if (names.length === 0 || !names.every(isName)) return undefined;
  const last =
    names.length < 2
      ? undefined
      : rest.slice(
          rest.lastIndexOf(names.at(-2) ?? '') + (names.at(-2) ?? '').length,
          rest.lastIndexOf(names.at(-1) ?? ''),
        );
  const joins: (readonly [string, string])[] =
    last === undefined
      ? [
          [', ', ' and '],
          [', ', ', '],
          [', ', ' & '],
          [', ', ', and '],
        ]
      : [[', ', last]];
  const isJoined = ([between, end]: readonly [string, string]): boolean =>
    joinNames(names, [between, end]) === rest;
  const forms = joins.filter(isJoined).map(
    (join): ListForm => ({
      kind,
      heading: abstractPlural(heading, names.length),
      headingGap: -1,
      join,
    }),
  );
  return forms.length === 0
    ? undefined
    : { forms, items: { people: names.map((name) => ({ name, profiles: [] })) } };
}

export const joinNames = (names: readonly string[], [between, last]: readonly [string, string]): string =>
  names.map((name, at) => (at === 0 ? name : `${at === names.length - 1 ? last : between}${name}`)).join('');

/** `Guests` for two and `Guest` for one are the same heading. */
function abstractPlural(heading: string, people: number): string {
  const [, before, word, plural, after = ''] =
    /^(.*?\b)(guest|host|speaker|panell?ist|presenter)(s?)\b(.*)$/i.exec(heading) ?? [];
  if (word === undefined || (plural !== '') !== people > 1) return heading;
  return `${before}${word}${PLURAL}${after}`;
}

type Group = { readonly line: string; readonly below: readonly string[] };
type PersonForm = Pick<ListForm, 'bullet' | 'work' | 'separator' | 'below'>;
type ReadPerson = { readonly person: PersonFound; readonly form: PersonForm };

const BELOW = /^(\s*)(https?:\/\/\S+)$/;

function groupLines(lines: readonly string[]): Group[] {
  const groups: { line: string; below: string[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && BELOW.test(line)) last.below.push(line);
    else groups.push({ line, below: [] });
  }
  return groups;
}

function readPerson({ line, below }: Group): ReadPerson | undefined {
  const [, bullet = '', rest = ''] = /^((?:[-*•●▪►▶→·👤🎙]\uFE0F?\s*)?)(\S.*)$/u.exec(line) ?? [];
  const [, before = rest, url] = /^(.*?)(https?:\/\/\S+)$/.exec(rest) ?? [];
  const separator = url === undefined ? undefined : /(?: ?[:–—|(-]{1,3} ?| )$/.exec(before)?.[0];
  if (url !== undefined && (separator === undefined || separator.includes('(') || below.length > 0))
    return undefined;
  const words = readWords(before.slice(0, before.length - (separator?.length ?? 0)), {
    isInline: url !== undefined,
    hasPage: url !== undefined || below.length > 0,
  });
  if (words === undefined) return undefined;
  const { work, ...person } = words;
  const indents = new Set(below.map((one) => BELOW.exec(one)?.[1] ?? ''));
  const [indent] = indents;
  if (indents.size > 1) return undefined;
  return {
    person: { ...person, profiles: url === undefined ? below.map((one) => one.trim()) : [url] },
    form: {
      bullet,
      ...(work === undefined ? {} : { work }),
      ...(separator === undefined ? {} : { separator }),
      ...(indent === undefined ? {} : { below: indent }),
    },
  };
}

type Words = Omit<PersonFound, 'profiles'> & { readonly work?: string };

/** `Name, Role at Organisation (as)`, and before a page on the same line also `Name (Organisation)`. */
function readWords(text: string, page: { isInline: boolean; hasPage: boolean }): Words | undefined {
  const [, whole = '', brackets] = /^(.*?)(?: \(([^()]+)\))?$/.exec(text) ?? [];
  const [, name = '', between, doing] = /^(.+?)(, | - | – | — | \| )(\S.*)$/.exec(whole) ?? [
    undefined,
    whole,
  ];
  if (!isName(name) && !(page.hasPage && /^\p{Lu}\p{L}+$/u.test(name))) return undefined;
  if (page.isInline && brackets !== undefined && between === undefined)
    return { name, work: ' (', ...readWork(brackets) };
  return {
    name,
    ...(brackets === undefined ? {} : { as: brackets }),
    ...(between === undefined ? {} : { work: between }),
    ...readWork(doing),
  };
}

function readWork(doing: string | undefined): Pick<PersonFound, 'role' | 'of'> {
  if (doing === undefined) return {};
  const at = doing.lastIndexOf(' at ');
  if (at > 0) return { role: doing.slice(0, at), of: doing.slice(at + 4) };
  return ROLE.test(doing) ? { role: doing } : { of: doing };
}

/** What one person does not show is as it is with the others. */
function mergeForms(forms: readonly PersonForm[]): PersonForm | undefined {
  const [first] = forms;
  const one = (key: keyof PersonForm): readonly string[] => [
    ...new Set(forms.flatMap((form) => form[key] ?? [])),
  ];
  const [work, separator, below] = [one('work'), one('separator'), one('below')];
  if (
    first === undefined ||
    one('bullet').length > 1 ||
    work.length > 1 ||
    separator.length > 1 ||
    below.length > 1
  )
    return undefined;
  if (separator.length > 0 && below.length > 0) return undefined;
  const [theWork = ', '] = work;
  const [theSeparator] = separator;
  const [theBelow = '  '] = below;
  return {
    bullet: first.bullet ?? '',
    work: theWork,
    ...(theSeparator === undefined ? { below: theBelow } : { separator: theSeparator }),
  };
}
