import { describe, expect, it, test } from 'vitest';
import type { Problem } from '../../shared/problem.ts';
import { parseCatalog } from '../assemble/parse-catalog.ts';
import { type JsonSchema, renderJsonSchema } from '../schema/json.ts';
import type { Kind } from '../schema/kinds.ts';

type Files = Readonly<Record<string, string>>;

const FILES: Files = {
  'academy.yaml': 'name: A\nchannelId: UCxxxxxxxxxxxxxxxxxxxxxx\nmanage: full\n',
  'guests/ada.yaml':
    'name: Ada Quill\nurl: https://quill.example\ngithub: adaq\nformerNames: [A. Feather]\naliases: [quill]\nlisted: false\nwas: [{ until: 2020-01-01, name: Ada Ink }]\n',
};

function check(files: Files): Problem[] {
  const sources = Object.entries({ ...FILES, ...files });
  const { problems } = parseCatalog({
    commit: 'c0ffee',
    files: sources.map(([path, text]) => ({ path, text, blob: text })),
    blobs: {},
  });
  return problems.filter(({ code }) => code === 'unlisted-guest');
}

const places = (files: Files): string[] =>
  check(files).map(({ path, line, column }) => `${path}:${line}:${column}`);
const EPISODE = 'title: T\nkind: none\n';

describe('a guest who asked to be left out', () => {
  it('is found by every name, handle and page, each at its place, and the message does not repeat them', () => {
    const description =
      'description: |\n  Ada Quill, A. Feather,\n  Ada Ink\n  @quill adaq https://quill.example/cv\n';
    const problems = check({ 'episodes/a.yaml': `${EPISODE}${description}` });
    expect(
      problems.map(({ line, column, message }) => `${line}:${column} ${message.split(', found ')[1]}`),
    ).toEqual([
      '4:3 the name',
      '4:14 a former name',
      '5:3 a former name',
      '6:3 a handle',
      '6:10 a handle',
      '6:23 a page',
    ]);
    const said = problems.map(({ message, hint }) => `${message} ${hint}`).join(' ');
    expect(said).not.toMatch(/quill|feather|ink|adaq/i);
    expect(said).toContain('guests/ada.yaml');
  });

  it('is not looked for while the record is listed', () => {
    const listed = { 'guests/ada.yaml': 'name: Ada Quill\n' };
    expect(check({ 'episodes/a.yaml': 'title: Ada Quill\nkind: none\n' })).toHaveLength(1);
    expect(check({ ...listed, 'episodes/a.yaml': 'title: Ada Quill\nkind: none\n' })).toEqual([]);
  });

  it('is found in what is said of another guest, but not in what is said of that guest, which is not printed', () => {
    const refs = 'guests:\n  - { id: quill, as: Ada Quill }\n  - { id: bob, as: Friend of Ada Quill }\n';
    const bob = {
      'guests/bob.yaml':
        'name: Bob\nof: Ada Quill Ltd\nwas: [{ until: 2020-01-01, role: Aide to Ada Quill }]\n',
    };
    expect(places({ ...bob, 'episodes/a.yaml': `${EPISODE}${refs}` })).toEqual([
      'episodes/a.yaml:5:30',
      'guests/bob.yaml:2:5',
      'guests/bob.yaml:3:42',
    ]);
  });

  it('is found in templates, blocks, thumbnail pages and the id of an episode', () => {
    const files = {
      'templates/blocks/footer.liquid': 'Bye\n  Ada Quill',
      'thumbnails/own.html': '<p>@adaq</p>',
      'episodes/with-ada-quill.yaml': EPISODE,
      'episodes/b.yaml': `${EPISODE}id: on-ada-quill\n`,
    };
    expect(places(files)).toEqual([
      'episodes/b.yaml:3:5',
      'episodes/with-ada-quill.yaml:1:1',
      'templates/blocks/footer.liquid:2:3',
      'thumbnails/own.html:1:4',
    ]);
    expect(check(files)[0]?.hint).toContain('aliases');
  });

  it('needs the file, even if no episode names the guest', () => {
    const { problems } = parseCatalog({
      commit: 'c0ffee',
      files: Object.entries(FILES).map(([path, text]) => ({ path, text, blob: text })),
      blobs: {},
    });
    expect(problems).toEqual([]);
  });
});

/** Texts that are never printed, by kind; and URLs of episodes, which are not valid as a name alone. */
const NOT_PUBLISHED: Readonly<Record<Kind, readonly string[]>> = {
  academy: [
    'episodeUrl',
    'formerEpisodeUrls.0',
    'notify.0.digest.timezone',
    'notify.0.webhook.url',
    'streams.x',
  ],
  show: ['timezone', 'thumbnail.template', 'defaults.stream'],
  guest: [
    'name',
    'was.0.name',
    'github',
    'twitter',
    'bluesky',
    'mastodon',
    'linkedin',
    'youtube',
    'timezone',
    'aliases.0',
    'formerNames.0',
  ],
  sponsor: [],
  episode: ['thumbnail.template', 'stream', 'aliases.0'],
};

const PATHS = {
  academy: 'academy.yaml',
  show: 'shows/x.yaml',
  guest: 'guests/x.yaml',
  sponsor: 'sponsors/x.yaml',
  episode: 'episodes/x.yaml',
} as const;

/** A new key with free text must be searched, or be listed above as one that is never printed. */
test.each(Object.keys(PATHS) as Kind[])('every free text of the format of a %s is searched', (kind) => {
  const schema = renderJsonSchema(kind);
  const unsearched = listFreeTexts(schema).filter((path) => {
    const value = fill(schema, path, kind === 'episode' ? { kind: 'none' } : {});
    return !places({ [PATHS[kind]]: JSON.stringify(value) }).some((place) => place.startsWith(PATHS[kind]));
  });
  expect(unsearched.map((path) => path.join('.')).sort()).toEqual(NOT_PUBLISHED[kind].toSorted());
});

type Path = readonly (string | number)[];

/** Paths of all texts without a pattern or a choice of words. */
function listFreeTexts(schema: JsonSchema): Path[] {
  const {
    type,
    pattern,
    format,
    properties = {},
    items,
    anyOf,
    additionalProperties,
    propertyNames,
  } = schema;
  if (anyOf !== undefined) return anyOf.flatMap(listFreeTexts);
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  if (type === 'string') return pattern === undefined && format === undefined ? [[]] : [];
  const under = (step: string | number, inner: JsonSchema) =>
    listFreeTexts(inner).map((path): Path => [step, ...path]);
  if (items !== undefined) return under(0, items);
  if (typeof additionalProperties === 'object')
    // Keys with a pattern are languages.
    return additionalProperties.type === undefined
      ? [['x']]
      : under(propertyNames?.pattern === undefined ? 'x' : 'de', additionalProperties);
  return Object.entries(properties).flatMap(([name, inner]) => under(name, inner));
}

/** A value with the guest's name at a path, and examples for all other keys that are required. */
function fill(schema: JsonSchema, [step, ...rest]: Path, more: object = {}): unknown {
  if (step === undefined) return 'Ada Quill';
  if (step === 0) return [fill(schema.items ?? {}, rest)];
  const branches = schema.anyOf ?? [schema];
  const branch =
    branches.find(({ items, properties }) => items === undefined && properties?.[step]) ?? schema;
  const { required = [], properties = {}, additionalProperties } = branch;
  const inner = properties[step] ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
  const others = required.map((name) => [name, properties[name]?.examples?.[0]] as const);
  return { ...Object.fromEntries(others), ...more, [step]: fill(inner, rest) };
}
