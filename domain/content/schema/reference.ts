import { formatFlow, type JsonSchema, renderJsonSchema } from './json.ts';
import type { Kind } from './kinds.ts';
import { describeType } from './reference-type.ts';

type Row = {
  readonly key: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly parent: JsonSchema;
};

const HEAD = `# Content reference

Every key of every content file. Do not edit this page: \`npm run schemas\` generates it, and the JSON Schemas in \`schemas/\`, from
\`domain/content/schema/\`. For ids, times and problems see [Content formats](content.md).

\`youtube.videoId\` is the key \`videoId\` in the mapping \`youtube\`; \`guests[].as\` is the key \`as\` of an item in the list \`guests\`. A key
that is absent everywhere means *not ours*; an empty list means *empty it*.
`;

/** docs/content-reference.md: one table for each kind of file. */
export const renderReference = (kinds: readonly Kind[]): string =>
  [HEAD, ...kinds.map((kind) => renderKind(renderJsonSchema(kind)))].join('\n');

function renderKind(schema: JsonSchema): string {
  const rows = listRows(schema).filter(({ parent }) => !isUniform(parent));
  return [
    `## ${schema.title}\n`,
    `${renderProse(schema.description ?? '')}\n`,
    '| key | type | default | meaning | example |',
    '|---|---|---|---|---|',
    ...rows.map(renderRow),
    '',
  ].join('\n');
}

/** The keys of a mapping, each followed by those inside it. */
export const listRows = (parent: JsonSchema, prefix = ''): Row[] =>
  Object.entries(parent.properties ?? {}).flatMap(([name, child]) => {
    const key = `${prefix}${name}`;
    return [
      { key, required: parent.required?.includes(name) === true, schema: child, parent },
      ...listInside(child, key),
    ];
  });

function listInside(schema: JsonSchema, key: string): Row[] {
  if (schema.items !== undefined) return listInside(schema.items, `${key}[]`);
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((branch) => listInside(branch, key));
  return listRows(schema, `${key}.`);
}

/** A mapping of many fields to the same few words gets one row. */
const isUniform = ({ properties = {} }: JsonSchema): boolean => {
  const words = Object.values(properties).map(({ enum: choices = [] }) => choices.join());
  return words.length > 3 && words[0] !== '' && new Set(words).size === 1;
};

function renderRow({ key, required, schema }: Row): string {
  const standard = schema.default === undefined ? '' : code(formatFlow(schema.default));
  const cells = [
    code(key),
    describeType(schema),
    required ? 'required' : standard,
    renderMeaning(schema),
    listExamples(schema)
      .map((example) => code(formatFlow(example)))
      .join(' or '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function renderMeaning(schema: JsonSchema): string {
  const first = Object.values(schema.properties ?? {})[0];
  const { enum: choices, enumDescriptions } = isUniform(schema) && first !== undefined ? first : schema;
  const words = (choices ?? []).map((choice, at) => `\`${choice}\`: ${enumDescriptions?.[at]}`);
  return [
    renderProse(schema.description ?? ''),
    ...(enumDescriptions === undefined ? [] : [words.join('; ')]),
  ].join(' ');
}

/** Examples of a key, including those that editors offer as snippets. */
const listExamples = ({ examples = [], defaultSnippets = [] }: JsonSchema): readonly unknown[] => [
  ...examples,
  ...defaultSnippets.map(({ body }) => body),
];

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
/** Marks names of files and templates in a description as code, so that Markdown ignores their stars and braces. */
const renderProse = (text: string): string =>
  text.replace(/\{\{.*?\}\}|\b\w+\/\*+\.yaml|\b[a-z]+\.[a-zA-Z]+\b/g, (name) => code(name));
