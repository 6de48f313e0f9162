import { sourceOf } from '../../content/catalog/sources.ts';
import { describeFound } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { checkCharacters } from './characters.ts';
import { explainLength, explainOverflow, findLargest } from './length.ts';
import { countBytes, countCharacters, countHashtags, countTags, LIMITS } from './measure.ts';
import { type Rendered, toProblem } from './problem.ts';
import { listSourceTexts } from './texts.ts';

export { countTags, LIMITS } from './measure.ts';

/**
 * What YouTube would refuse of one rendered episode, or not show: every fault, told where the text stands that made it so, in
 * the episode's own file or in another's.
 */
export function checkLimits(rendered: Rendered): Problem[] {
  return [
    ...checkTitle(rendered),
    ...checkLength(rendered),
    ...checkTags(rendered),
    ...checkHashtags(rendered),
    ...checkCharacters(rendered),
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
    const words = `expected 1 to ${most} characters, found none`;
    return [toProblem(rendered, { code: 'title-empty', what: 'title', words, at })];
  }
  const added = found - countCharacters(episode.title.trim());
  const words = `expected at most ${most} characters, found ${found}, ${found - most} too many in ${describeFound(desired.title)}`;
  const hint =
    show?.title === undefined || added <= 0
      ? {}
      : { hint: `${added} of them come from the title of ${sourceOf(show).path}.` };
  return [toProblem(rendered, { code: 'title-too-long', what: 'title', words, at: own, ...hint })];
}

/** Too long is an error; short enough only without some blocks is a warning that names them. */
function checkLength(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const most = LIMITS.descriptionBytes;
  const found = countBytes(desired.description);
  const at = () => findLargest(catalog, episode);
  if (found > most) {
    const words = `expected at most ${most} bytes, found ${found}, ${found - most} too many`;
    const fault = { code: 'description-too-long', what: 'description', words, at: at() } as const;
    return [toProblem(rendered, { ...fault, hint: explainLength(catalog, episode) })];
  }
  if (desired.dropped === undefined) return [];
  const words = explainOverflow(catalog, episode, desired.dropped);
  return [toProblem(rendered, { code: 'block-dropped', what: 'description', words, at: at() })];
}

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
  const words = `expected at most ${most} characters as YouTube counts them, found ${found}, ${found - most} too many`;
  return [toProblem(rendered, { code: 'tags-too-long', what: 'tags', words, at })];
}

function checkHashtags(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const most = LIMITS.hashtags;
  const found = countHashtags(desired.title) + countHashtags(desired.body);
  if (found <= most) return [];
  const texts = listSourceTexts(catalog, episode).filter(({ part }) => part !== 'tags');
  const at = texts.toSorted((a, b) => countHashtags(b.text) - countHashtags(a.text))[0];
  const words = `expected at most ${most} hashtags, found ${found}, ${found - most} too many: YouTube ignores all of them`;
  const whole = { source: sourceOf(episode), key: [] };
  return [toProblem(rendered, { code: 'too-many-hashtags', what: 'description', words, at: at ?? whole })];
}
