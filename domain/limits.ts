import type { Desired } from './desired.ts';
import { explainLength, explainOverflow, findLargest } from './limits-length.ts';
import { countBytes, countCharacters, countHashtags, countTags, LIMITS } from './limits-measure.ts';
import { listSourceTexts, type SourceText } from './limits-texts.ts';
import { BRACKET_HINT } from './parse-texts.ts';
import { renderFault, renderFound } from './parse-words.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { Catalog, Episode } from './records.ts';
import { tell } from './rules/draft.ts';
import { type Source, sourceOf } from './sources.ts';
import type { KeyPath } from './yaml-places.ts';

export { countTags, LIMITS } from './limits-measure.ts';

type Rendered = { readonly catalog: Catalog; readonly episode: Episode; readonly desired: Desired };

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

type Fault = {
  readonly code: ProblemCode;
  /** What of the episode is wrong, in the words of the format. */
  readonly what: string;
  /** "expected X, found Y" */
  readonly words: string;
  readonly at: { readonly source: Source; readonly key: KeyPath };
  readonly hint?: string;
};

/** Told of another file, the message names the episode: the key says nothing about it. */
function toProblem({ episode }: Rendered, { code, what, words, at, hint }: Fault): Problem {
  const own = at.source.path === sourceOf(episode).path;
  const message = `${own ? what : `${what} of ${episode.id}`}: ${words}`;
  const { source, key } = at;
  return {
    ...tell(source, { key, code, message, ...(hint === undefined ? {} : { hint }) }),
    episode: episode.id,
  };
}

function checkTitle(rendered: Rendered): Problem[] {
  const { catalog, episode, desired } = rendered;
  const show = catalog.shows[episode.show ?? ''];
  const most = LIMITS.titleCharacters;
  const found = countCharacters(desired.title.trim());
  if (found > 0 && found <= most) return [];
  const own = { source: sourceOf(episode), key: ['title'] };
  if (found === 0) {
    const at = show?.title === undefined ? own : { source: sourceOf(show), key: ['title'] };
    const words = `expected 1 to ${most} characters, found none`;
    return [toProblem(rendered, { code: 'title-empty', what: 'title', words, at })];
  }
  const added = found - countCharacters(episode.title.trim());
  const words = `expected at most ${most} characters, found ${found}, ${found - most} too many in ${renderFound(desired.title)}`;
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
  const at = { source: sourceOf(own || show === undefined ? episode : show), key: ['tags'] };
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for.
const CONTROL_IN_A_LINE = /[\u0000-\u001f\u007f]/;
const BRACKET = /[<>]/;

function checkCharacters(rendered: Rendered): Problem[] {
  const { title, body, tags = [] } = rendered.desired;
  const look = (what: Field, text: string, control: RegExp): Problem[] => [
    ...(BRACKET.test(text) ? tellCharacter(rendered, { what, text, bad: BRACKET }) : []),
    ...(control.test(text) ? tellCharacter(rendered, { what, text, bad: control }) : []),
  ];
  return [
    ...look('title', title, CONTROL_IN_A_LINE),
    ...look('description', body, CONTROL),
    ...look('tags', tags.join(''), CONTROL_IN_A_LINE),
  ];
}

type Field = 'title' | 'description' | 'tags';
type Found = { readonly what: Field; readonly text: string; readonly bad: RegExp };

/** Told of every text that has it; of the episode when none is known to. */
function tellCharacter(rendered: Rendered, { what, text, bad }: Found): Problem[] {
  const { catalog, episode } = rendered;
  const suspects = listSourceTexts(catalog, episode).filter(
    (one) => bad.test(one.text) && mayShowIn(what, one),
  );
  const seen = suspects.filter((one) => text.includes(one.text.trim()));
  const whole = [{ source: sourceOf(episode), key: [what] }];
  const at: readonly Fault['at'][] = seen.length > 0 ? seen : suspects.length > 0 ? suspects : whole;
  return at.map((one) => toProblem(rendered, { what, at: one, ...describe(bad, one.key, what) }));
}

const mayShowIn = (what: Field, { part }: SourceText): boolean =>
  what === 'tags'
    ? part === 'tags'
    : part !== 'tags' && (what === 'description' || part === 'title' || part === 'layout');

function describe(bad: RegExp, key: KeyPath, what: Field): Pick<Fault, 'code' | 'words' | 'hint'> {
  const words = renderFault(
    key.length > 1 || key[0] !== what ? key : [],
    bad === BRACKET ? 'no "<" or ">"' : 'no control characters',
    'one',
  );
  if (bad !== BRACKET) return { code: 'control-character', words };
  return {
    code: 'angle-bracket',
    words,
    hint: BRACKET_HINT,
  };
}
