import { expect, it } from 'vitest';
import { parseYaml } from '../../content/yaml/parse-yaml.ts';
import { applyEdits } from './edit-yaml.ts';

const FILE = `# the first line
title: &name "Old"   # why
show: talks
description: |
  One.

  Two.
tags:
  - kept # for a reason
  - gone
visibility: { live: public, after: unlisted } # for now
youtube:
  videoId: K72fOdbxXu8 # adopted
  language: en

# the end
thumbnail: { title: *name }
`;
const set = (key: string, value: string | number | readonly string[] | Record<string, string>) =>
  applyEdits(FILE, [{ key: key.split('.'), value }]);

it.each([
  ['title', 'New: "it"', '"Old"', `'New: "it"'`],
  ['show', 'other', 'show: talks', 'show: other'],
  ['description', 'A\n\n- b: c', '  One.\n\n  Two.\n', '  A\n\n  - b: c\n'],
  ['tags', ['kept', 'a: b'], '  - gone\n', '  - "a: b"\n'],
  ['visibility.after', 'private', 'after: unlisted', 'after: private'],
  ['youtube.language', 'de', 'language: en', 'language: de'],
  ['youtube.categoryId', 28, '  language: en\n', '  language: en\n  categoryId: 28\n'],
])('%s: changes only its own lines', (key, value, before, after) => {
  const expected = FILE.replace(before, after);
  const got = set(key, value);
  expect(got.replace('description: |-', 'description: |')).toBe(expected);
});

it.each([
  ['stream', 'main', 'stream: main\n'],
  ['overrides.title', 'Theirs', 'overrides:\n  title: Theirs\n'],
  ['overrides.tags', [], 'overrides:\n  tags: []\n'],
])('%s: appends a new key', (key, value, added) => {
  expect(set(key, value)).toBe(FILE + added);
});

it('reads back every value that it writes', () => {
  for (const value of [
    '',
    ' x ',
    'a # b',
    '- a',
    '"',
    'yes: no',
    '{',
    'a\n b\n',
    '007',
    'null',
    '…é✓',
    '\tx',
  ])
    for (const key of ['title', 'description', 'stream', 'youtube.language', 'overrides.description']) {
      const read = parseYaml(set(key, value)).value as Record<string, never>;
      const [first = '', second] = key.split('.');
      expect([key, second === undefined ? read[first] : read[first]?.[second]]).toEqual([key, value]);
    }
});

it('adds a key to a file without a final line break', () => {
  expect(applyEdits('title: A', [{ key: ['stream'], value: 'main' }])).toBe('title: A\nstream: main\n');
});
