import { expect, it } from 'vitest';
import { nameVideo } from './name-video.ts';

const PATH = 'episodes/talks/one.yaml';
const FILE = `# The first of them.
title: One # for now
scheduledFor: 2030-01-01T18:00:00Z

tags: [b, a]
`;
const name = (text: string): string | undefined => nameVideo(PATH, text, 'dQw4w9WgXcQ');

it('adds one line, and keeps comments and order', () => {
  expect(name(FILE)).toBe(`${FILE}youtube:\n  videoId: dQw4w9WgXcQ\n`);
});

it('stands beside what else is said of YouTube', () => {
  expect(name(`${FILE}youtube:\n  categoryId: 28 # science\n`)).toBe(
    `${FILE}youtube:\n  categoryId: 28 # science\n  videoId: dQw4w9WgXcQ\n`,
  );
});

it.each([
  ['names a video', `${FILE}youtube: { videoId: K72fOdbxXu8 }\n`],
  ['has a fault', `${FILE}colour: blue\n`],
  ['is no YAML', `${FILE}a: [\n`],
  ['is not about YouTube', `${FILE}kind: none\n`],
])('leaves a file that %s', (_why, text) => {
  expect(name(text)).toBeUndefined();
});
