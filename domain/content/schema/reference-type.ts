import type { JsonSchema } from './json.ts';

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: '`true` or `false`',
};

/** The values that a key accepts, as a phrase. */
export function describeType(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(describeType))].join(', or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((choice) => `\`${choice}\``).join(', ');
  if (schema.items !== undefined) return `list of ${describeItems(schema.items)}`;
  if (schema.type === 'object') return describeMapping(schema);
  if (schema.format === 'date') return 'day';
  return WORDS[schema.type ?? ''] ?? 'anything';
}

const describeItems = (schema: JsonSchema): string => {
  const one = describeType(schema);
  return one === 'text' ? 'texts' : one;
};

function describeMapping({ properties }: JsonSchema): string {
  const keys = Object.keys(properties ?? {});
  return keys.length === 0 ? 'mapping' : `mapping of ${keys.map((key) => `\`${key}\``).join(', ')}`;
}
