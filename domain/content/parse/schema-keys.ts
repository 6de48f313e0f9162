import { z } from 'zod';
import type { KeyPath } from '../../shared/key-path.ts';

/** The keys that a schema allows in the mapping at `key`, those of every mapping if a union allows several. */
export function listKeys(schema: z.core.$ZodType, key: KeyPath): string[] {
  const shapes = schemasAt(schema, key).filter((found) => found instanceof z.ZodObject);
  return [...new Set(shapes.flatMap((found) => Object.keys(found.shape)))];
}

/** The first example in the schema of a key. */
export function findExample(schema: z.core.$ZodType, key: KeyPath): unknown {
  const parent = schemasAt(schema, key.slice(0, -1));
  const metas = parent.flatMap((found) => step(found, key.at(-1) ?? '')).map(readMeta);
  return metas.find((examples) => examples.length > 0)?.[0];
}

function readMeta(schema: z.core.$ZodType): readonly unknown[] {
  const examples = z.globalRegistry.get(schema)?.['examples'];
  return Array.isArray(examples) ? examples : [];
}

const schemasAt = (schema: z.core.$ZodType, key: KeyPath): z.core.$ZodType[] =>
  key.reduce((found, name) => found.flatMap((one) => step(one, name)).flatMap(unwrap), unwrap(schema));

function step(schema: z.core.$ZodType, name: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  const child = schema instanceof z.ZodObject ? schema.shape[name] : undefined;
  return child === undefined ? [] : [child];
}

/** The schemas of what an author may write, without defaults, options and transforms. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}
