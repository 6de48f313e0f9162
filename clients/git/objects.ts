import type { Git } from './git.ts';

/** A commit without parents whose tree holds `files` at its root. `at`: ms since 1970. */
export type CommitInput = {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly message: string;
  readonly at: number;
};

/**
 * Writes a commit and its files into the object store, and returns its id: the same input gives the same id. Touches no ref, no
 * index and no work tree.
 *
 * @throws RepositoryError
 */
export async function writeCommit(git: Git, { files, message, at }: CommitInput): Promise<string> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([name, content]) => ({ name, id: await writeBlob(git, content) })),
  );
  const tree = await runWithInput(
    git,
    ['mktree'],
    entries.map(({ name, id }) => `100644 blob ${id}\t${name}\n`).join(''),
  );
  const person = `Showrunner <showrunner@localhost> ${Math.floor(at / 1000)} +0000`;
  const commit = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\n${message}\n`;
  return runWithInput(git, ['hash-object', '-w', '-t', 'commit', '--stdin'], commit);
}

const writeBlob = (git: Git, content: string | Uint8Array): Promise<string> =>
  runWithInput(git, ['hash-object', '-w', '--stdin'], content);

const runWithInput = async (git: Git, args: readonly string[], input: string | Uint8Array): Promise<string> =>
  (await git.run(args, { input })).trim();
