import { sourceOf } from '../../content/catalog/sources.ts';
import { isOnYouTube } from '../../content/rules/kinds.ts';
import { describeFound } from '../../shared/messages.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { BRACKET, holdsControl } from '../../shared/unprintable.ts';
import { countDescription } from '../desired.ts';
import { checkCharacters } from './characters.ts';
import { describeLength, describeOverflow, findLargest } from './length.ts';
import { countCharacters, countHashtags, countIn, countTags, LIMITS } from './measure.ts';
import { type Rendered, toProblem } from './problem.ts';
import { listSourceTexts } from './source-texts.ts';

export { countTags, LIMITS } from './measure.ts';

/**
 * Everything in a rendered episode that YouTube would refuse or ignore. Each problem points to the text that causes it, in the
 * episode's own file or in another one. They hold for the kinds `live` and `video`: nothing else is sent to YouTube.
 * A verbatim description is there already, and obeys none of them.
 */
export function checkLimits(rendered: Rendered): Problem[] {
  if (!isOnYouTube(rendered.episode.kind)) return [];
  return [
    ...checkTitle(rendered),
    ...checkLength(rendered),
    ...checkTags(rendered),
    ...checkHashtags(rendered),
    ...checkCharacters(rendered),
    ...checkTranslations(rendered),
  ];
}

function checkTitle(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const show = catalog.shows[episode.show ?? ''];
  const most = LIMITS.titleCharacters;
  const found = countCharacters(desired.title.trim());
  if (found > 0 && found <= most) return [];
  const key = episode.overrides?.title === undefined ? ['title'] : ['overrides', 'title'];
  const own = { source: sourceOf(episode), key };
  if (found === 0) {
    const at = show?.title === undefined ? own : { source: sourceOf(show), key: ['title'] };
    const message = `expected 1 to ${most} characters, found none`;
    return [toProblem(rendered, { code: 'title-empty', what: 'title', message, at })];
  }
  const added = found - countCharacters(episode.title.trim());
  const message = `expected at most ${most} characters, found ${found}, ${found - most} too many in ${describeFound(desired.title)}`;
  const hint =
    show?.title === undefined || added <= 0
      ? {}
      : { hint: `${added} of them come from the title of ${sourceOf(show).path}.` };
  return [toProblem(rendered, { code: 'title-too-long', what: 'title', message, at: own, ...hint })];
}

/** An error where it is too long; a warning where blocks had to be dropped to make it fit. */
function checkLength(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  if (desired.verbatim === true) return [];
  const most = LIMITS.description;
  const unit = catalog.academy.descriptionLimit;
  const found = countDescription(desired, unit);
  const at = () => findLargest(catalog, episode);
  if (found > most) {
    const message = `expected at most ${most} ${unit}, found ${found}, ${found - most} too many`;
    const fault = { code: 'description-too-long', what: 'description', message, at: at() } as const;
    return [toProblem(rendered, { ...fault, hint: describeLength(catalog, episode) })];
  }
  if (desired.dropped === undefined) return [];
  const message = describeOverflow(catalog, episode, desired.dropped);
  return [toProblem(rendered, { code: 'block-dropped', what: 'description', message, at: at() })];
}

/** Each language obeys the limits of title and description, but for a verbatim one; what causes a fault is in its own text, or reported of the own language too. */
function checkTranslations(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const { descriptionLimit: unit } = catalog.academy;
  return Object.entries(desired.localizations ?? {}).flatMap(([language, { title, description }]) => {
    if (episode.localizations?.[language]?.verbatim !== undefined) return [];
    const faults: readonly (readonly [boolean, ProblemCode, 'title' | 'description', string])[] = [
      [title.trim() === '', 'title-empty', 'title', 'expected a text, found none'],
      listLong(countCharacters(title.trim()), LIMITS.titleCharacters, 'characters', 'title'),
      listLong(countIn(unit, description), LIMITS.description, unit, 'description'),
      [BRACKET.test(title), 'angle-bracket', 'title', 'expected no "<" or ">", found one'],
      [BRACKET.test(description), 'angle-bracket', 'description', 'expected no "<" or ">", found one'],
      [holdsControl(title) || /[\t\n\r]/.test(title), 'control-character', 'title', NO_CONTROL],
      [holdsControl(description), 'control-character', 'description', NO_CONTROL],
    ];
    return faults.flatMap(([isWrong, code, part, message]) => {
      if (!isWrong) return [];
      const at = { source: sourceOf(episode), key: ['localizations', language, part] };
      return [toProblem(rendered, { code, what: `${part} of "${language}"`, message, at })];
    });
  });
}

const NO_CONTROL = 'expected no control characters, found one';

const listLong = (found: number, most: number, unit: string, part: 'title' | 'description') =>
  [
    found > most,
    `${part}-too-long`,
    part,
    `expected at most ${most} ${unit}, found ${found}, ${found - most} too many`,
  ] as const;

function checkTags(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const most = LIMITS.tagCharacters;
  const found = countTags(desired.tags ?? []);
  if (found <= most) return [];
  const show = catalog.shows[episode.show ?? ''];
  const own = countTags(episode.tags ?? []) >= countTags(show?.tags ?? []);
  const at =
    episode.overrides?.tags === undefined
      ? { source: sourceOf(own || show === undefined ? episode : show), key: ['tags'] }
      : { source: sourceOf(episode), key: ['overrides', 'tags'] };
  const message = `expected at most ${most} characters as YouTube counts them, found ${found}, ${found - most} too many`;
  return [toProblem(rendered, { code: 'tags-too-long', what: 'tags', message, at })];
}

function checkHashtags(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  if (desired.verbatim === true) return [];
  const most = LIMITS.hashtags;
  const found = countHashtags(desired.title) + countHashtags(desired.body);
  if (found <= most) return [];
  const texts = listSourceTexts(catalog, episode).filter(({ part }) => part !== 'tags');
  const at = texts.toSorted((a, b) => countHashtags(b.text) - countHashtags(a.text))[0];
  const message = `expected at most ${most} hashtags, found ${found}, ${found - most} too many: YouTube ignores all of them`;
  const whole = { source: sourceOf(episode), key: [] };
  return [toProblem(rendered, { code: 'too-many-hashtags', what: 'description', message, at: at ?? whole })];
}
