import { isPersonal } from './personal-page.ts';
import { isName, NAME } from './read-people.ts';
import type { Confidence, LinkFound, PersonFound, TextPiece } from './types.ts';

/**
 * Somebody whom one text names, and how sure it is that this is a guest. `place`: where, if it is only sure when most texts of the
 * show have a name there.
 */
export type FoundPerson = {
  readonly person: PersonFound;
  readonly confidence: Confidence;
  readonly place?: string;
};

type Source = { readonly title: string; readonly pieces: readonly TextPiece[] };

/** Guests of one text: of its lists first, then of headings and lines, then of sentences and the title. Each name once. */
export function findPeople(source: Source): FoundPerson[] {
  const found = new Map<string, FoundPerson>();
  for (const finding of [...listSections(source), ...listLinked(source), ...listInSentences(source)]) {
    const before = found.get(finding.person.name);
    if (before === undefined) found.set(finding.person.name, finding);
    else if (before.person.profiles.length === 0 && finding.person.profiles.length > 0)
      found.set(finding.person.name, {
        ...before,
        person: { ...before.person, profiles: finding.person.profiles },
      });
  }
  return [...found.values()];
}

const listSections = ({ pieces }: Source): FoundPerson[] =>
  pieces.flatMap(({ list }) =>
    list?.forms[0]?.kind === 'guests'
      ? (list.items.people ?? []).map((person): FoundPerson => ({ person, confidence: 'high' }))
      : [],
  );

/** Hosts of one text, of its lists. */
export const findHosts = (pieces: readonly TextPiece[]): PersonFound[] =>
  pieces.flatMap(({ list }) => (list?.forms[0]?.kind === 'hosts' ? (list.items.people ?? []) : []));

/** `Follow NAME` above links, and links whose title is a name. */
const listLinked = ({ pieces }: Source): FoundPerson[] =>
  pieces.flatMap(({ list }) => {
    const links = list?.items.links ?? [];
    const named = links.filter(({ title, url }) => title !== undefined && isName(title) && isPersonal(url));
    return [...findInHeading(list?.forms[0]?.heading ?? '', links), ...named.map(toPerson)];
  });

const FOLLOW = new RegExp(
  `^(?:.{0,3}\\s)?(?:(?:[Ff]ollow|[Ff]ind|[Cc]onnect with|[Cc]ontact|[Mm]eet|[Aa]bout|[Rr]etrouvez|[Gg]uest:?|[Ss]peaker:?)\\s+)?(?<name>${NAME})(?:\\s*(?:[:：👇⬇]|on\\b|online\\b|at\\b).*)?$`,
  'u',
);

function findInHeading(heading: string, links: readonly LinkFound[]): FoundPerson[] {
  const name = FOLLOW.exec(heading)?.groups?.['name'];
  if (name === undefined || !isName(name)) return [];
  const profiles = links.map(({ url }) => url).filter(isPersonal);
  return [{ person: { name, profiles }, confidence: profiles.length > 0 ? 'high' : 'medium' }];
}

const toPerson = ({ title = '', url }: LinkFound): FoundPerson => ({
  person: { name: title, profiles: [url] },
  confidence: 'high',
});

const NAMES = `(?<names>${NAME}(?:(?:,\\s+|,?\\s+(?:and|&|et|und|y)\\s+)${NAME})*)`;

/** Each with what makes it sure. */
const SENTENCES: readonly (readonly [RegExp, Confidence])[] = [
  [
    new RegExp(`^(?:[Bb]y|[Pp]ar|[Ww]ith|[Aa]vec|[Vv]on|[Pp]or|[Ss]peakers?):?\\s+${NAMES}[.!]?$`, 'mu'),
    'medium',
  ],
  [
    new RegExp(
      `\\b(?:joined by|guests? (?:is|are)|guests?,|welcomes?|(?:talks?|speaks?|chats?|sits? down) (?:to|with)|interviews?|featuring|(?:[Tt]alk|[Pp]resented|[Pp]resentation|[Gg]iven) (?:by|from))\\s+(?:(?:special )?guests?,?\\s+)?${NAMES}`,
      'u',
    ),
    'medium',
  ],
  [
    new RegExp(
      `^${NAMES} (?:is|are|works as|has been) (?:an?|the|currently|co-?founders?|engineers?)\\b`,
      'mu',
    ),
    'medium',
  ],
  [new RegExp(`${NAMES}\\s+\\(@[\\w.]+\\)`, 'u'), 'medium'],
];

