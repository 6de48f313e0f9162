import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { decodeText, MAX_TEXT_BYTES } from '../../../clients/git/blobs.ts';
import { CONTENT_NAMES } from '../../../clients/git/content-limits.ts';
import { parseCatalog } from '../../../domain/content/assemble/parse-catalog.ts';
import type { Catalog } from '../../../domain/content/catalog/records.ts';
import { isError, type Problem, renderProblemLines } from '../../../domain/shared/problem.ts';
import { CommandError } from '../../lib/outcome.ts';

/** The content of a folder, which need not be a repository yet. */
export type ContentFolder = {
  readonly catalog?: Catalog;
  /** From a video that only an unusable file names to that file. */
  readonly heldBy: ReadonlyMap<string, string>;
  readonly exists: (path: string) => boolean;
};

type Text = { readonly path: string; readonly text: string };

/**
 * Reads the content of a folder. No `catalog` without an academy.yaml. @throws CommandError when academy.yaml or a show is invalid, as
 * new files refer to them, or when the folder is inside a repository
 */
export async function readFolder(folder: string, now: number): Promise<ContentFolder> {
  assertRoot(folder);
  const exists = (path: string): boolean => existsSync(join(folder, path));
  const texts = await readTexts(folder);
  if (!texts.some(({ path }) => path === 'academy.yaml')) return { heldBy: findHeld(texts, []), exists };
  const { catalog, problems } = parseTexts(texts, now);
  const blocking = problems.filter(
    (problem) => isError(problem) && /^(?:academy\.yaml$|shows\/)/.test(problem.path),
  );
  if (catalog === undefined || blocking.length > 0) throw createInvalidError(folder, blocking);
  return { catalog, heldBy: findHeld(texts, Object.values(catalog.episodes)), exists };
}

export const parseTexts = (texts: readonly Text[], now: number) =>
  parseCatalog({
    ...{ commit: 'none', blobs: {}, now },
    files: texts.map(({ path, text }) => ({ path, text, blob: path })),
  });

/** Content stands at the root of a repository. */
function assertRoot(folder: string): void {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) {
      if (at === resolve(folder)) return;
      throw new CommandError(
        `${folder} is inside the repository ${at}, and content stands at the root of a repository: use --into ${at}, or a folder elsewhere`,
      );
    }
    if (at === dirname(at)) return;
  }
}

/** Text files of the content folders, without links. */
export async function readTexts(folder: string): Promise<Text[]> {
  const found: Text[] = [];
  for (const name of CONTENT_NAMES) for (const path of await listFiles(folder, name)) await add(path);
  return found;

  async function add(path: string): Promise<void> {
    if (!/\.(?:ya?ml|liquid|html)$/.test(path)) return;
    if ((await stat(join(folder, path))).size > MAX_TEXT_BYTES) return;
    const read = decodeText(await readFile(join(folder, path)));
    if ('text' in read) found.push({ path, text: read.text });
  }
}

async function listFiles(folder: string, name: string): Promise<string[]> {
  const path = join(folder, name);
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return existsSync(path) ? [name] : [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** A file that cannot be used holds its video all the same: a second file would claim it too. */
function findHeld(
  texts: readonly Text[],
  episodes: readonly { readonly origin: { readonly path: string } }[],
): ReadonlyMap<string, string> {
  const usable = new Set(episodes.map(({ origin }) => origin.path));
  return new Map(
    texts
      .filter(({ path }) => path.startsWith('episodes/') && !usable.has(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/videoId:\s*["']?([\w-]{11})(?![\w-])/g)].map(([, id = '']): [string, string] => [
          id,
          path,
        ]),
      ),
  );
}

function createInvalidError(folder: string, problems: readonly Problem[]): CommandError {
  const lines = problems.flatMap((problem) => ['', ...renderProblemLines(problem)]);
  return new CommandError(
    `${folder} has files that an import builds on and that are invalid: fix them first`,
    lines,
  );
}
