import { expect, it } from 'vitest';
import { findCommitPage } from './commit-page.ts';

const login = { kind: 'token', token: 't' } as const;

it.each([
  [
    'https://x-access-token:SECRET@github.com/ada/academy.git',
    undefined,
    'https://github.com/ada/academy/commit/c1',
  ],
  ['git@gitlab.com:group/sub/academy.git', undefined, 'https://gitlab.com/group/sub/academy/-/commit/c1'],
  ['git@git.example:ada/academy', undefined, undefined],
  ['/home/ada/academy', undefined, undefined],
  [
    'git@git.example:ada/academy',
    { kind: 'gitlab', url: 'https://git.example', token: 't' },
    'https://git.example/ada/academy/-/commit/c1',
  ],
  [
    '/home/ada/academy',
    { kind: 'github', url: 'https://github.com', repository: 'ada/academy', login },
    'https://github.com/ada/academy/commit/c1',
  ],
] as const)('a commit of %s', (repository, codeHost, page) => {
  expect(findCommitPage({ repository, codeHost })?.('c1')).toBe(page);
});