/** A whole line at the beginning or at the end of the text. */
function listLines(prose: readonly string[]): FoundPerson[] {
  const lines = prose.flatMap((text) => text.split('\n'));
  const ends = [
    ['first line', lines[0]],
    ['last line', lines.at(-1)],
  ] as const;
  return ends.flatMap(([place, line = '']) =>
    splitNames(line).map((name): FoundPerson => ({ ...toFinding(name, 'low'), place })),
  );
}

const TITLES: readonly (readonly [RegExp, Confidence, string?])[] = [
  [new RegExp(`\\s(?:by|feat\\.?|ft\\.?)\\s+${NAMES}(?:\\s*[([|].*)?$`, 'u'), 'medium'],
  [new RegExp(`\\s(?:with|w/)\\s+${NAMES}(?:\\s*[([|].*)?$`, 'u'), 'low', 'title with'],
  [new RegExp(`\\s[-–—|]\\s+${NAMES}$`, 'u'), 'low', 'end of title'],
  [new RegExp(`^${NAMES}\\s*[-–—|:]\\s`, 'u'), 'low', 'begin of title'],
];

function listInSentences({ title, pieces }: Source): FoundPerson[] {
  const prose = pieces.flatMap(({ list, text }) => (list === undefined ? [text] : []));
  return [
    ...prose.flatMap((text) => findByPatterns(text, SENTENCES)),
    ...TITLES.flatMap(([pattern, confidence, place]) =>
      findByPatterns(title, [[pattern, confidence]]).map((finding) => ({
        ...finding,
        ...(place && { place }),
      })),
    ),
    ...listLines(prose),
    ...prose.flatMap((text) => (title === '' ? [] : findAroundTitle(text, title))),
  ];
}

/** `TITLE by NAME`, `NAME: TITLE` and the like, on one line. */
function findAroundTitle(text: string, title: string): FoundPerson[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf(title);
    if (at < 0 || line.length > title.length + 100) return [];
    const [before, after] = [line.slice(0, at), line.slice(at + title.length)];
    const [, last = ''] = /^\W+(?:(?:by|with|von|par):?\s+)?(.+?)[.!]?$/u.exec(after) ?? [];
    const [, first = ''] =
      /^(?:.{0,80}[-–—|:]\s{1,3})?(\S.{0,60}?)[\s"“(]{0,4}[-–—|:][\s"“]{0,4}$|^(\S.{0,60}?)\s{1,3}["“(]$/u.exec(
        before,
      ) ?? [];
    return [first, last].flatMap(splitNames).map((name) => toFinding(name, 'medium'));
  });
}

const toFinding = (name: string, confidence: Confidence): FoundPerson => ({
  person: { name, profiles: [] },
  confidence,
});

function findByPatterns(text: string, patterns: readonly (readonly [RegExp, Confidence])[]): FoundPerson[] {
  if (text.length > 6000) return [];
  return patterns.flatMap(([pattern, confidence]) =>
    splitNames(pattern.exec(text)?.groups?.['names'] ?? '').map((name) => toFinding(name, confidence)),
  );
}

function splitNames(text: string): string[] {
  const names = text
    .split(/,\s{1,3}(?:(?:and|&)\s{1,3})?|\s{1,3}(?:and|&|et|und|y)\s{1,3}/)
    .map((name) => name.replace(/[.,'’]{1,3}$/, ''));
  return names.every(isName) ? names : [];
}

/** In each text the guests; names at a place where half of at least four texts have one are more than a guess. */
export function raisePlaces(texts: readonly (readonly FoundPerson[])[]): readonly FoundPerson[][] {
  const counts = new Map<string, number>();
  for (const findings of texts)
    for (const place of new Set(findings.flatMap((finding) => finding.place ?? [])))
      counts.set(place, (counts.get(place) ?? 0) + 1);
  const isUsual = (place: string | undefined): boolean =>
    texts.length >= 4 && (counts.get(place ?? '') ?? 0) * 2 >= texts.length;
  return texts.map((findings) =>
    findings.map((finding) => (isUsual(finding.place) ? { ...finding, confidence: 'medium' } : finding)),
  );
}
