import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CommandError } from '../../lib/outcome.ts';
import type { ExtraFile } from '../../lib/worktree.ts';

/** The text of each file when the plan was made; undefined: it did not exist. */
export type TextsBefore = ReadonlyMap<string, string | undefined>;

export async function readTextsBefore(folder: string, drafts: readonly ExtraFile[]): Promise<TextsBefore> {
  const texts = await Promise.all(
    drafts.map(({ path }) => readFile(join(folder, path), 'utf8').catch(() => undefined)),
  );
  return new Map(drafts.map(({ path }, index) => [path, texts[index]]));
}

/** Writes episodes last, so that none ever names a missing file. @throws CommandError when a file changed in the meantime */
export async function writeDrafts(
  folder: string,
  drafts: readonly ExtraFile[],
  before: TextsBefore,
): Promise<void> {
  for (const { path } of drafts) await assertInside(folder, path);
  const rank = ({ path }: ExtraFile): number => (path.startsWith('episodes/') ? 1 : 0);
  for (const draft of drafts.toSorted((a, b) => rank(a) - rank(b)))
    await writeDraft(folder, draft, before.get(draft.path));
}

async function writeDraft(
  folder: string,
  { path, text }: ExtraFile,
  before: string | undefined,
): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  if (before === undefined) {
    await writeFile(target, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? createChangedError(path) : error;
    });
    return;
  }
  if ((await readFile(target, 'utf8')) !== before) throw createChangedError(path);
  const temporary = `${target}.${process.pid}.tmp`;
  await writeFile(temporary, text, { flag: 'wx' });
  await rename(temporary, target).catch(async (error: unknown) => {
    await rm(temporary, { force: true });
    throw error;
  });
}

/** A folder of the content can be a link to a place outside: nothing is written there, and no folder is created. */
async function assertInside(folder: string, path: string): Promise<void> {
  const root = await realpath(folder);
  const real = await findRealParent(join(root, dirname(path)));
  if (!`${real}${sep}`.startsWith(`${root}${sep}`))
    throw new CommandError(
      `${path} would be written outside of ${folder}, because a folder of it is a link: nothing was written there`,
    );
}

/** The real path of the nearest folder that exists. */
const findRealParent = (folder: string): Promise<string> =>
  realpath(folder).catch(() => findRealParent(dirname(folder)));

const createChangedError = (path: string): CommandError =>
  new CommandError(`${path} was changed in the meantime and was not overwritten: run the command again`);
