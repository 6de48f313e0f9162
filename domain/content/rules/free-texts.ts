import type { KeyPath } from '../../shared/key-path.ts';
import type { Problem } from '../../shared/problem.ts';
import { sourceOf } from '../catalog/sources.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';
import type { Draft, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

/** `about`: the id of the guest that the text is printed with. */
export type FreeText = { readonly key: KeyPath; readonly text: string; readonly about?: string };
type Written = readonly (readonly [key: KeyPath, text: string | undefined, about?: string])[];
type Tables = { readonly [K in Kind]: (record: Bodies[K]) => Written };
type Check = (text: FreeText, key: string) => readonly RuleFault[];

/** The texts that people write freely and that are printed. */
const PROSE: Tables = {
  academy: ({ footer }) => [[['footer'], footer]],
  show: ({ title, description }) => [
    [['title'], title],
    [['description'], description],
  ],
  guest: () => [],
  sponsor: ({ message }) => [[['message'], message]],
  episode: ({ title, description, chapters, links, overrides }) => [
    [['title'], title],
    [['description'], description],
    [['overrides', 'title'], overrides?.title],
    [['overrides', 'description'], overrides?.description],
    ...chapters.map((chapter, at): Written[number] => [['chapters', at, 'title'], chapter.title]),
    ...links.map((link, at): Written[number] => [
      ['links', at, 'title'],
      'title' in link ? link.title : undefined,
    ]),
  ],
};

/** Everything else that is published. A new key that holds texts, such as translations, is one more line here. */
const OTHER: Tables = {
  academy: ({ name, url, episodeUrl, description }) => listTexts({ name, url, episodeUrl, description }),
  show: ({ name, tags, vars }) => listTexts({ name, tags, vars }),
  guest: ({ of, role, was }) =>
    listTexts({ of, role, was: was.map(({ until: _, name: __, ...fact }) => fact) }),
  sponsor: ({ name, url }) => listTexts({ name, url }),
  episode: ({ tags, overrides, links, thumbnail, vars, guests }) => [
    ...listTexts({
      tags,
      overrides: { tags: overrides?.tags },
      links: links.map(({ url }) => ({ url })),
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

type Rule = (draft: Draft, key?: string) => Problem[];

/** A rule for every free text of a draft. `key`: anything else that the result of `check` depends on. */
export const eachFreeText = (check: Check): Rule => eachText(PROSE, check);

/** The same for everything in the records that may be published; templates are not records. */
export const eachPublishedText = (check: Check): Rule => eachText(PUBLISHED, check);

function eachText(tables: Tables, check: Check): Rule {
  const over = <K extends Kind>(kind: K) =>
    perRecord<K>((record, key) =>
      tables[kind](record).flatMap(([at, text, about]) =>
        text === undefined ? [] : check({ key: at, text, ...(about !== undefined && { about }) }, key),
      ),
    );
  const [academy, show, guest] = [over('academy'), over('show'), over('guest')];
  const [sponsor, episode] = [over('sponsor'), over('episode')];
  return (draft, key = '') => [
    ...(draft.academy === undefined
      ? []
      : academy({ ...sourceOf(draft.academy), id: '', blob: '', record: draft.academy }, key)),
    ...draft.shows.flatMap((entry) => show(entry, key)),
    // Nothing in the record of a guest who is left out is printed.
    ...draft.guests.flatMap((entry) => (entry.record.listed ? guest(entry, key) : [])),
    ...draft.sponsors.flatMap((entry) => sponsor(entry, key)),
    ...draft.episodes.flatMap((entry) => episode(entry, key)),
  ];
}

/** All texts inside a value, at any depth. */
function listTexts(value: unknown, key: KeyPath = []): Written[number][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => listTexts(item, [...key, at]));
  return Object.entries(value).flatMap(([name, item]) => listTexts(item, [...key, name]));
}
