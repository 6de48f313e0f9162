import type { KeyPath } from '../../shared/key-path.ts';
import type { Problem } from '../../shared/problem.ts';
import { sourceOf } from '../catalog/sources.ts';
import type { Bodies, Kind } from '../schema/kinds.ts';
import type { Draft, RuleFault } from './draft.ts';
import { perRecord } from './per-record.ts';

export type FreeText = { readonly key: KeyPath; readonly text: string };
type Written = readonly (readonly [KeyPath, string | undefined])[];

/** The texts that people write freely and that are printed. */
const FREE: { readonly [K in Exclude<Kind, 'guest'>]: (record: Bodies[K]) => Written } = {
  academy: ({ footer }) => [[['footer'], footer]],
  show: ({ title, description }) => [
    [['title'], title],
    [['description'], description],
  ],
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

/** A rule for every free text of a draft. `key`: anything else that the result of `check` depends on. */
export function eachFreeText(
  check: (text: FreeText, key: string) => readonly RuleFault[],
): (draft: Draft, key?: string) => Problem[] {
  const over = <K extends keyof typeof FREE>(kind: K) =>
    perRecord<K>((record, key) => {
      const texts: Written = FREE[kind](record);
      return texts.flatMap(([at, text]) => (text === undefined ? [] : check({ key: at, text }, key)));
    });
  const [academy, show, sponsor, episode] = [over('academy'), over('show'), over('sponsor'), over('episode')];
  return (draft, key = '') => [
    ...(draft.academy === undefined
      ? []
      : academy({ ...sourceOf(draft.academy), id: '', blob: '', record: draft.academy }, key)),
    ...draft.shows.flatMap((entry) => show(entry, key)),
    ...draft.sponsors.flatMap((entry) => sponsor(entry, key)),
    ...draft.episodes.flatMap((entry) => episode(entry, key)),
  ];
}
