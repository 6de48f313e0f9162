import { stringify } from 'yaml';
import { z } from 'zod';
import { type Kind, SCHEMAS } from './kinds.ts';

/** The part of JSON Schema that the content formats use, and three keys of editors' language servers. */
export type JsonSchema = {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enumDescriptions?: readonly string[];
  readonly patternErrorMessage?: string;
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
};

const TITLES: Readonly<Record<Kind, { title: string; description: string }>> = {
  academy: { title: 'Academy', description: 'academy.yaml: the settings of the academy.' },
  show: {
    title: 'Show',
    description:
      'shows/*.yaml: keys apply to every episode at all times; defaults apply only when a stream is created.',
  },
  guest: { title: 'Guest', description: 'guests/*.yaml: a guest or a host.' },
  sponsor: { title: 'Sponsor', description: 'sponsors/*.yaml: a sponsor.' },
  episode: { title: 'Episode', description: 'episodes/**.yaml: an episode.' },
};

/**
 * The JSON Schema of one kind of file, for editors. Draft 7 is enough, and every version of the YAML language server reads it. It
 * accepts everything that the parser accepts; checks of dates and of other files are left to the parser.
 */
export function renderJsonSchema(kind: Kind): JsonSchema {
  const made = z.toJSONSchema(SCHEMAS[kind], { io: 'input', target: 'draft-07', override: restore });
  const { $schema, ...rest } = made;
  return { $schema, $id: `urn:showrunner:${kind}`, ...TITLES[kind], ...rest } as JsonSchema;
}

type Override = { readonly zodSchema: z.core.$ZodType; readonly jsonSchema: z.core.JSONSchema.BaseSchema };

/** zod leaves out examples and defaults of transformed values, which could be results; ours are what an author writes. */
function restore({ zodSchema, jsonSchema }: Override): void {
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples)) Object.assign(jsonSchema, splitExamples(examples, jsonSchema.anyOf));
  const standard = zodSchema instanceof z.ZodDefault ? zodSchema.def.defaultValue : jsonSchema.default;
  // An editor would insert an empty list.
  if (isEmpty(standard)) delete jsonSchema.default;
  // The format is stricter than the parser, which accepts letters of every script; the pattern is enough.
  if (jsonSchema.format === 'uri') delete jsonSchema.format;
  // zod's limit, not ours.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** If a value may be a word or a mapping, mappings become snippets: as an example an editor shows "[object Object]". */
function splitExamples(examples: readonly unknown[], anyOf: unknown): object {
  if (anyOf === undefined) return { examples };
  const mappings = examples.filter(isMapping);
  const snippets = mappings.map((body) => ({ label: formatFlow(body), body }));
  return {
    examples: examples.filter((example) => !isMapping(example)),
    ...(snippets.length > 0 ? { defaultSnippets: snippets } : {}),
  };
}

/** A value as YAML on one line. */
export const formatFlow = (value: unknown): string =>
  stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: !Array.isArray(value),
  }).trimEnd();

const isMapping = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
