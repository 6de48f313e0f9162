import { sourceOf } from '../../content/catalog/sources.ts';
import type { KeyPath } from '../../shared/key-path.ts';
import { describeFault } from '../../shared/messages.ts';
import type { Problem } from '../../shared/problem.ts';
import { BRACKET_HINT, CONTROL } from '../../shared/unprintable.ts';
import { type LimitFault, type Rendered, toProblem } from './problem.ts';
import { listSourceTexts, type SourceText } from './texts.ts';

const CONTROL_IN_A_LINE = new RegExp(`[\\t\\n\\r]|${CONTROL.source}`, 'u');
const BRACKET = /[<>]/;

/** Characters that YouTube refuses, in what templates and `vars` made of texts: those of a file alone its parser tells. */
export function checkCharacters(rendered: Rendered): Problem[] {
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
  const at: readonly LimitFault['at'][] = seen.length > 0 ? seen : suspects.length > 0 ? suspects : whole;
  return at.map((one) => toProblem(rendered, { what, at: one, ...describe(bad, one.key, what) }));
}

const mayShowIn = (what: Field, { part }: SourceText): boolean =>
  what === 'tags'
    ? part === 'tags'
    : part !== 'tags' && (what === 'description' || part === 'title' || part === 'layout');

function describe(bad: RegExp, key: KeyPath, what: Field): Pick<LimitFault, 'code' | 'words' | 'hint'> {
  const words = describeFault(
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
