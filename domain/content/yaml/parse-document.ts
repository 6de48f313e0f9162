import { Composer, type CST, type Document, Parser, YAMLParseError } from 'yaml';
import { defined } from '../../shared/defined.ts';
import type { YamlFault } from './fault.ts';
import { YAML_OPTIONS } from './options.ts';

/** Levels of nested lists and mappings; our own formats need four. */
const MAX_DEPTH = 64;
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
  const deep = findTooDeep(tokens);
  if (deep !== undefined) return toFault(deep, `expected at most ${MAX_DEPTH} levels of nesting, found more`);
  return { document: compose(tokens, text.length) };
}

function toFault(offset: number, message: string, hint?: string): { readonly fault: YamlFault } {
  return { fault: { offset, message, ...defined({ hint }), soft: false } };
}

function compose(tokens: readonly CST.Token[], length: number): Document {
  const [document, second] = new Composer({ ...YAML_OPTIONS, keepSourceTokens: true }).compose(
    tokens,
    true,
    length,
  );
  if (document === undefined) throw new Error('yaml composed no document');
  if (second !== undefined) {
    const [start, end] = second.range;
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'a second document'));
  }
  return document;
}

type Step = { readonly token: object; readonly depth: number };

/** The parser's tokens are trees, walked here without recursion. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: Step[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { token, depth } = step;
    if (!('items' in token)) openInside(open, token, depth);
    else if (depth === MAX_DEPTH)
      return 'offset' in token && typeof token.offset === 'number' ? token.offset : 0;
    else if (Array.isArray(token.items)) for (const item of token.items) openInside(open, item, depth + 1);
  }
  return undefined;
}

/** A document has a value; an item of a collection has a key, a value or both. */
function openInside(open: Step[], holder: object, depth: number): void {
  if ('key' in holder && isObject(holder.key)) open.push({ token: holder.key, depth });
  if ('value' in holder && isObject(holder.value)) open.push({ token: holder.value, depth });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
