import { normalizeText } from '../../render/description/marker.ts';
import type { Desired } from '../../render/desired.ts';
import type { Translation, Translations } from '../../render/localizations.ts';
import type { Blocked } from './gates.ts';
import { type FieldDecision, isCreation, judge, type MergeInput } from './judge.ts';

/** What becomes of one language: a person's translation is never overwritten, as nothing keeps it. */
type LanguageDecision = 'same' | 'write' | 'edited' | 'unknown';

/**
 * All languages are one part on YouTube, and each is decided for itself: ours while it equals what an earlier commit said, or while there
 * is none. `language`: what is decided of the own language, without which YouTube takes no translation.
 */
export function decideTranslations(input: MergeInput, language: FieldDecision): FieldDecision {
  const decisions = Object.values(decideLanguages(input));
  if (decisions.length === 0 || !hasLanguage(input, language)) return 'not-ours';
  const has = (decision: LanguageDecision): boolean => decisions.includes(decision);
  const ours = has('write');
  // A policy does not apply: only what is ours is written, whatever it says.
  return judge(withoutOverwrite(input), 'localizations', {
    same: decisions.every((decision) => decision === 'same'),
    ours,
    known: has('edited') || ours,
    policyApplies: false,
  });
}

const withoutOverwrite = (input: MergeInput): MergeInput => ({
  ...input,
  overwrite: [],
  standing: input.standing.kind === 'taken' ? { kind: 'unmarked' } : input.standing,
});

/** Languages in which a person wrote something else, although others are written now. */
export const hasTheirTranslation = (input: MergeInput): boolean =>
  Object.values(decideLanguages(input)).some((decision) => decision === 'edited' || decision === 'unknown');

function decideLanguages(input: MergeInput): Readonly<Record<string, LanguageDecision>> {
  return Object.fromEntries(
    Object.entries(input.desired.localizations ?? {}).map(([language, wanted]) => [
      language,
      decideLanguage(input, language, wanted),
    ]),
  );
}

function decideLanguage(input: MergeInput, language: string, wanted: Translation): LanguageDecision {
  const { bases = [], live, overwrite = [], standing } = input;
  const found = live.localizations?.[language];
  if (isSame(found, wanted)) return 'same';
  const before = bases.map((base) => base.localizations?.[language]);
  const isFree = found === undefined && before.every((base) => base === undefined);
  const isReleased =
    found === undefined && (overwrite.includes('localizations') || standing.kind === 'taken');
  const isOurs = before.some((base) => base !== undefined && isSame(found, base));
  if (isFree || isOurs || isReleased || (isCreation(input) && found === undefined)) return 'write';
  return bases.length > 0 ? 'edited' : 'unknown';
}

const isSame = (found: Translation | undefined, wanted: Translation): boolean =>
  found !== undefined &&
  normalizeText(found.title) === normalizeText(wanted.title) &&
  normalizeText(found.description) === normalizeText(wanted.description);

/** The whole part to send: what is ours, and every other language as it was read. The own language stands in the snippet. */
export function mergeTranslations(input: MergeInput): Translations {
  const { desired, live } = input;
  const decisions = decideLanguages(input);
  const ours = Object.entries(desired.localizations ?? {}).filter(([name]) => decisions[name] === 'write');
  const own = live.defaultLanguage;
  const theirs = Object.entries(live.localizations ?? {}).filter(([name]) => name !== own);
  return Object.fromEntries([...theirs, ...ours].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const hasLanguage = ({ live, desired }: MergeInput, language: FieldDecision): boolean =>
  live.defaultLanguage !== undefined || (language === 'write' && desired.language !== undefined);

/** For a person: YouTube takes no translation of a video without a language. */
export function listLanguageless(input: MergeInput, language: FieldDecision): Blocked[] {
  const { desired } = input;
  if (desired.localizations === undefined || hasLanguage(input, language)) return [];
  if (desired.policy.fields.localizations !== 'full') return [];
  const why =
    'localizations: the video on YouTube has no language, so it takes no translation: set `youtube.language` in the episode or `language` in its show';
  return [{ field: 'localizations', why, later: true }];
}

/** All languages as one text that people can compare; undefined: none. `of`: only these languages. */
export function describeTranslations(
  translations: Desired['localizations'],
  of: readonly string[],
): string | undefined {
  const found = of.toSorted().flatMap((language) => {
    const said = translations?.[language];
    return said === undefined ? [] : [`${language}: ${said.title}\n\n${said.description}`];
  });
  return found.length === 0 ? undefined : found.map(normalizeText).join('\n\n');
}
