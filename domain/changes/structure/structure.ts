import type { Catalog, Episode, Show } from '../../content/catalog/records.ts';
import { sponsorSchema } from '../../content/schema/academy.ts';
import { guestSchema } from '../../content/schema/guest.ts';
import { defined } from '../../shared/defined.ts';
import { collectTexts, type ReadShow, type ReadText } from './collect.ts';
import { replaceVerbatim } from './edit-file.ts';
import { type Fields, type Records, toFields } from './fields.ts';
import { findFollow, findWithFollow } from './find-follow.ts';
import type { LayoutText } from './infer-layout.ts';
import { listFits, type ShowLayouts, type TemplateState, toLayoutText } from './layouts.ts';
import { type Proof, proveFile } from './prove.ts';
import { hasSeveralSections } from './read-sections.ts';
import {
  type FindId,
  type GuestProposal,
  proposeGuests,
  proposeSponsors,
  type SponsorProposal,
} from './records.ts';
import { renderTemplate } from './render-template.ts';
import type { Confidence, ListKind } from './types.ts';

/** What an episode's file says instead of `verbatim`. Without `fields` it stays verbatim, and `proof` says why. */
export type EpisodeProposal = {
  readonly id: string;
  readonly path: string;
  readonly fields?: Fields;
  /** The whole file. */
  readonly text?: string;
  readonly confidence: Confidence;
  readonly proof: Proof;
};

/**
 * `template`: a new description for the show; absent: it prints by what it has. `hosts`: ids, if most texts have the same. `follow`: a
 * block that the texts share. `neighbours`: the texts name the videos of the episodes before and after.
 */
export type ShowProposal = {
  readonly showId: string | undefined;
  readonly template?: string;
  readonly hosts?: readonly string[];
  readonly follow?: string;
  readonly neighbours?: 'youtube';
  readonly episodes: readonly EpisodeProposal[];
};

type ShowChange = Pick<ShowProposal, 'template' | 'hosts' | 'follow' | 'neighbours'>;

/** Only records that a proposed episode uses. */
export type Structure = {
  readonly shows: readonly ShowProposal[];
  readonly guests: readonly GuestProposal[];
  readonly sponsors: readonly SponsorProposal[];
};

