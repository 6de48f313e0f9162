import { isMap, isScalar, parseDocument } from 'yaml';
import { YAML_OPTIONS } from '../../content/yaml/options.ts';
import { renderPair } from '../adopt/render-yaml.ts';
import type { Fields } from './fields.ts';

/** Keys in the order of the format. */
const ORDER = [
  'guests',
  'hosts',
  'sponsors',
  'description',
  'links',
  'sections',
  'chapters',
  'vars',
] as const;

/**
 * An episode's file with these fields in the place of `verbatim`. Everything else, comments too, stays as it is. Undefined if the
 * file has one of the fields already: a person began to write it.
 */
export function replaceVerbatim(text: string, fields: Fields): string | undefined {
  const root = parseDocument(text, YAML_OPTIONS).contents;
  if (!isMap(root) || root.flow === true) return undefined;
  const keys = root.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  if (ORDER.some((key) => fields[key] !== undefined && keys.includes(key))) return undefined;
  const pair = root.items[keys.indexOf('verbatim')];
  const [start, end] = [startOf(pair?.key), endOf(pair?.value)];
  if (start === undefined || end === undefined) return undefined;
  const rest = text.slice(end);
  const after = text[end - 1] === '\n' ? rest : rest.replace(/^[^\S\n]*(?:#.*)?(?:\r?\n|$)/, '');
  return `${text.slice(0, start)}${renderFields(fields)}${after}`;
}

/** As YAML, a key after the other. */
export const renderFields = (fields: Fields): string =>
  ORDER.flatMap((key) => {
    const value = fields[key];
    if (value === undefined) return [];
    const written = key === 'description' && String(value).includes('\n') ? `${String(value)}\n` : value;
    return [
      renderPair(key, written, { block: key === 'guests' && Array.isArray(value) && value.length > 1 }),
    ];
  }).join('');

const startOf = (node: unknown): number | undefined => (isScalar(node) ? node.range?.[0] : undefined);
/** Behind a block literal's last line break, or behind a quoted text. */
const endOf = (node: unknown): number | undefined => (isScalar(node) ? node.range?.[1] : undefined);
