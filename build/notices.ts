import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locate } from '../layout/index.ts';

/** Writes the licences of the packages of npm that are part of the bundles: they ask for it. */
export async function writeNotices(folder: string, inputs: readonly string[]): Promise<void> {
  const notices = await Promise.all(listPackages(inputs).map(renderNotice));
  const head = 'Showrunner contains these packages. Fonts and emoji: docs/licences.md.\n';
  await writeFile(join(folder, 'NOTICES.txt'), [head, ...notices].join(`\n${'-'.repeat(72)}\n\n`));
}

/** The folders of packages, from the root, of bundled files. */
const listPackages = (inputs: readonly string[]): readonly string[] => {
  const found = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  return [...new Set(found)].sort();
};

async function renderNotice(path: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(locate(join(path, 'package.json')), 'utf8'),
  ) as Readonly<Record<'name' | 'version' | 'license', string>>;
  const files = (await readdir(locate(path))).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(locate(join(path, file)), 'utf8')));
  return [`${name} ${version} (${license})\n`, ...texts].join('\n');
}
