import { Document, isMap, isScalar, isSeq, Scalar, type YAMLMap } from 'yaml';
import { YAML_OPTIONS } from '../../content/yaml/options.ts';

type Style = { readonly flow?: boolean; readonly block?: boolean; readonly anchor?: string | undefined };

/** `key: value` as a person would write it: multi-line texts as a block, lists in one line unless they were a block. */
export function renderPair(
  key: string,
  value: unknown,
  { flow = false, block = false, anchor }: Style = {},
): string {
  const document = new Document({ [key]: value }, YAML_OPTIONS);
  const map = document.contents as unknown as YAMLMap;
  const node = map.get(key, true) as unknown;
  if (isMap(node)) styleMap(node, flow);
  else styleValue(node, block);
  if (anchor !== undefined && (isScalar(node) || isSeq(node))) node.anchor = anchor;
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: isMap(node) || (isSeq(node) && node.items.some(isMap)),
  });
}

function styleMap(map: YAMLMap, flow: boolean): void {
  map.flow = flow || map.items.every(({ value }) => isScalar(value) && map.items.length > 1);
  for (const { value } of map.items) styleValue(value, false);
}

function styleValue(node: unknown, block: boolean): void {
  if (isSeq(node)) {
    node.flow = !block && !node.items.some(isMap);
    for (const item of node.items) styleItem(item, true);
  }
  if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
    node.type = Scalar.BLOCK_LITERAL;
}

/** A time in quotes, because older YAML reads it as a number. A mapping that holds a list is on lines of its own. */
function styleItem(node: unknown, flow: boolean): void {
  if (!isMap(node)) return;
  const lists = node.items.flatMap(({ value }) => (isSeq(value) ? [value] : []));
  for (const list of lists) styleValue(list, true);
  if (flow && lists.length === 0) node.flow = true;
  for (const { value } of node.items)
    if (isScalar(value) && /^\d+(?::\d\d)+$/.test(String(value.value))) value.type = Scalar.QUOTE_DOUBLE;
}

/** One value of a list; `flow`: a mapping on one line. */
export function renderItem(item: unknown, { flow = false }: Pick<Style, 'flow'> = {}): string {
  const document = new Document(item, YAML_OPTIONS);
  styleItem(document.contents, flow);
  return document.toString({ lineWidth: 0 }).trim();
}

/** Indents every line except the first, which replaces an existing key; with `all` the first line too. */
export const indent = (text: string, columns: number, all = false): string =>
  text
    .split('\n')
    .map((line, at) => (line === '' || (at === 0 && !all) ? line : ' '.repeat(columns) + line))
    .join('\n');
