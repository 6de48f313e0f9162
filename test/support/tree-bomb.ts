import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { execa } from 'execa';

type Entry = { readonly mode: '100644' | '120000' | '040000'; readonly id: string; readonly name: string };

/** Writes a tree object with these entries into a repository, without files on disk. */
export async function writeTree(folder: string, entries: readonly Entry[]): Promise<string> {
  const lines = entries.map(({ mode, id, name }) => {
    const type = mode === '040000' ? 'tree' : 'blob';
    return `${mode} ${type} ${id}\t${name}\0`;
  });
  const { stdout } = await execa('git', ['mktree', '-z'], { cwd: folder, input: lines.join('') });
  return stdout;
}

export async function writeBlob(folder: string, text: string): Promise<string> {
  return (await execa('git', ['hash-object', '-w', '--stdin'], { cwd: folder, input: text })).stdout;
}

/** `levels` tree objects in each other: a few kilobytes that stand for `width ** levels` files. Returns the id of the outermost. */
export async function writeTreeBomb(
  folder: string,
  { width, levels, text = 'title: Boom\n' }: { width: number; levels: number; text?: string },
): Promise<string> {
  const blob = await writeBlob(folder, text);
  const names = Array.from({ length: width }, (_, index) => `n${String(index).padStart(3, '0')}`);
  let id = await writeTree(
    folder,
    names.map((name) => ({ mode: '100644', id: blob, name: `${name}.yaml` })),
  );
  for (let level = 1; level < levels; level++) {
    const inner = id;
    id = await writeTree(
      folder,
      names.map((name) => ({ mode: '040000', id: inner, name })),
    );
  }
  return id;
}

/** Folders in each other, so many that git itself overflows its stack when it compares them. Returns the id of the outermost. */
export async function writeTreeChain(folder: string, levels: number): Promise<string> {
  const blob = await writeBlob(folder, 'x\n');
  let id = writeLooseTree(folder, '100644 a.yaml', blob);
  for (let level = 0; level < levels; level++) id = writeLooseTree(folder, '40000 d', id);
  return id;
}

/** As git stores it; thousands of times as fast as a process for each. */
function writeLooseTree(folder: string, entry: string, id: string): string {
  const body = Buffer.concat([Buffer.from(`${entry}\0`), Buffer.from(id, 'hex')]);
  const object = Buffer.concat([Buffer.from(`tree ${body.length}\0`), body]);
  const tree = createHash('sha1').update(object).digest('hex');
  const place = join(folder, '.git/objects', tree.slice(0, 2));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, tree.slice(2)), deflateSync(object));
  return tree;
}

/** Commits a tree at a path of the branch, beside what is there; index and work tree stay as they are. Returns the commit. */
export async function commitTree(folder: string, path: string, tree: string): Promise<string> {
  const { stdout: root } = await execa('git', ['rev-parse', 'HEAD^{tree}'], { cwd: folder });
  return commitRoot(folder, await addTree(folder, root, path.split('/'), tree), `Add ${path}`);
}

/** Commits the tree of another commit. */
export const commitRoot = async (folder: string, root: string, message: string): Promise<string> => {
  const git = async (args: string[], input = '') =>
    (await execa('git', args, { cwd: folder, env: PERSON, input })).stdout;
  const commit = await git(['commit-tree', root, '-p', 'HEAD'], message);
  await git(['update-ref', 'HEAD', commit]);
  return commit;
};

const PERSON = {
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

async function addTree(
  folder: string,
  into: string | undefined,
  [name = '', ...rest]: readonly string[],
  tree: string,
): Promise<string> {
  const list =
    into === undefined ? '' : (await execa('git', ['ls-tree', '-z', into], { cwd: folder })).stdout;
  const entries = list.split('\0').flatMap((line): Entry[] => {
    const [mode, , id, ...names] = line.split(/[ \t]/);
    return id === undefined ? [] : [{ mode: mode as Entry['mode'], id, name: names.join(' ') }];
  });
  const present = entries.find((entry) => entry.name === name)?.id;
  const id = rest.length === 0 ? tree : await addTree(folder, present, rest, tree);
  return writeTree(folder, [...entries.filter((entry) => entry.name !== name), { mode: '040000', id, name }]);
}
