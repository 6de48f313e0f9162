import type { DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

/** YAML 1.2, core schema: no dates, no yes and no, no merge keys; keys are texts. */
export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  strict: true,
  stringKeys: true,
  // yaml compares every pair of keys, which is slow; `checkNodes` finds duplicates instead.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'error',
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;
