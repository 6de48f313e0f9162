import { Parser } from 'yaml';

/** Levels of lists and mappings inside each other; our own formats need four. */
export const MAX_DEPTH = 64;

/** What cannot be deep has few brackets, no long row of `- - -`, and no line that begins far to the right: together less than the limit. */
const BRACKETS = 16;
const SUSPICIOUS = /(?:[-?:][ \t]+){6}|^[ \t]{18}/m;

/**
 * Where a text nests too deep (offset), before anything that calls itself reads it: near the end of the stack Node can die instead of
 * throwing, when a regular expression is compiled there.
 */
export function findTooDeep(text: string): number | undefined {
  if (countBrackets(text) <= BRACKETS && !SUSPICIOUS.test(text)) return undefined;
  for (const token of new Parser().parse(text)) {
    const offset = findDeep(token);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

function countBrackets(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === '[' || text[at] === '{') count++;
  return count;
}

type Step = { readonly token: object; readonly depth: number };

/** Tokens of the parser are a tree, walked without calling oneself. */
function findDeep(root: object): number | undefined {
  const open: Step[] = [{ token: root, depth: 0 }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { token } = step;
    const depth = step.depth + ('items' in token ? 1 : 0);
    if (depth > MAX_DEPTH) return 'offset' in token && typeof token.offset === 'number' ? token.offset : 0;
    open.push(...listInside(token).map((inside) => ({ token: inside, depth })));
  }
  return undefined;
}

/** A document has a value; a collection has items with a key, a value or both. */
function listInside(token: object): object[] {
  const items: readonly unknown[] = 'items' in token && Array.isArray(token.items) ? token.items : [token];
  return items
    .filter(isObject)
    .flatMap((item) => ['key' in item ? item.key : undefined, 'value' in item ? item.value : undefined])
    .filter(isObject);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
