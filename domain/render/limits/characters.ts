import { sourceOf } from '../../content/catalog/sources.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { BRACKET_HINT, CONTROL } from '../../shared/unprintable.ts';
import { type LimitFault, type Rendered, toProblem } from './problem.ts';
import { listSourceTexts, type SourceText } from './source-texts.ts';

const CONTROL_IN_A_LINE = new RegExp(`[\\t\\n\\r]|${CONTROL.source}`, 'u');
const BRACKET = /[<>]/;

/** Characters that YouTube refuses in rendered texts. The parser has already reported those that a file contains itself. */
export function checkCharacters(rendered: Rendered): Problem[] {
  const { title, body, tags = [] } = rendered.desired;
  const check = (what: Field, text: string, control: RegExp): Problem[] => [
    ...(BRACKET.test(text) ? listCharacterProblems(rendered, { what, text, bad: BRACKET }) : []),
    ...(control.test(text) ? listCharacterProblems(rendered, { what, text, bad: control }) : []),
  ];
  return [
    ...check('title', title, CONTROL_IN_A_LINE),
    ...check('description', body, CONTROL),
    ...check('tags', tags.join(''), CONTROL_IN_A_LINE),
  ];
}

type Field = 'title' | 'description' | 'tags';
type Found = { readonly what: Field; readonly text: string; readonly bad: RegExp };

/** One problem for each source text with the character; one for the episode where no source text has it. */
function listCharacterProblems(rendered: Rendered, { what, text, bad }: Found): Problem[] {
  const { catalog, episode } = rendered;
  const suspects = listSourceTexts(catalog, episode).filter(
    (one) => bad.test(one.text) && canAppearIn(what, one),
  );
  const seen = suspects.filter((one) => text.includes(one.text.trim()));
  const whole = [{ source: sourceOf(episode), key: [what] }];
  const at: readonly LimitFault['at'][] = seen.length > 0 ? seen : suspects.length > 0 ? suspects : whole;
  return at.map((one) =>
    toProblem(rendered, { what, at: one, ...describeCharacterFault(bad, one.key, what) }),
  );
}

const canAppearIn = (what: Field, { part }: SourceText): boolean =>
  what === 'tags'
    ? part === 'tags'
    : part !== 'tags' && (what === 'description' || part === 'title' || part === 'layout');

function describeCharacterFault(
  bad: RegExp,
  key: KeyPath,
  what: Field,
): Pick<LimitFault, 'code' | 'message' | 'hint'> {
  const message = describeFault(
    key.length > 1 || key[0] !== what ? key : [],
    bad === BRACKET ? 'no "<" or ">"' : 'no control characters',
    'one',
  );
  if (bad !== BRACKET) return { code: 'control-character', message };
  return {
    code: 'angle-bracket',
    message,
    hint: BRACKET_HINT,
  };
}
