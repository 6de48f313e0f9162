import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { renderModeline } from './modeline.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('a repository without schemas uses those of the installed Showrunner', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-modeline-'));
  try {
    const render = () => renderModeline({ folder, path: 'guests/ada.yaml', kind: 'guest' });
    const installed =
      '# yaml-language-server: $schema=../node_modules/@showrunner-academy/showrunner/schemas/guest.schema.json\n';
    expect(render()).toBe(installed);
    await mkdir(join(folder, 'schemas'));
    expect(render()).toBe(installed);
    await writeFile(join(folder, 'schemas/guest.schema.json'), '{}');
    expect(render()).toBe('# yaml-language-server: $schema=../schemas/guest.schema.json\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(['academy.yaml', 'episodes', 'guests', 'shows', 'sponsors'])(
  'the sample content begins with it: %s',
  (place) => {
    const paths = place.endsWith('.yaml') ? [place] : listFiles(place);
    const lacking = paths.filter((path) => {
      const kind = kindOfPath(path);
      const text = readFileSync(join(ROOT, path), 'utf8');
      return kind !== undefined && !text.startsWith(renderModeline({ folder: ROOT, path, kind }));
    });
    expect(paths.length).toBeGreaterThan(0);
    expect(lacking).toEqual([]);
  },
);

const listFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);
