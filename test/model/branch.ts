import type { TestAcademy } from '../support/academy.ts';
import type { EpisodeFile, GuestFile, Tree } from './content.ts';
import { renderTree } from './content.ts';

type Commit = { readonly id: string; readonly tree: Tree };

/** The branch as the model sees it: a line of commits; a force-push drops the last ones. */
export class Branch {
  readonly #content: TestAcademy['content'];
  #commits: Commit[];
  /** The first commits, which no revert and no force-push removes. */
  #permanent = 1;

  constructor(content: TestAcademy['content'], first: Commit) {
    this.#content = content;
    this.#commits = [first];
  }

  get head(): string {
    return this.#last().id;
  }

  /** The files as committed, broken ones too. */
  get raw(): Tree {
    return this.#last().tree;
  }

  /** With the last valid version of each broken file: what the product must use. */
  get effective(): Tree {
    const { episodes, guests, ...shows } = this.raw;
    return {
      ...shows,
      episodes: this.#repair(episodes, (tree) => tree.episodes),
      guests: this.#repair(guests, (tree) => tree.guests),
    };
  }

  /** How many commits may be reverted or dropped. */
  get depth(): number {
    return this.#commits.length - this.#permanent;
  }

  async commit(message: string, tree: Tree): Promise<void> {
    const before = renderTree(this.raw);
    const after = renderTree(tree);
    const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changes = [...paths].filter((path) => before[path] !== after[path]);
    const files = Object.fromEntries(changes.map((path) => [path, after[path]]));
    this.#commits.push({ id: await this.#content.commit(message, files), tree });
  }

  /** Commits the content of the last commit but one. */
  async revert(): Promise<void> {
    const { tree } = this.#commits.at(-2) ?? this.#last();
    await this.commit('revert', tree);
  }

  /** As a force-push does: the last commits are gone. */
  async dropLast(count: number): Promise<void> {
    this.#commits.splice(-count);
    await this.#content.git('reset', '-q', '--hard', this.head);
  }

  /** No revert or force-push removes the commits up to here. */
  makePermanent(): void {
    this.#permanent = this.#commits.length;
  }

  #last(): Commit {
    const last = this.#commits.at(-1);
    if (last === undefined) throw new Error('no commit is left');
    return last;
  }

  #repair<File extends EpisodeFile | GuestFile>(
    files: Readonly<Record<string, File>>,
    read: (tree: Tree) => Readonly<Record<string, File>>,
  ): Record<string, File> {
    const repaired: Record<string, File> = {};
    for (const [path, file] of Object.entries(files)) {
      const versions = file.broken ? this.#commits.map(({ tree }) => read(tree)[path]) : [file];
      // A removed file does not come back with a version from before its removal.
      const since = versions.slice(versions.lastIndexOf(undefined) + 1);
      const good = since.findLast((version) => version !== undefined && !version.broken);
      if (good !== undefined) repaired[path] = good;
    }
    return repaired;
  }
}
