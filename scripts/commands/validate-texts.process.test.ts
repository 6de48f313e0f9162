import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../domain/shared/problem.ts';
import {
  createFolder,
  createTestRepository,
  removeFolder,
  type TestRepository,
} from '../../test/support/git-repository.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { validate } from './validate.ts';

const FIXTURE = fileURLToPath(new URL('../../domain/fixtures/pictures/glyphs', import.meta.url));
const NOW = Date.parse('2026-06-01T12:00:00Z');
let folder = '';
let repository: TestRepository;
beforeEach(async () => {
  folder = await createFolder();
  repository = await createTestRepository(folder);
  await cp(FIXTURE, folder, { recursive: true });
});
afterEach(() => removeFolder(folder));

async function list(base?: string): Promise<readonly Problem[]> {
  const { json } = await validate({ settings: readOwnSettings({}, { repository: folder }), now: NOW, base });
  return (json as { problems: readonly Problem[] }).problems;
}
const format = ({ path, line, column, code }: Problem): string => `${path}:${line}:${column} ${code}`;

/** The positions that comments in the fixture's files expect. */
const expected = readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml') && statSync(join(FIXTURE, path)).isFile())
  .flatMap((path) =>
    [...readFileSync(join(FIXTURE, path), 'utf8').matchAll(/^# (\d+:\d+ .+)$/gm)].map(
      ([, at]) => `${path}:${at}`,
    ),
  );

test('each text that no font can draw is reported where it stands, before it is committed', async () => {
  const problems = await list();
  expect(problems.map(format).toSorted()).toEqual(expected.toSorted());
  expect(problems.map(({ message }) => message)).toEqual([
    'thumbnail.title: no font has "🫸🏽" (U+1FAF8 U+1F3FD) of the title: set thumbnail.title to a text without it, or thumbnail.file to a finished picture',
    expect.stringMatching(
      /^title: no font has "เ" \(U\+0E40\), "รี" \(U\+0E23 U\+0E35\), .* and 3 more of the title/,
    ),
    'name: no font has "ᚱ" (U+16B1) of the initials "ᚱE": give that guest an avatar',
    expect.stringMatching(/^name: no font has "ᚠ" .* of the name "ᚠᚢᚦ": change that name/),
  ]);
});

test('--base: what the base shows too is no new problem', async () => {
  await repository.commit({});
  expect(await list('HEAD')).toEqual([]);
  await repository.write({
    'episodes/fine.yaml': 'title: ไทย\nshow: talks\nscheduledFor: 2029-03-12T18:00:00Z\n',
  });
  expect((await list('HEAD')).map(format)).toEqual(['episodes/fine.yaml:1:8 missing-glyph']);
});
