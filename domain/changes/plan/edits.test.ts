import { expect, it } from 'vitest';
import { bundleGroups } from './edits.ts';

const edit = (line: string) => ({ field: 'description', removed: [line], added: [`${line}!`] });

it('tells edits of the very same episodes together, in the order of the text, and others apart', () => {
  const both = ['a', 'b'];
  const groups = [
    { edit: edit('name'), episodes: both },
    { edit: edit('link'), episodes: both },
    { edit: edit('other'), episodes: ['b', 'c'] },
  ];
  expect(bundleGroups(groups)).toEqual([
    { edits: [edit('name'), edit('link')], episodes: both },
    { edits: [edit('other')], episodes: ['b', 'c'] },
  ]);
});
