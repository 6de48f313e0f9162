import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import type { EditItem } from './types.ts';

/** The items of a list as the file has them. */
export function readItems(text: string, key: 'chapters' | 'links'): readonly EditItem[] {
  const root = parseYaml(text).value;
  const list: unknown =
    typeof root === 'object' && root !== null && key in root ? (root as Record<string, unknown>)[key] : [];
  return Array.isArray(list) ? list.filter(isItem) : [];
}

const isItem = (item: unknown): item is EditItem =>
  typeof item === 'string' ||
  (typeof item === 'object' &&
    item !== null &&
    Object.values(item).every((value) => typeof value === 'string'));
