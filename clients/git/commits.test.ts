import { expect, it } from 'vitest';
import { parseCommit } from './commits.ts';

const commit = (message: string | Buffer, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      `tree ${'a'.repeat(40)}\nauthor Ada <ada@example.org> 1700000000 +0100\ncommitter Ada > L <ada@example.org> 1700000060 -0830\n${more}\n`,
    ),
    Buffer.from(message),
  ]);

it.each([
  ['Subject\n\nBody\n', 'Subject'],
  ['Subject\nof two lines\n\nBody', 'Subject of two lines'],
  ['\n\n  Late \n', 'Late'],
  ['Subject\n \nBody', 'Subject'],
  ['', ''],
])('reads the subject of %j', (message, subject) => {
  expect(parseCommit(commit(message))).toEqual({ subject, author: 'Ada', seconds: 1_700_000_060 });
});

it('reads past a signature, and what is written in another encoding', () => {
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n';
  expect(parseCommit(commit('Signed\n', signature)).subject).toBe('Signed');
  expect(parseCommit(commit(Buffer.from([0x47, 0xfc, 0x6e]), 'encoding ISO-8859-1\n')).subject).toBe('Gün');
  expect(parseCommit(commit('Gün', 'encoding nonsense\n')).subject).toBe('Gün');
});

it("reads an author's name, also when there is none", () => {
  const by = (author: string) =>
    parseCommit(Buffer.from(`tree 1\nauthor ${author}\n\nauthor Mallory <m>`)).author;
  expect(by('Ada Lovelace <ada@example.org> 1700000000 +0100')).toBe('Ada Lovelace');
  expect(by(' <ada@example.org> 1700000000 +0100')).toBe('');
  expect(by('nobody')).toBe('');
});

it('a time that no clock shows is the last one that a date can be', () => {
  const { seconds } = parseCommit(Buffer.from(`tree 1\ncommitter A <a> 99999999999999999 +0000\n\nx`));
  expect(new Date(seconds * 1000).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
});
