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
  return document.toString({ lineWidth: 0, flowCollectionPadding: isMap(node) });
}

function styleMap(map: YAMLMap, flow: boolean): void {
  map.flow = flow || map.items.every(({ value }) => isScalar(value) && map.items.length > 1);
  for (const { value } of map.items) styleValue(value, false);
}

function styleValue(node: unknown, block: boolean): void {
  if (isSeq(node)) node.flow = !block;
  if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
    node.type = Scalar.BLOCK_LITERAL;
}

/** One value of a list. */
export const renderItem = (item: unknown): string =>
  new Document(item, YAML_OPTIONS).toString({ lineWidth: 0 }).trim();

/** Indents every line except the first, which replaces an existing key; with `all` the first line too. */
export const indent = (text: string, columns: number, all = false): string =>
  text
    .split('\n')
    .map((line, at) => (line === '' || (at === 0 && !all) ? line : ' '.repeat(columns) + line))
    .join('\n');
