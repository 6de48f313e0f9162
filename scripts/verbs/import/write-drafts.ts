import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ExtraFile } from '../../content/worktree.ts';
import { CommandError } from '../../outcome.ts';

/** What a file held when the plan was made; undefined: it was not there. */
export type Before = ReadonlyMap<string, string | undefined>;

export async function readBefore(folder: string, drafts: readonly ExtraFile[]): Promise<Before> {
  const texts = await Promise.all(
    drafts.map(({ path }) => readFile(join(folder, path), 'utf8').catch(() => undefined)),
  );
  return new Map(drafts.map(({ path }, index) => [path, texts[index]]));
}

/** Episodes last, so that none ever names a file that is not there. A file that changed meanwhile is left alone. */
export async function writeDrafts(
  folder: string,
  drafts: readonly ExtraFile[],
  before: Before,
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
      throw error.code === 'EEXIST' ? changed(path) : error;
    });
    return;
  }
  if ((await readFile(target, 'utf8')) !== before) throw changed(path);
  const beside = `${target}.${process.pid}.tmp`;
  await writeFile(beside, text, { flag: 'wx' });
  await rename(beside, target).catch(async (error: unknown) => {
    await rm(beside, { force: true });
    throw error;
  });
}

/** A folder of the content that is a link leads elsewhere: nothing is written there, and no folder made. */
async function assertInside(folder: string, path: string): Promise<void> {
  const root = await realpath(folder);
  const real = await findRealParent(join(root, dirname(path)));
  if (!`${real}${sep}`.startsWith(`${root}${sep}`))
    throw new CommandError(`${path} would lie outside of ${folder}: a folder is a link`);
}

/** Of the nearest folder that is there. */
const findRealParent = (folder: string): Promise<string> =>
  realpath(folder).catch(() => findRealParent(dirname(folder)));

const changed = (path: string): CommandError =>
  new CommandError(`${path} was changed meanwhile; it was left as it is: run the import again`);
