import type { TestAcademy } from '../support/academy.ts';
import type { EpisodeFile, GuestFile, Tree } from './content.ts';
import { renderTree } from './content.ts';

type Commit = { readonly id: string; readonly tree: Tree };

/** The branch as the model remembers it: one line of commits, of which a forced push forgets the last ones. */
export class History {
  readonly #content: TestAcademy['content'];
  #commits: Commit[];
  /** Commits that no revert and no forced push takes back. */
  #kept = 1;

  constructor(content: TestAcademy['content'], first: Commit) {
    this.#content = content;
    this.#commits = [first];
  }

  get head(): string {
    return this.#last().id;
  }

  /** As the files stand, broken ones too. */
  get raw(): Tree {
    return this.#last().tree;
  }

  /** With the last good form of each broken file: what the product must go by. */
  get effective(): Tree {
    const { episodes, guests, edition } = this.raw;
    return {
      edition,
      episodes: this.#mend(episodes, (tree) => tree.episodes),
      guests: this.#mend(guests, (tree) => tree.guests),
    };
  }

  /** How many commits may be taken back. */
  get depth(): number {
    return this.#commits.length - this.#kept;
  }

  async commit(message: string, tree: Tree): Promise<void> {
    const before = renderTree(this.raw);
    const after = renderTree(tree);
    const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changes = [...paths].filter((path) => before[path] !== after[path]);
    const files = Object.fromEntries(changes.map((path) => [path, after[path]]));
    this.#commits.push({ id: await this.#content.commit(message, files), tree });
  }

  /** A commit that says again what the one before the last said. */
  async revert(): Promise<void> {
    const { tree } = this.#commits.at(-2) ?? this.#last();
    await this.commit('revert', tree);
  }

  /** As a forced push: the last commits are gone. */
  async forget(count: number): Promise<void> {
    this.#commits.splice(-count);
    await this.#content.git('reset', '-q', '--hard', this.head);
  }

  /** What stands now is not taken back any more. */
  keep(): void {
    this.#kept = this.#commits.length;
  }

  #last(): Commit {
    const last = this.#commits.at(-1);
    if (last === undefined) throw new Error('no commit is left');
    return last;
  }

  #mend<File extends EpisodeFile | GuestFile>(
    files: Readonly<Record<string, File>>,
    read: (tree: Tree) => Readonly<Record<string, File>>,
  ): Record<string, File> {
    const mended: Record<string, File> = {};
    for (const [path, file] of Object.entries(files)) {
      const versions = file.broken ? this.#commits.map(({ tree }) => read(tree)[path]) : [file];
      // What was removed does not come back in a form from before that.
      const since = versions.slice(versions.lastIndexOf(undefined) + 1);
      const good = since.findLast((version) => version !== undefined && !version.broken);
      if (good !== undefined) mended[path] = good;
    }
    return mended;
  }
}
