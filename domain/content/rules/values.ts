import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault, describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { CATEGORIES, canonicalLanguage, LANGUAGES, MISTAKEN_LANGUAGES } from '../../shared/youtube-values.ts';
import { type Draft, type Entry, type Rule, recordProblem } from './draft.ts';

/** YouTube rejects a video with a category that is not assignable. */
export const unknownCategories: Rule = (draft) =>
  listValues(draft, 'categoryId').flatMap(({ entry, key, value }) => {
    if (typeof value !== 'number' || CATEGORIES[value] !== undefined) return [];
    const hint = `Assignable categories: ${Object.entries(CATEGORIES)
      .map(([id, name]) => `${id} ${name}`)
      .join(', ')}.`;
    const message = describeFault(key, 'a category that a video may have', describeFound(value));
    return [recordProblem(entry, { key, code: 'unknown-category', message, hint })];
  });

/** A tag that YouTube stores in another form never converges. */
export const unknownLanguages: Rule = (draft) =>
  [...listValues(draft, 'language'), ...listValues(draft, 'audioLanguage')].flatMap(
    ({ entry, key, value }): Problem[] => {
      if (typeof value !== 'string') return [];
      const known = LANGUAGES.has(value.split('-')[0] ?? '');
      const meant = known ? canonicalLanguage(value) : MISTAKEN_LANGUAGES[value];
      if (known && meant === value) return [];
      const message = describeFault(key, 'a language tag that YouTube accepts', describeFound(value));
      const hint = meant === undefined ? {} : { hint: `Did you mean ${describeFound(meant)}?` };
      return [recordProblem(entry, { key, code: 'unknown-language', message, ...hint })];
    },
  );

/** YouTube takes no translation of a video without a language, and none into its own. */
export const misplacedTranslations: Rule = ({ shows, episodes }) => {
  const languages = new Map(
    shows.map(({ id, record }) => [id, record.language ?? record.defaults?.language] as const),
  );
  return episodes.flatMap((entry): Problem[] => {
    const { localizations, youtube, show } = entry.record;
    const own = youtube?.language ?? languages.get(show ?? '');
    return Object.keys(localizations ?? {}).flatMap((language) => {
      if (own !== undefined && own !== language) return [];
      const key = ['localizations', language];
      const expected =
        own === undefined ? 'a video with a language of its own' : 'another language than its own';
      const message = describeFault(key, expected, own === undefined ? 'none' : describeFound(own));
      const hint =
        own === undefined
          ? 'Set "language" below "youtube", or in the show.'
          : 'Its title and description are those of the episode itself.';
      return [recordProblem(entry, { key, code: 'wrong-value', message, hint })];
    });
  });
};

/** YouTube reads a comma as the end of a tag, so that the list would never be what was written. */
export const tagsWithCommas: Rule = ({ shows, episodes }) => [
  ...shows.flatMap((entry) => checkTags(entry, entry.record.tags, ['tags'])),
  ...episodes.flatMap((entry) => [
    ...checkTags(entry, entry.record.tags, ['tags']),
    ...checkTags(entry, entry.record.overrides?.tags, ['overrides', 'tags']),
  ]),
];

const checkTags = (
  entry: Entry<'show' | 'episode'>,
  tags: readonly string[] = [],
  list: KeyPath,
): Problem[] =>
  tags.flatMap((tag, at) => {
    if (!tag.includes(',')) return [];
    const key = [...list, at];
    const parts = tag
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const hint = `YouTube ends a tag at a comma: write ${parts.map((part) => describeFound(part)).join(', ')}.`;
    const message = describeFault(key, 'a tag without a comma', describeFound(tag));
    return [recordProblem(entry, { key, code: 'wrong-value', message, ...(parts.length > 0 && { hint }) })];
  });

type Value = {
  readonly entry: Entry<'show'> | Entry<'episode'>;
  readonly key: KeyPath;
  readonly value: string | number | undefined;
};

const listValues = (
  { shows, episodes }: Draft,
  name: 'categoryId' | 'language' | 'audioLanguage',
): Value[] => [
  ...shows.flatMap((entry) => [
    { entry, key: [name], value: entry.record[name] },
    { entry, key: ['defaults', name], value: entry.record.defaults?.[name] },
  ]),
  ...episodes.map((entry) => ({ entry, key: ['youtube', name], value: entry.record.youtube?.[name] })),
];
