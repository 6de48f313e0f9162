import { expect, it } from 'vitest';
import { describeAnswers } from '../../contract/reports/answers.ts';
import { renderMarkdown } from './markdown.ts';

const NOW = Date.parse('2026-11-30T09:00:00Z');

it('shows what was asked, by whom, what differs, and what to send next', () => {
  const said = renderMarkdown(
    describeAnswers(
      [
        {
          at: NOW - 120_000,
          update: 'overwrite',
          episodeId: 'a/one',
          by: 'ann',
          says: 'nothing is written yet',
          differences: [{ field: 'title', removed: ['# <b>Theirs</b>'], added: ['Ours'], more: 2 }],
          send: { episode: 'a/one', checksum: 'abc' },
        },
        { at: NOW, update: 'adopt', says: 'commit this', diff: ['- title: Ours', '+ title: Theirs'] },
      ],
      NOW,
    ),
  );
  expect(said.split('\n')).toEqual([
    '**Answer to `overwrite` for `a/one` by ann,** 2 min ago, at 08:58 UTC: nothing is written yet',
    '',
    'title (- on YouTube, + in the file, and 2 more lines):',
    '',
    '    - # <b>Theirs</b>',
    '    + Ours',
    '',
    'To do it: send the update `overwrite` with',
    '',
    '    {',
    '      "episode": "a/one",',
    '      "checksum": "abc",',
    '      "by": "your name"',
    '    }',
    '',
    '**Answer to `adopt`,** in less than a minute, at 09:00 UTC: commit this',
    '',
    'The change of the file:',
    '',
    '    - title: Ours',
    '    + title: Theirs',
  ]);
});
