import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, type Diagnostic, getLanguageService } from 'yaml-language-server';

/** What editors show with nothing configured, by the language server that they run: the first line names the schema. */
const ROOT = new URL('../', import.meta.url);
const service = getLanguageService({
  schemaRequestService: (uri) => readFile(fileURLToPath(uri), 'utf8'),
  workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
});
service.configure({ validate: true, hover: true, completion: true });

let opened = 0;
type Place = { readonly document: TextDocument; readonly position: { line: number; character: number } };

/** An open file with the cursor at `^`. */
function openAt(text: string, [folder, kind] = ['episodes/talks', 'episode']): Place {
  const schema = `${'../'.repeat((folder ?? '').split('/').length)}schemas/${kind}.schema.json`;
  const marked = `# yaml-language-server: $schema=${schema}\n${text}`;
  opened += 1;
  const uri = new URL(`${folder}/${opened}.yaml`, ROOT).href;
  const document = TextDocument.create(uri, 'yaml', 1, marked.replace('^', ''));
  return { document, position: document.positionAt(marked.indexOf('^')) };
}

async function complete(text: string, file?: [string, string]): Promise<CompletionItem[]> {
  const { document, position } = openAt(text, file);
  return (await service.doComplete(document, position, false)).items;
}

async function hover(text: string): Promise<string> {
  const { document, position } = openAt(text);
  return JSON.stringify((await service.doHover(document, position))?.contents).replaceAll('\\n', '\n');
}

const check = (text: string): Promise<Diagnostic[]> =>
  service.doValidation(openAt(`${text}^`).document, false);
const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);
const say = ({ range, message }: Diagnostic): string =>
  `${range.start.line + 1}:${range.start.character + 1} ${message}`;

describe('completion', () => {
  test('a key at the top: those still missing, each explained', async () => {
    const items = await complete('title: T\nsh^');
    expect(items.find(({ label }) => label === 'show')).toMatchObject({
      documentation: expect.stringContaining('the name of a file in shows/'),
    });
    expect(labels(items)).toContain('chapterOffset');
    expect(labels(items)).not.toContain('title');
  });

  test('a value of an enumeration: each explained', async () => {
    const items = await complete('title: T\nkind: ^');
    expect(items.map(({ label, documentation }) => [label, documentation])).toEqual([
      ['live', 'a stream'],
      ['video', expect.stringContaining('youtube.videoId')],
      ['none', 'not on YouTube'],
    ]);
  });

  test('a key in a mapping inside', async () => {
    const keys = ['videoId', 'takeOver', 'replaces', 'categoryId', 'language'];
    const settings = ['audioLanguage', 'embeddable', 'license', 'madeForKids', 'paidPromotion'];
    const more = [...settings, 'playlists', 'recordingDate', 'syntheticMedia'];
    const offered = labels(await complete('title: T\nyoutube:\n  ^'));
    expect(offered.toSorted()).toEqual([...keys, ...more].toSorted());
  });

  test('a key in an item of a list: those still missing', async () => {
    const offered = labels(await complete('title: T\nguests:\n  - id: ada\n    ^'));
    expect(offered).toEqual(expect.arrayContaining(['as', 'then']));
    expect(offered).not.toContain('id');
  });

  test('a value or a mapping: both are offered, and no empty list is inserted', async () => {
    const words = ['public', '{ live: public, after: unlisted }', 'unlisted', 'private'];
    const offered = labels(await complete('title: T\nvisibility: ^'));
    expect(offered.toSorted()).toEqual(words.toSorted());
    const [guests] = (await complete('title: T\ngue^')).filter(({ label }) => label === 'guests');
    expect(guests?.insertText).toMatch(/^guests:\n {2}- /);
  });

  test('in a show, at every depth', async () => {
    const text = 'name: T\ndefaults:\n  visibility:\n    live: ^';
    expect(labels(await complete(text, ['shows', 'show']))).toEqual(['public', 'unlisted', 'private']);
  });
});

test.each([
  ['a key', 'title: T\nchapter^Offset: -92s', [/the recording was trimmed/, /Example:[\s\S]+-92s/]],
  ['a word', 'title: T\nki^nd: video', [/on YouTube/, /`none`: not on YouTube/]],
  ['a key inside', 'title: T\nguests: [{ id: ada, a^s: Host }]', [/A role in this episode/, /Team Talos/]],
])('hovering explains %s, with an example', async (_, text, expected) => {
  const shown = await hover(text);
  for (const words of expected) expect(shown).toMatch(words);
});

test.each([
  ['a key that is misspelt', 'title: T\nchapterofset: 1m', ['3:1 Property chapterofset is not allowed.']],
  ['one inside', 'title: T\nyoutube: { videoid: x }', ['3:12 Property videoid is not allowed.']],
  ['a key that is missing', 'show: x', ['2:1 Missing property "title".']],
  ['a word', 'title: T\nkind: lives', ['3:7 Value is not accepted. Valid values: "live", "video", "none".']],
  ['a type', 'title: T\nduration: 90', ['3:11 Incorrect type. Expected "string".']],
  ['a form', 'title: T\nduration: 90 min', ['3:11 Expected a duration such as 90m or 1h30m.']],
  ['nothing, where all is well', 'title: T\nvars: { any: { thing: 1 } }\nlinks: [https://a.example]', []],
])('what is wrong is marked: %s', async (_, text, expected) => {
  expect((await check(text)).map(say)).toEqual(expected);
});

test.each([
  'academy.yaml',
  'shows/workshop.yaml',
  'guests/sam-rivers.yaml',
  'sponsors/lantern-metrics.yaml',
  'episodes/breakage/the-rematch.yaml',
])('the sample %s has nothing to mark, and its first line leads to its schema', async (path) => {
  const text = readFileSync(new URL(path, ROOT), 'utf8');
  expect(await checkSample(path, text)).toEqual([]);
  const typo = await checkSample(path, `${text}\ntypo: 1\n`);
  expect(typo).toEqual([expect.stringContaining('Property typo is not allowed.')]);
});

/** The server caches a file by its version. */
async function checkSample(path: string, text: string): Promise<string[]> {
  opened += 1;
  const document = TextDocument.create(new URL(path, ROOT).href, 'yaml', opened, text);
  return (await service.doValidation(document, false)).map(say);
}
