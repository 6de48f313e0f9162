import type { KeyPath } from '../../shared/key-path.ts';
import { sourceOf } from '../catalog/sources.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';
import type { ByRecord, Draft, RuleFault } from './draft.ts';
import { type Context, perRecordAnd } from './per-record.ts';

/** `about`: the id of the guest that the text is printed with. */
export type FreeText = { readonly key: KeyPath; readonly text: string; readonly about?: string };
type Written = readonly (readonly [key: KeyPath, text: string | undefined, about?: string])[];
type Tables = { readonly [K in Kind]: (record: Bodies[K]) => Written };
type Check<C> = (text: FreeText, context: C) => readonly RuleFault[];

const listLinks = (links: Bodies['episode']['links'], key: KeyPath): Written =>
  links.flatMap(
    (link, at): Written => [
      [[...key, at, 'title'], 'title' in link ? link.title : undefined],
      [[...key, at, 'note'], 'note' in link ? link.note : undefined],
    ],
  );

/** The texts that people write freely and that are printed. */
const PROSE: Tables = {
  academy: ({ footer, localizations }) => [[['footer'], footer], ...listTexts({ localizations })],
  show: ({ title, description, follow, localizations }) => [
    [['title'], title],
    [['description'], description],
    [['follow'], follow],
    ...listTexts({ localizations }),
  ],
  guest: () => [],
  sponsor: ({ message }) => [[['message'], message]],
  episode: ({
    title,
    description,
    verbatim,
    chapters,
    links,
    sections,
    sponsors,
    overrides,
    localizations,
  }) => [
    [['title'], title],
    [['description'], description],
    [['verbatim'], verbatim],
    [['overrides', 'title'], overrides?.title],
    [['overrides', 'description'], overrides?.description],
    ...listTexts({ localizations }),
    ...chapters.map((chapter, at): Written[number] => [['chapters', at, 'title'], chapter.title]),
    ...listLinks(links, ['links']),
    ...sections.flatMap(
      ({ heading, links: inside }, at): Written => [
        [['sections', at, 'heading'], heading],
        ...listLinks(inside, ['sections', at, 'links']),
      ],
    ),
    ...sponsors.map((sponsor, at): Written[number] => [
      ['sponsors', at, 'message'],
      'message' in sponsor ? sponsor.message : undefined,
    ]),
  ],
};

/** Everything else that is published. A new key that holds texts is one more line here. */
const OTHER: Tables = {
  academy: ({ name, url, episodeUrl, description }) => listTexts({ name, url, episodeUrl, description }),
  show: ({ name, tags, vars }) => listTexts({ name, tags, vars }),
  guest: ({ of, role, was }) =>
    listTexts({ of, role, was: was.map(({ until: _, name: __, ...fact }) => fact) }),
  sponsor: ({ name, url }) => listTexts({ name, url }),
  episode: ({ tags, overrides, links, sections, chapters, thumbnail, vars, guests }) => [
    ...listTexts({
      tags,
      overrides: { tags: overrides?.tags },
      links: links.map(({ url }) => ({ url })),
      sections: sections.map((section) => ({ links: section.links.map(({ url }) => ({ url })) })),
      chapters: chapters.map((chapter) => ('url' in chapter ? { url: chapter.url } : {})),
      thumbnail: typeof thumbnail === 'object' && 'title' in thumbnail ? { title: thumbnail.title } : {},
      vars,
    }),
    ...guests.flatMap(({ id, ...ref }, at) =>
      listTexts(ref, ['guests', at]).map(([key, text]): Written[number] => [key, text, id]),
    ),
  ],
};

const PUBLISHED: Tables = {
  academy: (record) => [...PROSE.academy(record), ...OTHER.academy(record)],
  show: (record) => [...PROSE.show(record), ...OTHER.show(record)],
  guest: OTHER.guest,
  sponsor: (record) => [...PROSE.sponsor(record), ...OTHER.sponsor(record)],
  episode: (record) => [...PROSE.episode(record), ...OTHER.episode(record)],
};

type Rule<C> = (draft: Draft, context: Context<C>) => ByRecord;

/** A rule for every free text of a draft. */
export const eachFreeText = <C = undefined>(check: Check<C>): Rule<C> => eachText(PROSE, check);

/** The same for everything in the records that may be published; templates are not records. */
export const eachPublishedText = <C>(check: Check<C>): Rule<C> => eachText(PUBLISHED, check);

function eachText<C>(tables: Tables, check: Check<C>): Rule<C> {
  const over = <K extends Kind>(kind: K) =>
    perRecordAnd<K, C>((record, context) =>
      tables[kind](record).flatMap(([at, text, about]) =>
        text === undefined ? [] : check({ key: at, text, ...(about !== undefined && { about }) }, context),
      ),
    );
  const [academy, show, guest] = [over('academy'), over('show'), over('guest')];
  const [sponsor, episode] = [over('sponsor'), over('episode')];
  return function* (draft, context) {
    if (draft.academy !== undefined)
      yield academy({ ...sourceOf(draft.academy), id: '', blob: '', record: draft.academy }, context);
    for (const entry of draft.shows) yield show(entry, context);
    // Nothing in the record of a guest who is left out is printed.
    for (const entry of draft.guests) if (entry.record.listed) yield guest(entry, context);
    for (const entry of draft.sponsors) yield sponsor(entry, context);
    for (const entry of draft.episodes) yield episode(entry, context);
  };
}

/** All texts inside a value, at any depth. */
function listTexts(value: unknown, key: KeyPath = []): Written[number][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => listTexts(item, [...key, at]));
  return Object.entries(value).flatMap(([name, item]) => listTexts(item, [...key, name]));
}
