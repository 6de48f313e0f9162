import type { Catalog, Episode } from '../../content/catalog/records.ts';
import { renderEpisode } from '../../render/rendering.ts';
import { groupBy } from '../../shared/group-by.ts';
import { type FoundPerson, findHosts, findPeople, raisePlaces } from './find-people.ts';
import { mergePeople, type NamedGuest } from './people.ts';
import { splitPieces } from './split-pieces.ts';
import { RESERVED } from './tokens.ts';
import type { Confidence, PersonFound, TextPiece } from './types.ts';

/** A guest of an episode. `person`: as this text writes it. */
export type GuestFound = {
  readonly key: string;
  readonly person: PersonFound;
  readonly confidence: Confidence;
};

/**
 * One description, read by itself, with its guests known from all descriptions. `isDone`: the file has fields already; it only
 * shows what texts of the show look like.
 */
export type ReadText = {
  readonly isDone: boolean;
  readonly episode: Episode;
  readonly verbatim: string;
  readonly pieces: readonly TextPiece[];
  readonly guests: readonly GuestFound[];
  readonly hosts: readonly GuestFound[];
};

/** All descriptions of one show; undefined: of episodes without one. */
export type ReadShow = { readonly showId: string | undefined; readonly texts: readonly ReadText[] };

export type Collected = { readonly shows: readonly ReadShow[]; readonly people: readonly NamedGuest[] };

/** Reads all verbatim descriptions of a catalog, and who is named in them. */
export function collectTexts(catalog: Catalog): Collected {
  const episodes = Object.values(catalog.episodes).flatMap((episode) => toSource(catalog, episode) ?? []);
  const groups = [...groupBy(episodes, ({ episode }) => episode.show)]
    .filter(([, sources]) => sources.some(({ isDone }) => !isDone))
    .map(([showId, sources]) => readShow(showId, sources));
  const people = mergePeople(
    groups.flatMap(({ texts }) => texts.flatMap(toFindings)),
    Object.values(catalog.guests),
  );
  const keys = new Map(people.flatMap((person) => listNames(person).map((name) => [name, person] as const)));
  return {
    people,
    shows: groups.map(({ showId, texts }) => ({ showId, texts: assignPeople(texts, keys) })),
  };
}

type Source = Pick<ReadText, 'episode' | 'verbatim' | 'isDone'>;

function toSource(catalog: Catalog, episode: Episode): Source | undefined {
  if (episode.kind === 'none' || episode.overrides?.description !== undefined) return undefined;
  const isDone = episode.verbatim === undefined;
  const verbatim = episode.verbatim ?? renderBody(catalog, episode);
  return verbatim.trim() === '' || RESERVED.test(verbatim) ? undefined : { episode, verbatim, isDone };
}

function renderBody(catalog: Catalog, episode: Episode): string {
  const rendering = renderEpisode(catalog, episode);
  return 'desired' in rendering ? rendering.desired.body : '';
}

type Single = Pick<ReadText, 'episode' | 'verbatim' | 'isDone' | 'pieces'> & {
  readonly findings: readonly FoundPerson[];
  readonly hostsFound: readonly PersonFound[];
};

function readShow(showId: string | undefined, sources: readonly Source[]) {
  const read = sources.map((source): Single => {
    const pieces = splitPieces(source.verbatim);
    const findings = findPeople({ title: source.episode.title, pieces });
    return { ...source, pieces, findings, hostsFound: findHosts(pieces) };
  });
  const raised = raisePlaces(read.map(({ findings }) => findings));
  return { showId, texts: read.map((text, at) => ({ ...text, findings: raised[at] ?? [] })) };
}

const toFindings = ({ episode, findings, hostsFound }: Single) => [
  { id: episode.id, date: episode.start ?? '', findings },
  {
    id: episode.id,
    date: episode.start ?? '',
    findings: hostsFound.map((person): FoundPerson => ({ person, confidence: 'high' })),
  },
];

const listNames = ({ name, spellings }: NamedGuest): string[] => [name, ...spellings];

/** Of somebody who is in most texts of a show it is the show's host, or its own account. */
function assignPeople(texts: readonly Single[], keys: ReadonlyMap<string, NamedGuest>): ReadText[] {
  const counts = new Map<string, number>();
  for (const { findings } of texts)
    for (const key of new Set(findings.flatMap(({ person }) => keys.get(person.name)?.key ?? [])))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const isUsual = (key: string): boolean => texts.length >= 4 && (counts.get(key) ?? 0) > texts.length * 0.6;
  return texts.map(({ findings, hostsFound, ...text }) => {
    const hosts = toGuests(
      hostsFound.map((person): FoundPerson => ({ person, confidence: 'high' })),
      keys,
    );
    const listed = text.pieces.some(({ list }) => list?.forms[0]?.kind === 'guests');
    const sure = toGuests(findings, keys).filter(
      ({ key, confidence }) =>
        confidence !== 'low' && !hosts.some((host) => host.key === key) && (listed || !isUsual(key)),
    );
    return { ...text, hosts, guests: listed ? onlyListed(sure, text.pieces) : sure };
  });
}

/** Once each; a name that is only a guess here counts where it is surely a person elsewhere. */
function toGuests(findings: readonly FoundPerson[], keys: ReadonlyMap<string, NamedGuest>): GuestFound[] {
  const found = new Map<string, GuestFound>();
  for (const { person, confidence } of findings) {
    const known = keys.get(person.name);
    if (known === undefined || found.has(known.key)) continue;
    const raised = confidence === 'low' && known.confidence !== 'low' ? 'medium' : confidence;
    found.set(known.key, { key: known.key, person, confidence: raised });
  }
  return [...found.values()];
}

/** A list of guests names all of them. */
function onlyListed(guests: readonly GuestFound[], pieces: readonly TextPiece[]): GuestFound[] {
  const names = pieces.flatMap(({ list }) =>
    list?.forms[0]?.kind === 'guests' ? (list.items.people ?? []).map(({ name }) => name) : [],
  );
  return guests.filter(({ person }) => names.includes(person.name));
}
