import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Drawn } from './draw.ts';
import { composeSheet, type Named } from './sheet.ts';

const perPage = 12;

/** Writes contact sheets of what stands in files, twelve pictures a page; answers their paths. */
export async function writeSheets(drawn: readonly Drawn[], out: string): Promise<readonly string[]> {
  const pictures = drawn.flatMap((one): Named[] =>
    'file' in one ? [{ name: one.id, image: one.file }] : [],
  );
  const files: string[] = [];
  await mkdir(out, { recursive: true });
  for (let start = 0; start < pictures.length; start += perPage) {
    // No id begins so: a sheet never takes the place of a picture.
    const file = join(out, `_sheet-${files.length + 1}.png`);
    const page = await composeSheet(pictures.slice(start, start + perPage));
    await page.png({ palette: true, quality: 90, effort: 4 }).toFile(file);
    files.push(file);
  }
  return files;
}
