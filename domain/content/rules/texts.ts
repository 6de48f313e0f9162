import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Draft, Rule } from './draft.ts';
import { eachFreeText } from './free-texts.ts';
import { perRecord } from './per-record.ts';

/** The matched words, to find their place in a text of many lines. */
const wordsOf = (text: string, { 0: words, index }: RegExpExecArray) => ({
  words,
  nth: text.slice(0, index).split(words).length - 1,
});

const TIME_AT_START = /^[ \t]*[-*•]?[ \t]*[[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}\b/gm;

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
  const part = wordsOf(description, first);
  return [{ key: ['description'], part, code: 'second-list-of-times', message: words, hint }];
});

const MARKDOWN: readonly (readonly [name: string, form: RegExp])[] = [
  ['a link', /!?\[[^\]\n]+\]\((?:https?:|mailto:|#|\/)[^)\s]*\)/],
  ['bold text', /\*\*[^*\n]+\*\*/],
  ['a heading', /^#{1,6} +\S.*/m],
  ['a code block', /^```/m],
];

/** A description is plain text: YouTube shows Markdown as it is written. */
export const rawMarkdown: Rule = (draft) => findMarkdown(draft);

const findMarkdown = eachFreeText(({ key, text }) =>
  MARKDOWN.flatMap(([name, form]) => {
    const found = form.exec(text);
    if (found === null) return [];
    const message = describeFault(key, 'plain text', `${name} in Markdown, ${describeFound(found[0])}`);
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
  return names.length === 0 ? [] : findFormerNames(draft, JSON.stringify(names));
};

type FormerName = readonly [path: string, name: string];

const listFormerNames = ({ guests }: Draft): FormerName[] =>
  guests
    .filter(({ record }) => record.listed)
    .flatMap(({ path, record }) =>
      record.formerNames.filter((name) => name !== record.name).map((name): FormerName => [path, name]),
    );

const findFormerNames = eachFreeText(({ key, text }, names) =>
  parseNames(names).flatMap(({ path, form }) => {
    const found = form.exec(text);
    if (found === null) return [];
    const message = describeFault(key, `the present name of ${path}`, 'a former name');
    return [{ key, part: wordsOf(text, found), code: 'former-name' as const, message }];
  }),
);

type Form = { readonly path: string; readonly form: RegExp };
let parsed: { readonly names: string; readonly forms: readonly Form[] } | undefined;

/** Whole words only: a former name may be part of another name. */
function parseNames(names: string): readonly Form[] {
  if (parsed?.names !== names) {
    const forms = (JSON.parse(names) as FormerName[]).map(([path, name]) => ({
      path,
      form: new RegExp(`(?<![\\p{L}\\p{N}])${quote(name)}(?![\\p{L}\\p{N}])`, 'u'),
    }));
    parsed = { names, forms };
  }
  return parsed.forms;
}

const quote = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
