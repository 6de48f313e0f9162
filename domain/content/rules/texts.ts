import { hashText } from '../../shared/hash.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Draft, Rule } from './draft.ts';
import { createNameFinder, type NameFinder } from './find-names.ts';
import { eachFreeText } from './free-texts.ts';
import { type Found, findLink } from './markdown-link.ts';
import { type Context, perRecord } from './per-record.ts';

/** The found words, to find their place in a text of many lines. */
const wordsOf = (text: string, { words, index }: Found) => ({
  words,
  nth: text.slice(0, index).split(words).length - 1,
});

const TIME_AT_START = /^[ \t]*(?:[-*•][ \t]*)?[[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}\b/gm;

/** YouTube reads every line that begins with a time as a chapter: two lists would be mixed. */
export const secondListsOfTimes: Rule = ({ episodes }) => episodes.flatMap((episode) => secondList(episode));

const secondList = perRecord<'episode'>(({ chapters, description = '' }) => {
  const times = [...description.matchAll(TIME_AT_START)];
  const [first] = times;
  if (chapters.length === 0 || first === undefined || times.length < 2) return [];
  const words = describeFault(
    ['description'],
    'one list of times, the chapters',
    `${times.length} more lines that begin with a time`,
  );
  const hint = 'Move them to "chapters:", or remove them.';
  const part = wordsOf(description, toFound(first));
  return [{ key: ['description'], part, code: 'second-list-of-times', message: words, hint }];
});

const toFound = ({ 0: words, index }: RegExpExecArray): Found => ({ words, index });

type Find = (text: string) => Found | undefined;

const find =
  (form: RegExp): Find =>
  (text) => {
    const found = form.exec(text);
    return found === null ? undefined : toFound(found);
  };

const MARKDOWN: readonly (readonly [name: string, find: Find])[] = [
  ['a link', findLink],
  ['bold text', find(/\*\*[^*\n]+\*\*/)],
  ['a heading', find(/^#{1,6} +\S.*/m)],
  ['a code block', find(/^```/m)],
];

/** A description is plain text: YouTube shows Markdown as it is written. */
export const rawMarkdown: Rule = (draft) => findMarkdown(draft, { key: '', context: undefined });

/** A verbatim text is on YouTube as it is. */
const findMarkdown = eachFreeText(({ key, text }) =>
  (key.at(-1) === 'verbatim' ? [] : MARKDOWN).flatMap(([name, findIn]) => {
    const found = findIn(text);
    if (found === undefined) return [];
    const message = describeFault(key, 'plain text', `${name} in Markdown, ${describeFound(found.words)}`);
    return [
      {
        key,
        part: wordsOf(text, found),
        code: 'raw-markdown' as const,
        message,
        hint: 'YouTube shows it as it is written.',
      },
    ];
  }),
);

/**
 * The message does not repeat the former name: the guest may not want it used. Nothing should name a guest who asked to be left out:
 * that is another rule.
 */
export const formerNames: Rule = (draft) => {
  const names = listFormerNames(draft);
  if (names.length === 0) return [];
  const key = hashText(JSON.stringify(names));
  if (last?.key !== key) last = { key, context: createNameFinder(names) };
  return findFormerNames(draft, last);
};

type FormerName = { readonly path: string; readonly name: string };

const listFormerNames = ({ guests }: Draft): FormerName[] =>
  guests
    .filter(({ record }) => record.listed)
    .flatMap(({ path, record }) =>
      record.formerNames.filter((name) => name !== record.name).map((name) => ({ path, name })),
    );

let last: Context<NameFinder<FormerName>> | undefined;

const findFormerNames = eachFreeText<NameFinder<FormerName>>(({ key, text }, findNames) =>
  findNames(text).map(({ name: { path }, ...found }) => {
    const message = describeFault(key, `the present name of ${path}`, 'a former name');
    return { key, part: wordsOf(text, found), code: 'former-name' as const, message };
  }),
);
