import { hashText } from '../../shared/hash.ts';
import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { listHandles, listProfileUrls } from '../catalog/profiles.ts';
import type { Bodies } from '../schema/kinds.ts';
import { type ByRecord, type Draft, type Entry, type Rule, type RuleFault, recordProblem } from './draft.ts';
import { eachPublishedText } from './free-texts.ts';
import { createFinder, type Mention, type NamedPerson } from './mentions.ts';
import type { Context } from './per-record.ts';

/**
 * A guest with `listed: false` is left out of everything that is rendered from records; what people wrote about that guest is
 * reported. The message does not repeat the words.
 */
export const unlistedGuests: Rule = (draft) => {
  const people = draft.guests.filter(({ record }) => !record.listed).map(describePerson);
  if (people.length === 0) return [];
  const key = hashText(JSON.stringify(people));
  if (last?.key !== key) last = { key, context: createFinders(people) };
  return findEverywhere(draft, last);
};

function* findEverywhere(draft: Draft, people: Context<Finders>): ByRecord {
  yield* findInRecords(draft, people);
  for (const entry of draft.episodes) yield findInId(entry, people.context);
  for (const [path, text] of [...Object.entries(draft.templates), ...Object.entries(draft.pages)])
    yield findInFile(path, text, people.context);
}

type Unlisted = NamedPerson & { readonly path: string };

const describePerson = ({ id, path, record }: Entry<'guest'>): Unlisted => ({
  path,
  ...listNames(id, record),
});

/** Everything that a guest is called in a text. */
export const listNames = (id: string, record: Bodies['guest']): NamedPerson => ({
  name: record.name,
  formerNames: [...record.formerNames, ...record.was.flatMap(({ name }) => name ?? [])],
  handles: listHandles(record),
  ids: [id, ...record.aliases],
  urls: listProfileUrls(record),
});

/** What an episode says of the guest itself, such as a role, is not printed. */
const findInRecords = eachPublishedText<Finders>(({ key, text, about }, people) =>
  findAll(text, people)
    .filter(({ ids }) => about === undefined || !ids.includes(about))
    .map(({ path, what, words, index }): RuleFault => {
      const part = { words, nth: text.slice(0, index).split(words).length - 1 };
      const message = describeMention(path, what);
      return { key, part, code: 'unlisted-guest', message: describeFault(key, ...message), hint: REWORD };
    }),
);

/** The id is in the URL at the end of the description, and of episodes that name this one. */
function findInId(entry: Entry<'episode'>, people: Finders): Problem[] {
  const key = ['id'];
  return findAll(entry.id, people).map(({ path, what }) => {
    const message = describeFault(key, ...describeMention(path, what));
    return recordProblem(entry, { key, code: 'unlisted-guest', message, hint: RENAME });
  });
}

function findInFile(file: string, text: string, people: Finders): Problem[] {
  return findAll(text, people).map(({ path, what, index }) => {
    const lines = text.slice(0, index).split('\n');
    const [line, column] = [lines.length, (lines.at(-1) ?? '').length + 1];
    const message = describeFault([], ...describeMention(path, what));
    return { path: file, line, column, code: 'unlisted-guest', message, hint: REWORD };
  });
}

const REWORD = 'Reword it: this text is published as it is written.';
const RENAME = 'It is part of a published URL: choose another, and list this one under "aliases:".';

const describeMention = (path: string, what: string) =>
  [`no mention of the guest in ${path}, who asked to be left out`, what] as const;

type Found = Mention & Pick<Unlisted, 'path' | 'ids'>;
type Finders = readonly { readonly person: Unlisted; readonly find: (text: string) => Mention[] }[];
let last: Context<Finders> | undefined;

const createFinders = (people: readonly Unlisted[]): Finders =>
  people.map((person) => ({ person, find: createFinder(person) }));

const findAll = (text: string, people: Finders): Found[] =>
  people.flatMap(({ person: { path, ids }, find }) =>
    find(text).map((mention) => ({ ...mention, path, ids })),
  );