export type StructureInput = {
  readonly catalog: Catalog;
  /** The files of episodes with a verbatim text, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly findId: FindId;
};

/** Proposes fields out of all verbatim descriptions of a catalog, each with the proof that it prints the same text. Pure. */
export function structureTexts({ catalog, files, findId }: StructureInput): Structure {
  const { shows, people } = collectTexts(catalog);
  const records = {
    guests: proposeGuests(people, catalog, findId),
    sponsors: proposeSponsors(listSponsors(shows), catalog, findId),
  };
  const full = addRecords(catalog, records);
  const proposals = shows.map((show) => structureShow(show, { catalog: full, files, records }));
  const used = new Set(proposals.flatMap(listUsed));
  return {
    shows: proposals,
    guests: [...records.guests.values()].filter(({ id }) => used.has(`guests/${id}`)),
    sponsors: [...records.sponsors.values()].filter(({ id }) => used.has(`sponsors/${id}`)),
  };
}

const listSponsors = (shows: readonly ReadShow[]) =>
  shows.flatMap(({ texts }) =>
    texts.flatMap(({ pieces }) => pieces.flatMap(({ list }) => list?.items.sponsors ?? [])),
  );

const listUsed = ({ episodes, hosts = [] }: ShowProposal): string[] => [
  ...episodes.flatMap(listIds),
  ...hosts.map((id) => `guests/${id}`),
];

const listIds = ({ fields }: EpisodeProposal): string[] => [
  ...(fields?.guests ?? []).map((guest) => `guests/${typeof guest === 'string' ? guest : guest.id}`),
  ...(fields?.hosts ?? []).map((id) => `guests/${id}`),
  ...(fields?.sponsors ?? []).map((one) => `sponsors/${typeof one === 'string' ? one : one.id}`),
];

/** The catalog as if all proposed records were in it. */
function addRecords(catalog: Catalog, { guests, sponsors }: Records): Catalog {
  const newGuests = [...guests.values()].flatMap(({ id, draft, exists }) => {
    const read = exists ? undefined : guestSchema.safeParse(draft);
    return read?.success ? [[id, { ...read.data, id, origin: originOf(`guests/${id}`) }] as const] : [];
  });
  const newSponsors = [...sponsors.values()].flatMap(({ id, sponsor, exists }) => {
    const read = exists ? undefined : sponsorSchema.safeParse(sponsor);
    return read?.success ? [[id, { ...read.data, id, origin: originOf(`sponsors/${id}`) }] as const] : [];
  });
  return {
    ...catalog,
    guests: { ...catalog.guests, ...Object.fromEntries(newGuests) },
    sponsors: { ...catalog.sponsors, ...Object.fromEntries(newSponsors) },
  };
}

const originOf = (path: string) => ({ path: `${path}.yaml`, blob: path });

type Context = Pick<StructureInput, 'catalog' | 'files'> & { readonly records: Records };

function structureShow({ showId, texts }: ReadShow, { catalog, files, records }: Context): ShowProposal {
  const show = catalog.shows[showId ?? ''];
  const hasSections = texts.some(({ pieces }) => hasSeveralSections(pieces));
  const state = readState(catalog, show);
  const isFree = state === 'free';
  const near = isFree ? findNeighbours(texts, { catalog, show }) : {};
  const said = isFree ? findFollow(texts, show) : undefined;
  const layoutTexts = texts.map((text) =>
    toLayoutText(changeShow(catalog, show, near), text, { hasSections, follow: said }),
  );
  const { layouts, follow } = findWithFollow(layoutTexts, { catalog, state, follow: said });
  const change: ShowChange = {
    ...near,
    ...defined({ follow }),
    ...(layouts.isFixed ? {} : { template: renderTemplate(layouts.layouts) }),
    ...(state === 'free' && show?.hosts.length === 0 ? findHostIds(texts, records) : {}),
  };
  const context = {
    catalog: changeShow(catalog, show, change),
    files,
    records,
    layouts,
    hasSections,
    follow,
  };
  const episodes = texts.flatMap((text, at) =>
    text.isDone ? [] : [structureText(text, layoutTexts[at], context)],
  );
  const isUsed = episodes.some(({ fields }) => fields !== undefined);
  return { showId, ...(isUsed ? change : {}), episodes };
}

type Named = { readonly catalog: Catalog; readonly show: Show | undefined };

/** The texts name the video before or after theirs, as a show with `neighbours: youtube` prints it. */
function findNeighbours(
  texts: readonly ReadText[],
  { catalog, show }: Named,
): { readonly neighbours?: 'youtube' } {
  if (show === undefined || show.neighbours === 'youtube') return {};
  const change = { neighbours: 'youtube' } as const;
  const changed = changeShow(catalog, show, change);
  const isPrinted = (text: ReadText): boolean => {
    const { neighbours } = toLayoutText(changed, text);
    return neighbours !== '' && text.pieces.some((piece) => piece.text === neighbours);
  };
  const hasVideo = ({ pieces }: ReadText): boolean =>
    pieces.some(({ text, list }) => list?.forms[0]?.kind === 'neighbours' && VIDEO.test(text));
  return texts.some((text) => hasVideo(text) && isPrinted(text)) ? change : {};
}

const VIDEO = /https:\/\/www\.youtube\.com\/watch\?v=/;

/** The same hosts in more than half of the texts. */
function findHostIds(
  texts: readonly ReadText[],
  { guests }: Records,
): { readonly hosts?: readonly string[] } {
  const lists = texts.map(({ hosts }) => hosts.flatMap(({ key }) => guests.get(key)?.id ?? []));
  const hosts =
    lists.find((ids) => lists.filter((other) => `${other}` === `${ids}`).length * 2 > lists.length) ?? [];
  return hosts.length === 0 ? {} : { hosts };
}

/** A template of a person stays; so does the text of every episode that is not verbatim. */
function readState({ academy, episodes }: Catalog, show: Show | undefined): TemplateState {
  if (show?.description !== undefined || academy.description !== undefined) return 'fixed';
  if (show === undefined) return 'built-in';
  const isPrinted = ({ show: of, verbatim, kind, overrides }: Episode): boolean =>
    of === show.id && verbatim === undefined && kind !== 'none' && overrides?.description === undefined;
  return Object.values(episodes).some(isPrinted) ? 'built-in' : 'free';
}

function changeShow(
  catalog: Catalog,
  show: Show | undefined,
  { template, hosts, follow, neighbours }: ShowChange,
): Catalog {
  if (show === undefined) return catalog;
  const changed = {
    ...show,
    ...(template === undefined ? {} : { description: template }),
    ...(hosts === undefined ? {} : { hosts: [...hosts] }),
    ...defined({ follow, neighbours }),
  };
  return { ...catalog, shows: { ...catalog.shows, [show.id]: changed } };
}

/** What stays in the text, if it is not printed there byte for byte: less and less is proposed. */
const ATTEMPTS: readonly { readonly without: readonly ListKind[]; readonly named: boolean }[] = [
  { without: [], named: true },
  { without: ['guests', 'hosts'], named: false },
  { without: ['sponsors'], named: true },
  { without: ['guests', 'hosts', 'sponsors'], named: false },
  { without: ['guests', 'hosts', 'sponsors', 'links', 'sections'], named: false },
  { without: ['guests', 'hosts', 'sponsors', 'links', 'sections', 'chapters'], named: false },
];

type TextContext = Context & {
  readonly layouts: ShowLayouts;
  readonly hasSections: boolean;
  readonly follow: string | undefined;
};

function structureText(text: ReadText, named: LayoutText | undefined, context: TextContext): EpisodeProposal {
  const { id, origin } = text.episode;
  const { catalog, files } = context;
  const file = files.get(origin.path) ?? '';
  let first: Proof | undefined;
  for (const fields of listFields(text, named, context)) {
    const written = replaceVerbatim(file, fields);
    if (written === undefined) return { id, path: origin.path, confidence: 'low', proof: BEGUN };
    const proof = proveFile(catalog, { path: origin.path, id, text: written, live: text.verbatim });
    first ??= proof;
    if (proof.kind === 'equal' || proof.kind === 'same')
      return { id, path: origin.path, fields, text: written, confidence: judge(text, fields), proof };
  }
  return { id, path: origin.path, confidence: 'low', proof: first ?? OTHER_ORDER };
}

/** What could print the text, the most first. */
function* listFields(
  text: ReadText,
  named: LayoutText | undefined,
  { catalog, records, layouts, hasSections, follow }: TextContext,
): Generator<Fields> {
  const showHosts = catalog.shows[text.episode.show ?? '']?.hosts ?? [];
  const plain = toLayoutText(catalog, text, { named: false, hasSections, follow });
  for (const { without, named: isNamed } of ATTEMPTS)
    for (const chosen of listFits(layouts, isNamed && named ? named : plain, without))
      yield toFields(text, chosen, { records, named: isNamed, showHosts });
}

const OTHER_ORDER: Proof = {
  kind: 'refused',
  why: 'its parts are in another order than in the other texts of the show',
};

const BEGUN: Proof = {
  kind: 'refused',
  why: 'its file has other parts of a description already, or is not written a key a line',
};

/** high: lists alone; medium: a guest whom only a sentence names, or what a person should look at; low: nothing but text. */
function judge({ guests }: ReadText, fields: Fields): Confidence {
  const { guests: written = [], links = [], sections = [], chapters = [], sponsors = [], vars = {} } = fields;
  if (written.length + links.length + sections.length + chapters.length + sponsors.length === 0) return 'low';
  const isUnsure = written.length > 0 && guests.some(({ confidence }) => confidence !== 'high');
  const isShown = chapters.length === 0 || (chapters.length >= 3 && chapters[0]?.time === '00:00');
  return isUnsure || !isShown || vars['more'] !== undefined ? 'medium' : 'high';
}
