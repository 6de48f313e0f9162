import { sourceOf } from '../../content/catalog/sources.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import {
  BRACKET,
  BRACKET_HINT,
  describeControl,
  findControl,
  holdsControl,
} from '../../shared/unprintable.ts';
import { type LimitFault, type Rendered, toProblem } from './problem.ts';
import { listSourceTexts, type SourceText } from './source-texts.ts';

/** Whether a text holds what YouTube refuses. */
type Test = (text: string) => boolean;

const holdsBracket: Test = (text) => BRACKET.test(text);
const holdsControlInLine: Test = (text) => /[\t\n\r]/.test(text) || holdsControl(text);

/** Characters that YouTube refuses in rendered texts. The parser has already reported those that a file contains itself. */
export function checkCharacters(rendered: Rendered): Problem[] {
  const { title, body, tags = [], verbatim } = rendered.desired;
  if (verbatim === true) return [];
  const check = (what: Field, text: string, control: Test): Problem[] => [
    ...(holdsBracket(text) ? listCharacterProblems(rendered, { what, text, isBad: holdsBracket }) : []),
    ...(control(text) ? listCharacterProblems(rendered, { what, text, isBad: control }) : []),
  ];
  return [
    ...check('title', title, holdsControlInLine),
    ...check('description', body, holdsControl),
    ...check('tags', tags.join(''), holdsControlInLine),
  ];
}

type Field = 'title' | 'description' | 'tags';
type Found = { readonly what: Field; readonly text: string; readonly isBad: Test };

/** One problem for each source text with the character; one for the episode where no source text has it. */
function listCharacterProblems(rendered: Rendered, { what, text, isBad }: Found): Problem[] {
  const { catalog, episode } = rendered;
  const suspects = listSourceTexts(catalog, episode).filter(
    (one) => isBad(one.text) && canAppearIn(what, one),
  );
  const seen = suspects.filter((one) => text.includes(one.text.trim()));
  const whole = [{ source: sourceOf(episode), key: [what] }];
  const at: readonly LimitFault['at'][] = seen.length > 0 ? seen : suspects.length > 0 ? suspects : whole;
  return at.map((one) =>
    toProblem(rendered, { what, at: one, ...describeCharacterFault({ what, text, isBad }, one.key) }),
  );
}

const canAppearIn = (what: Field, { part }: SourceText): boolean =>
  what === 'tags'
    ? part === 'tags'
    : part !== 'tags' && (what === 'description' || part === 'title' || part === 'layout');

function describeCharacterFault(
  { what, text, isBad }: Found,
  key: KeyPath,
): Pick<LimitFault, 'code' | 'message' | 'hint'> {
  const message = describeFault(
    key.length > 1 || key[0] !== what ? key : [],
    isBad === holdsBracket ? 'no "<" or ">"' : 'no control characters',
    isBad === holdsBracket ? 'one' : describeFirst(text, isBad),
  );
  if (isBad !== holdsBracket) return { code: 'control-character', message };
  return {
    code: 'angle-bracket',
    message,
    hint: BRACKET_HINT,
  };
}

/** The first character that is refused in a text of one line, or of several. */
function describeFirst(text: string, isBad: Test): string {
  const lineEnd = isBad === holdsControlInLine ? text.search(/[\t\n\r]/) : -1;
  const control = findControl(text);
  const isEnd = lineEnd !== -1 && (control === undefined || lineEnd < control.index);
  const first = isEnd ? { index: lineEnd, sign: text.charAt(lineEnd) } : control;
  return first === undefined ? 'one' : describeControl(text, first);
}
