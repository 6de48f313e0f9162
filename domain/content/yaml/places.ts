import { isMap, isNode, isScalar, isSeq, LineCounter } from 'yaml';
import type { KeyPath, Part, Position, Words } from '../../shared/key-path.ts';
import { parseDocument } from './parse-document.ts';

/** Finds places in one text, by key and by offset (UTF-16 code units from 0). */
export type YamlPlaces = {
  readonly offsetOf: (key: KeyPath, part?: Part) => number;
  readonly at: (offset: number) => Position;
  /** Where the value of a key ends, and the source of a scalar. */
  readonly read: (key: KeyPath) => { readonly end: number; readonly source?: string };
};

/** Parses the text again, with line numbers, on the first call: only files with problems pay for it. */
export function locateYaml(text: string): YamlPlaces {
  return {
    offsetOf: (key, part = 'value') =>
      typeof part === 'object' ? findWords(text, key, part) : findOffset(open(text).root, key, part),
    read: (key) =>
      readNode(key.reduce<unknown>((node, step) => findChild(node, step)?.value, open(text).root)),
    at: (offset) => {
      const { line, col } = open(text).lines.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };
}

type Nodes = { readonly lines: LineCounter; readonly root: unknown };
let last: { readonly text: string; readonly nodes: Nodes } | undefined;

/** Only the last text is kept: callers go file by file, and the nodes of thousands of files would fill the memory. */
function open(text: string): Nodes {
  if (last?.text !== text) last = { text, nodes: parseNodes(text) };
  return last.nodes;
}

function parseNodes(text: string): Nodes {
  const lines = countLines(text);
  try {
    const parsed = parseDocument(text);
    return { lines, root: 'document' in parsed ? parsed.document.contents : undefined };
  } catch {
    // A text that yaml cannot read has one fault, at its start.
    return { lines, root: undefined };
  }
}

/** The place of words in a value; of the whole value if quoting or folding changed the words. */
function findWords(text: string, key: KeyPath, { words, nth }: Words): number {
  const { root } = open(text);
  const start = findOffset(root, key, 'value');
  const node = key.reduce<unknown>((parent, step) => findChild(parent, step)?.value, root);
  const end = isNode(node) ? (node.range?.[1] ?? start) : start;
  let at = text.indexOf(words, start);
  for (let rest = nth; rest > 0 && at !== -1; rest--) at = text.indexOf(words, at + words.length);
  return at === -1 || at >= end ? start : at;
}

/** yaml counts lines too, but misses a line end after some mistakes. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

function findOffset(root: unknown, key: KeyPath, part: 'key' | 'value'): number {
  let node = root;
  let offset = startOf(root) ?? 0;
  for (const [depth, step] of key.entries()) {
    const child = findChild(node, step);
    if (child === undefined) return offset;
    const last = depth === key.length - 1;
    offset = (last && part === 'key' ? startOf(child.key) : undefined) ?? startOf(child.value) ?? offset;
    node = child.value;
  }
  return offset;
}

function findChild(node: unknown, step: string | number): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) return { value: node.items[step] };
  if (!isMap(node)) return undefined;
  // The last duplicate wins, as in the parsed value.
  return node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
}

function readNode(node: unknown): { end: number; source?: string } {
  const end = isNode(node) ? (node.range?.[1] ?? 0) : 0;
  return isScalar(node) && node.source !== undefined ? { end, source: node.source } : { end };
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
