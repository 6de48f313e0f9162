import { Composer, type CST, type Document, Parser, YAMLParseError } from 'yaml';
import { defined } from '../../shared/defined.ts';
import type { YamlFault } from './fault.ts';
import { YAML_OPTIONS } from './options.ts';

/** Levels of nested lists and mappings; our own formats need four. */
const MAX_DEPTH = 64;
/** Keys and items of all lists and mappings together: composing them takes most of the time. */
const MAX_ITEMS = 10_000;
/** UTF-16 code units. A file written by hand has a tenth of it. */
const MAX_LENGTH = 65_536;

/**
 * Like yaml's `parseDocument`, for texts that are not too long or too deep and have the usual line ends. yaml's composer recurses for
 * each level, and near the end of the stack Node can crash instead of throwing, if a regular expression is compiled there.
 */
export function parseDocument(text: string): { readonly document: Document } | { readonly fault: YamlFault } {
  if (text.length > MAX_LENGTH)
    return toFault(0, `expected at most ${MAX_LENGTH} characters, found ${text.length}`);
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (lone !== -1) {
    const message = 'expected line ends LF or CRLF, found a CR alone';
    return toFault(lone, message, 'Save the file with line ends LF or CRLF.');
  }
  const tokens = [...new Parser().parse(text)];
  const excess = findExcess(tokens);
  if (excess !== undefined) return toFault(excess.offset, excess.message);
  return { document: compose(tokens, text.length) };
}

function toFault(offset: number, message: string, hint?: string): { readonly fault: YamlFault } {
  return { fault: { offset, message, ...defined({ hint }), soft: false } };
}

function compose(tokens: readonly CST.Token[], length: number): Document {
  const composer = new Composer({ ...YAML_OPTIONS, keepSourceTokens: true });
  const [document, second] = withoutStacks(() => {
    const [first, next] = composer.compose(tokens, true, length);
    return [first, next];
  });
  if (document === undefined) throw new Error('yaml composed no document');
  if (second !== undefined) {
    const [start, end] = second.range;
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'a second document'));
  }
  return document;
}

/** A broken text has an error at every second character, and recording where each was created takes seconds. */
function withoutStacks<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

type Step = { readonly token: object; readonly depth: number };

/** The parser's tokens are trees, walked here without recursion. */
function findExcess(tokens: readonly CST.Token[]): Pick<YamlFault, 'offset' | 'message'> | undefined {
  const open: Step[] = tokens.map((token) => ({ token, depth: 0 }));
  let items = 0;
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { token, depth } = step;
    if (!('items' in token)) openInside(open, token, depth);
    else if (depth === MAX_DEPTH)
      return {
        offset: offsetOf(token),
        message: `expected at most ${MAX_DEPTH} levels of nesting, found more`,
      };
    else if (Array.isArray(token.items)) {
      items += token.items.length;
      for (const item of token.items) openInside(open, item, depth + 1);
    }
  }
  if (items <= MAX_ITEMS) return undefined;
  return { offset: 0, message: `expected at most ${MAX_ITEMS} keys and items in all, found ${items}` };
}

const offsetOf = (token: object): number =>
  'offset' in token && typeof token.offset === 'number' ? token.offset : 0;

/** A document has a value; an item of a collection has a key, a value or both. */
function openInside(open: Step[], holder: object, depth: number): void {
  if ('key' in holder && isObject(holder.key)) open.push({ token: holder.key, depth });
  if ('value' in holder && isObject(holder.value)) open.push({ token: holder.value, depth });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
