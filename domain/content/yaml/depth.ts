import { Composer, type CST, type Document, Parser, YAMLParseError } from 'yaml';
import { YAML_OPTIONS } from './options.ts';

/** Levels of lists and mappings inside each other; our own formats need four. */
export const MAX_DEPTH = 64;
/** `offset` is where a text nests too deep. */
export type OpenBlocks = { readonly document: Document } | { readonly offset: number };

/**
 * What yaml's `parseDocument` does, without what nests too deep: its composer calls itself for each level, and near the end of the
 * stack Node can die instead of throwing, when a regular expression is compiled there.
 */
export function openDocument(text: string): OpenBlocks {
  const tokens = [...new Parser().parse(text)];
  const offset = mayBeDeep(text) ? findTooDeep(tokens) : undefined;
  if (offset !== undefined) return { offset };
  const [document, second] = new Composer(YAML_OPTIONS).compose(tokens, true, text.length);
  if (document === undefined) throw new Error('yaml composed no document');
  if (second !== undefined) {
    const { range } = second;
    document.errors.push(new YAMLParseError([range[0], range[1]], 'MULTIPLE_DOCS', 'a second document'));
  }
  return { document };
}

/** What cannot be deep has few brackets, no long row of `- - -`, and no line that begins far to the right: together less than the limit. */
const BRACKETS = 16;
const SUSPICIOUS = /(?:[-?:][ \t]+){6}|^[ \t]{18}/m;
const mayBeDeep = (text: string): boolean => countBrackets(text) > BRACKETS || SUSPICIOUS.test(text);

function countBrackets(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === '[' || text[at] === '{') count++;
  return count;
}

type Step = { readonly token: object; readonly depth: number };

/** Tokens of the parser are trees, walked without calling oneself. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: Step[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { token } = step;
    if (!('items' in token)) openInside(open, token, step.depth);
    else if (step.depth === MAX_DEPTH)
      return 'offset' in token && typeof token.offset === 'number' ? token.offset : 0;
    else if (Array.isArray(token.items))
      for (const item of token.items) openInside(open, item, step.depth + 1);
  }
  return undefined;
}

/** A document has a value; an item of a collection has a key, a value or both. */
function openInside(open: Step[], holder: object, depth: number): void {
  if ('key' in holder && isObject(holder.key)) open.push({ token: holder.key, depth });
  if ('value' in holder && isObject(holder.value)) open.push({ token: holder.value, depth });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
