import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { templateNames } from '../../../drawing/templates/index.ts';
import { parseFile } from '../parse/parse.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { KINDS, listGenerated } from './generated.ts';
import { type JsonSchema, renderJsonSchema } from './json.ts';
import { listRows } from './reference.ts';

const ROOT = new URL('../../../', import.meta.url);
const schemas = KINDS.map((kind) => [kind, renderJsonSchema(kind)] as const);
const rows = schemas.flatMap(([kind, schema]) =>
  listRows(schema).map((row) => ({ ...row, at: `${kind} ${row.key}` })),
);
// A validator ignores the three keys of editors' language servers.
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addSchema(schemas.map(([, schema]) => schema));

test.each(listGenerated())('$path is up to date; if not, run `npm run schemas`', ({ path, text }) => {
  expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text);
});

test.each(schemas)('%s is valid in every draft that editors use', (kind, schema) => {
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:showrunner:${kind}`,
    title: expect.stringMatching(/^[A-Z]/),
    description: expect.stringContaining('.yaml: '),
  });
  expect(ajv.validateSchema(schema)).toBe(true);
});

test('gives every key a description and an example', () => {
  const silent = rows.filter(
    ({ schema }) => (schema.description ?? '').length < 5 || (schema.examples ?? []).length === 0,
  );
  expect(silent.map(({ at }) => at)).toEqual([]);
  expect(rows.length).toBeGreaterThan(130);
});

test('accepts every example and every default', () => {
  const wrong = rows.flatMap(({ at, schema }) => {
    const fits = ajv.compile(schema);
    const bodies = (schema.defaultSnippets ?? []).map(({ body }) => body);
    const defaults = schema.default === undefined ? [] : [schema.default];
    return [...(schema.examples ?? []), ...bodies, ...defaults].filter((value) => !fits(value)).map(() => at);
  });
  expect(wrong).toEqual([]);
});

test('rejects unknown keys in every mapping except streams, vars and those by language', () => {
  const all = [...schemas.map(([at, schema]) => ({ at, schema })), ...rows];
  const open = all.filter(({ schema }) =>
    listMappings(schema).some(
      ({ additionalProperties, propertyNames }) =>
        additionalProperties !== false && propertyNames?.pattern === undefined,
    ),
  );
  expect(open.map(({ at }) => at)).toEqual(['episode vars', 'show vars', 'academy streams']);
});

test('explains every choice of words that is not obvious', () => {
  const unequal = rows.filter(
    ({ schema }) =>
      schema.enumDescriptions !== undefined && schema.enumDescriptions.length !== schema.enum?.length,
  );
  expect(unequal.map(({ at }) => at)).toEqual([]);
});

test('suggests the built-in thumbnail templates', () => {
  const named = rows.filter(({ key }) => key === 'thumbnail.template').map(({ schema }) => schema.examples);
  expect(named).toEqual([templateNames, templateNames]);
});

const FILES = new URL('../../fixtures/files/', import.meta.url);
const fixtures = KINDS.flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, FILES)).map((name) => ({ kind, name: `${kind}/${name}` })),
);

test.each(fixtures)(
  '$name: an editor accepts what the parser accepts, and rejects faults of form',
  ({ kind, name }) => {
    const text = readFileSync(new URL(name, FILES), 'utf8');
    const { record, problems } = parseFile(kind, `${kind}s/x.yaml`, text);
    const fits = ajv.validate(`urn:showrunner:${kind}`, parseYaml(text).value);
    if (record !== undefined) expect(fits).toBe(true);
    const formal = ['unknown-key', 'missing-key', 'wrong-type', 'not-a-mapping'];
    if (problems.some(({ code }) => formal.includes(code))) expect(fits).toBe(false);
  },
);

/** The mapping that a value may be, as the value itself or as one of the choices. */
const listMappings = (schema: JsonSchema): JsonSchema[] =>
  [
    schema,
    ...(schema.anyOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items, ...(schema.items.anyOf ?? [])]),
  ].filter(({ type }) => type === 'object');
