import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { YAML_OPTIONS } from '../../content/yaml/options.ts';
import { editItems } from './edit-items.ts';
import { patchText } from './edit-scalar.ts';
import { indent, renderItem, renderPair } from './render-yaml.ts';
import type { EditValue, YamlEdit } from './types.ts';

/**
 * Changes some values of a content file. Only the lines of these values change; comments, order, quotes, anchors and indentation
 * of everything else stay as the author wrote them.
 */
export const applyEdits = (text: string, edits: readonly Pick<YamlEdit, 'key' | 'value'>[]): string =>
  edits.reduce((before, { key, value }) => setKey(before, key, value), text);

function setKey(text: string, key: readonly string[], value: EditValue): string {
  const root = parseDocument(text, YAML_OPTIONS).contents;
  const [first = '', ...rest] = key;
  if (!isMap(root)) return text;
  const pair = pairOf(root, first);
  if (pair === undefined) return append(text, renderPair(first, nest(rest, value)));
  if (rest.length === 0) return replace(text, { path: key, pair, key: first, value });
  const inner = pair.value;
  if (!isMap(inner)) return replaceValue(text, { path: key, pair, key: first, value: nest(rest, value) });
  const [second = ''] = rest;
  const there = pairOf(inner, second);
  if (inner.flow)
    return replaceValue(text, {
      path: key,
      pair,
      key: first,
      value: withKey(inner, second, value),
      flow: true,
    });
  if (there !== undefined) return replace(text, { path: key, pair: there, key: second, value });
  return insertInto(text, inner, renderPair(second, value));
}

type Pair = YAMLMap['items'][number];

const pairOf = (map: YAMLMap, name: string): Pair | undefined =>
  map.items.find(({ key }) => isScalar(key) && String(key.value) === name);

const nest = (path: readonly string[], value: EditValue): unknown =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

/** A mapping in one line, `{ a: 1 }`, is written as one line again. */
const withKey = (map: YAMLMap, name: string, value: EditValue): unknown => ({
  ...(map.toJSON() as Record<string, unknown>),
  [name]: value,
});

type Replacement = {
  /** From the root. */
  readonly path: readonly string[];
  readonly pair: Pair;
  readonly key: string;
  readonly value: unknown;
  readonly flow?: boolean;
};

/** Lists whose order means something; that of tags and playlists does not. */
const ORDERED = ['chapters', 'links'];

/** A text keeps its style; in a list with one item per line, remaining items keep their lines and comments. */
function replace(text: string, replacement: Replacement): string {
  const { pair, key, value } = replacement;
  const list = pair.value;
  if (isScalar(list) && typeof value === 'string')
    return patchText(text, replacement.path, value) ?? replaceValue(text, replacement);
  if (isSeq(list) && ORDERED.includes(key) && Array.isArray(value))
    return editItems(text, replacement.path, value) ?? replaceValue(text, replacement);
  if (!isSeq(list) || list.flow === true || !Array.isArray(value)) return replaceValue(text, replacement);
  const lines = list.items.map((item) => ({ item, at: endOfLine(text, rangeOf(item)[0]) }));
  const remaining = lines.filter(({ item }) => isScalar(item) && value.includes(item.value));
  const last = remaining.at(-1);
  if (last === undefined) return replaceValue(text, replacement);
  const start = text.lastIndexOf('\n', last.at - 1) + 1;
  const dash = /^\s*-\s*/.exec(text.slice(start))?.[0] ?? '- ';
  const old = list.items.map((item) => (isScalar(item) ? item.value : undefined));
  const added = value.filter((item) => !old.includes(item)).map((item) => `\n${dash}${renderItem(item)}`);
  const grown = text.slice(0, last.at) + added.join('') + text.slice(last.at);
  const gone = lines
    .filter((line) => !remaining.includes(line))
    .map(({ at }) => (at > last.at ? at + added.join('').length : at));
  return gone.reduceRight(
    (left, at) => left.slice(0, left.lastIndexOf('\n', at - 1)) + left.slice(at),
    grown,
  );
}

/** Rewrites key and value; a comment after the value stays on its line. */
function replaceValue(text: string, { pair, key, value, flow = false }: Replacement): string {
  const start = rangeOf(pair.key)[0];
  const end = endOfValue(text, pair);
  const wasBlock = isSeq(pair.value) && pair.value.flow !== true;
  const anchor = isScalar(pair.value) || isSeq(pair.value) ? pair.value.anchor : undefined;
  const written = renderPair(key, value, { flow, block: wasBlock, anchor });
  const lines = indent(written, columnOf(text, start)).trimEnd().split('\n');
  const lineEnd = endOfLine(text, end);
  const [head = '', ...more] = lines;
  const tail = text.slice(end, lineEnd);
  return text.slice(0, start) + [head + tail, ...more].join('\n') + text.slice(lineEnd);
}

/** Where the value ends; for a multi-line text, before its final line break. */
function endOfValue(text: string, { key, value }: Pair): number {
  const end = value === null ? rangeOf(key)[1] + 1 : rangeOf(value)[1];
  let last = end;
  while (last > 0 && /\s/.test(text[last - 1] ?? '')) last -= 1;
  return last;
}

function insertInto(text: string, map: YAMLMap, written: string): string {
  const [first, last] = [map.items[0], map.items.at(-1)];
  if (first === undefined || last === undefined) return text;
  const at = endOfLine(text, endOfValue(text, last));
  const lines = indent(written, columnOf(text, rangeOf(first.key)[0]), true).trimEnd();
  return `${text.slice(0, at)}\n${lines}${text.slice(at)}`;
}

const append = (text: string, written: string): string =>
  `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${written}`;

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? [range[0], range[1]] : [0, 0];
};

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}
