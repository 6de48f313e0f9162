import { type Document, isCollection, isSeq, type Node, type Pair, visit } from 'yaml';

/** The place of a parser error. The parser's codes are coarse: the text and the nodes around the place tell the cases apart. */
export type ErrorContext = {
  readonly text: string;
  readonly document: Document;
  readonly offset: number;
};

/** The line at an offset: `start` and `end` are offsets, `content` is trimmed. */
export function lineAt({ text, offset }: ErrorContext) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.length : found;
  const line = text.slice(start, end);
  const indent = line.length - line.trimStart().length;
  return { start, end, indent, content: line.trim() };
}

export const wordAt = ({ text, offset }: ErrorContext): string => /^\S+/.exec(text.slice(offset))?.[0] ?? '';

/** The last character before an offset that is not white space. */
export const characterBefore = ({ text, offset }: ErrorContext): string =>
  text.slice(0, offset).trimEnd().at(-1) ?? '';

export const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" };

/** The start of the innermost bracket or quote that is still open where the parser gave up. */
export const findUnclosed = ({ document, offset }: ErrorContext): number | undefined =>
  findNodes(document, (node, [, end]) => end === offset && isUnclosed(node)).at(-1);

function isUnclosed({ srcToken: token }: Node): boolean {
  if (token?.type === 'flow-collection') return token.end[0]?.source !== CLOSING[token.start.source];
  if (token?.type !== 'single-quoted-scalar' && token?.type !== 'double-quoted-scalar') return false;
  return token.source.length < 2 || token.source.at(-1) !== token.source[0];
}

/** Inside brackets or braces, after an item. */
export const isAfterItem = (context: ErrorContext): boolean =>
  !isInsideProperty(context) &&
  !/[,[{:]/.test(characterBefore(context)) &&
  findNodes(
    context.document,
    (node, [start, end]) =>
      isCollection(node) && node.flow === true && start < context.offset && context.offset <= end,
  ).length > 0;

/** Behind the sign of a tag or an anchor, and what may belong to its name. */
function isInsideProperty({ text, offset }: ErrorContext): boolean {
  for (let at = offset - 1; at >= 0; at -= 1) {
    const sign = text[at] ?? '';
    if (sign === '!' || sign === '&') return true;
    if (/[\s,[\]{}]/.test(sign)) return false;
  }
  return false;
}

/** At the place of a list's next item, without its dash. */
export const isItemWithoutDash = ({ document, offset }: ErrorContext): boolean =>
  findNodes(
    document,
    (node) => isSeq(node) && node.items.slice(0, -1).some((item) => (item as Node).range?.[2] === offset),
  ).length > 0;

export const isKeyWithoutValue = ({ document, offset }: ErrorContext): boolean =>
  hasPair(document, ({ key, value }) => value === null && (key as Node).range?.[0] === offset);

/** Between a key and its colon. */
export function isAfterKey({ text, document, offset }: ErrorContext): boolean {
  const end = text.slice(0, offset).trimEnd().length;
  return hasPair(document, ({ key }) => (key as Node).range?.[1] === end);
}

const hasPair = (document: Document, passes: (pair: Pair) => boolean): boolean =>
  listParts(document).pairs.some(passes);

/** The starts of the nodes that pass, outer nodes first. */
function findNodes(
  document: Document,
  passes: (node: Node, range: readonly [number, number]) => boolean,
): number[] {
  const starts: number[] = [];
  for (const node of listParts(document).nodes) {
    const [start, end] = node.range ?? [0, 0];
    if (passes(node, [start, end])) starts.push(start);
  }
  return starts;
}

type Parts = { readonly nodes: readonly Node[]; readonly pairs: readonly Pair[] };
const known = new WeakMap<Document, Parts>();

/** Collected once for all errors of a document: yaml's own walk takes long. */
function listParts(document: Document): Parts {
  const found = known.get(document);
  if (found !== undefined) return found;
  const [nodes, pairs]: [Node[], Pair[]] = [[], []];
  visit(document, { Node: (_, node) => void nodes.push(node), Pair: (_, pair) => void pairs.push(pair) });
  known.set(document, { nodes, pairs });
  return { nodes, pairs };
}
