import type { Git } from './git.ts';

/** One entry of a commit's tree, from the repository's root. `submodule` and `link` hold no content of ours. */
export type TreeEntry = {
  readonly path: string;
  readonly id: string;
  readonly kind: 'file' | 'link' | 'submodule';
};

/** Everything that stands at a commit, sorted by path as git does. */
export async function listTree(git: Git, commit: string): Promise<readonly TreeEntry[]> {
  const text = await git.run(['ls-tree', '-r', '-z', commit]);
  return text.split('\0').flatMap(parseEntry);
}

/** `100644 blob <id>\t<path>` */
function parseEntry(line: string): TreeEntry[] {
  const tab = line.indexOf('\t');
  const [mode, , id] = line.slice(0, tab).split(' ');
  if (tab === -1 || mode === undefined || id === undefined) return [];
  const kind = mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file';
  return [{ path: line.slice(tab + 1), id, kind }];
}
