import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { renderEmojiArchive } from '../drawing/fonts/emoji-archive.ts';
import { listFontFiles } from '../drawing/fonts/families.ts';
import { locate, locateFont, locatePackage } from '../layout/index.ts';

/** Files that programs read or people look for, at the same place as in the clone. */
const FILES = [
  ...['.nvmrc', 'CHANGELOG.md', 'LICENSE', 'bin', 'schemas', 'docs/examples', 'docs/licences.md'],
  'deploy/monitoring',
  ...['tools/temporal/go.mod', 'tools/temporal/go.sum'],
];

/** Not the configuration of our own tools. */
const isOfProduct = (path: string): boolean => basename(path) !== 'biome.json';

export async function copyFiles(folder: string): Promise<void> {
  await Promise.all(
    FILES.map(async (path) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await cp(locate(path), join(folder, path), { recursive: true, filter: isOfProduct });
    }),
  );
  await cp(locate('build/README.md'), join(folder, 'README.md'));
}

/** The fonts that drawing uses, with their licences, and all emoji. */
export async function copyFonts(folder: string): Promise<void> {
  await Promise.all(
    listFontFiles().map(async (path) => {
      const to = join(folder, 'fonts', path);
      await mkdir(dirname(to), { recursive: true });
      await copyFile(locateFont(path), to);
    }),
  );
  await writeFile(join(folder, 'fonts', 'emoji.bin'), renderEmojiArchive(await readEmoji()));
}

/** Every emoji by its name, without the ending `.svg`. */
async function readEmoji(): Promise<Readonly<Record<string, string>>> {
  const from = locatePackage('@twemoji/svg');
  const names = (await readdir(from)).filter((name) => name.endsWith('.svg'));
  const read = async (name: string) =>
    [name.replace(/\.svg$/, ''), await readFile(join(from, name), 'utf8')] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}
