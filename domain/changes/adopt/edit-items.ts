import { diffArrays } from 'diff';
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { YAML_OPTIONS } from '../../content/yaml/options.ts';
import { patchText } from './edit-scalar.ts';
import { renderItem } from './render-yaml.ts';
import type { EditItem } from './types.ts';

/**
 * Changes a list of texts and mappings, item by item: items that stay keep their lines, order and comments, and of a mapping only
 * the values that differ are written. Undefined if the list must be written as a whole.
 */
export function editItems(
  text: string,
  path: readonly string[],
  items: readonly EditItem[],
): string | undefined {
  const list = readList(text, path);
  if (list === undefined || items.length === 0 || list.items.length === 0) return undefined;
  const changes = alignItems(list.toJSON() as readonly unknown[], items);
  if (list.flow === true && changes.some(({ kind }) => kind !== 'change')) return undefined;
  return changes.reduceRight<string | undefined>(
    (before, change) => (before === undefined ? undefined : applyChange(before, path, change)),
    text,
  );
}

type ItemChange =
  | { readonly kind: 'change' | 'insert'; readonly at: number; readonly item: EditItem }
  | { readonly kind: 'remove'; readonly at: number };

/** In the order of the list. `at`: the place in the old list; an item is inserted before that place. */
function alignItems(before: readonly unknown[], after: readonly EditItem[]): ItemChange[] {
  const changes: ItemChange[] = [];
  const keys = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item));
  let [at, to] = [0, 0];
  let removed = 0;
  const close = (): void => {
    for (; removed > 0; removed -= 1) changes.push({ kind: 'remove', at: at - removed });
  };
  for (const part of diffArrays(keys(before), keys(after))) {
    if (part.removed) {
      removed = part.value.length;
      at += removed;
      continue;
    }
    if (!part.added) {
      close();
      at += part.value.length;
      to += part.value.length;
      continue;
    }
    for (const item of after.slice(to, to + part.value.length)) {
      if (removed === 0) changes.push({ kind: 'insert', at, item });
      else {
        changes.push({ kind: 'change', at: at - removed, item });
        removed -= 1;
      }
    }
    to += part.value.length;
    close();
  }
  close();
  return changes;
}

function applyChange(text: string, path: readonly string[], change: ItemChange): string | undefined {
  const list = readList(text, path);
  if (list === undefined) return undefined;
  switch (change.kind) {
    case 'change':
      return changeItem(text, [...path, change.at], change.item);
    case 'remove':
      return removeItem(text, list, change.at);
    case 'insert':
      return insertItem(text, list, change);
  }
}

/** Value by value, if the item has the same keys as before; else as a whole. */
function changeItem(text: string, path: readonly (string | number)[], item: EditItem): string | undefined {
  const node: unknown = parseDocument(text, YAML_OPTIONS).getIn(path, true);
  const values = typeof item === 'string' ? [] : Object.entries(item);
  const isSameShape =
    isMap(node) && values.length === node.items.length && values.every(([key]) => node.has(key));
  const patched = isSameShape
    ? values.reduce<string | undefined>(
        (before, [key, value]) => (before === undefined ? before : patchText(before, [...path, key], value)),
        text,
      )
    : typeof item === 'string'
      ? patchText(text, path, item)
      : undefined;
  if (patched !== undefined) return patched;
  const [start, end] = rangeOf(node);
  return text.slice(0, start) + renderItem(item, { flow: true }) + text.slice(trimEnd(text, start, end));
}

function removeItem(text: string, list: YAMLSeq, at: number): string {
  const [start, end] = rangeOf(list.items[at]);
  return text.slice(0, startOfLine(text, start)) + text.slice(endOfLine(text, trimEnd(text, start, end)));
}

/** In the form of its neighbour: on one line, or a key a line. */
function insertItem(
  text: string,
  list: YAMLSeq,
  { at, item }: { readonly at: number; readonly item: EditItem },
): string {
  const neighbour = list.items[Math.max(0, at - 1)];
  const [start, end] = rangeOf(neighbour);
  const from = startOfLine(text, start);
  const dash = /^\s*-\s*/.exec(text.slice(from, start))?.[0] ?? '- ';
  const flow = isScalar(neighbour) || (isMap(neighbour) && (neighbour as YAMLMap).flow === true);
  const lines = renderItem(item, { flow }).replaceAll('\n', `\n${' '.repeat(dash.length)}`);
  const place = at === 0 ? from : endOfLine(text, trimEnd(text, start, end));
  const before = place > 0 && text[place - 1] !== '\n' ? `${text.slice(0, place)}\n` : text.slice(0, place);
  return `${before}${dash}${lines}\n${text.slice(place)}`;
}

function readList(text: string, path: readonly string[]): YAMLSeq | undefined {
  const node: unknown = parseDocument(text, YAML_OPTIONS).getIn(path, true);
  return isSeq(node) ? node : undefined;
}

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = isMap(node) || isScalar(node) || isSeq(node) ? node.range : undefined;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
};

/** A mapping over several lines ends behind its last line break. */
function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

const startOfLine = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
