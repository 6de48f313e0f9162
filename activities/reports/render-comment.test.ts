import { expect, test } from 'vitest';
import type { CommitReport } from '../../contract/commit-report.ts';
import { findInvisible, HOSTILE } from '../../test/support/hostile.ts';
import { findMarkup } from '../../test/support/markdown.ts';
import { COMMENT_MARKER, cut, renderComment } from './render-comment.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const pages = {
  video: (id: string) => `https://youtu.be/${id}`,
  workflow: (id: string) => `https://ui.example/${id}`,
};
const report: CommitReport = {
  commit: COMMIT,
  subject: 'Correct a title',
  author: 'Ada',
  state: 'success',
  description: '2 written',
  done: [
    { episodeId: 'k/one', title: 'Red Hat vs. Talos', videoId: 'K72fOdbxXu8', what: 'title written' },
    { episodeId: 'k/two', title: 'Kinvolk', what: 'thumbnail refused' },
  ],
  workflowId: 'sync',
};

test('says what was done, with the videos', () => {
  expect(renderComment(report, pages)).toBe(`${COMMENT_MARKER}
**Showrunner: 2 written**

- **Red Hat vs. Talos** <https://youtu.be/K72fOdbxXu8> \`k/one\`: title written
- **Kinvolk** \`k/two\`: thumbnail refused

Commit ${COMMIT} \`Correct a title\` by \`Ada\`

Details: <https://ui.example/sync>`);
});

test('links no page that only the worker can open', () => {
  expect(renderComment(report, { video: pages.video })).not.toContain('Details');
});

const MENTIONS = [
  '@rawkode @org/team',
  'Fixes #1',
  '(#1)',
  'closes rawkode/academy#12',
  'GH-7 gh-8',
  'see 0123456789abcdef',
  ':+1: :shipit:',
  '/close',
];

test('what others wrote is words or code: it links nothing, and mentions neither people nor issues', () => {
  for (const text of [...HOSTILE, ...MENTIONS]) {
    const one = { episodeId: text, title: text, videoId: text, what: text };
    const hostile = { ...report, subject: text, author: text, description: text, done: [one] };
    const lines = renderComment(hostile, pages).split('\n');
    expect(lines[0]).toBe(COMMENT_MARKER);
    const ours = lines.slice(1).filter((line) => !/^Details: <https:\/\/ui\.example\/sync>$/.test(line));
    expect(ours, text).toHaveLength(6);
    expect([...ours.flatMap(findMarkup), ...findInvisible(ours.join('\n'))], text).toEqual([]);
    const words = ours.map((line) => line.replaceAll(COMMIT, '').replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, ''));
    expect(words.join('\n').match(/@|#\d|\bGH-\d|\b[0-9a-f]{7,}\b|:[\w+-]+:|^\//gim), text).toBeNull();
  }
});

test('is never longer than GitHub accepts, and counts what is left out', () => {
  const done = Array.from({ length: 50 }, (_, at) => ({
    episodeId: `k/${at}`,
    title: '*'.repeat(1000),
    what: '_'.repeat(5000),
  }));
  const long = renderComment({ ...report, done, total: 1234 }, pages);
  expect(long.length).toBeLessThan(60_100);
  const shown = long.match(/^- \*\*/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(20);
  expect(long).toContain(`- and ${(1234 - shown).toLocaleString('en-US')} more`);
});

test('a description is cut between two characters, and its line ends go', () => {
  expect(cut('3 written,\n1 needs you', 140)).toBe('3 written, 1 needs you');
  expect(cut('x'.repeat(140), 140)).toBe('x'.repeat(140));
  expect(cut('x'.repeat(141), 140)).toBe(`${'x'.repeat(139)}…`);
  expect(cut('🎬'.repeat(200), 140)).toBe(`${'🎬'.repeat(139)}…`);
});
