import { expect, it } from 'vitest';
import { bundleGroups } from './edits.ts';

const edit = (line: string) => ({ field: 'description', removed: [line], added: [`${line}!`] });

it('bundles edits of exactly the same episodes, in the order of the text', () => {
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
