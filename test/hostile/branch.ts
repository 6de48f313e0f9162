import { execa } from 'execa';
import type { Attack, AttackFile } from './attack.ts';

const MAIN = 'refs/heads/main';
const GOOD = 'refs/heads/good';
const WHO = 'Somebody <somebody@example.org>';

/**
 * The branch that everybody pushes to. The good author's files are also on a branch of their own; each commit is these files and the newest
 * attacks. Written by `git fast-import`, which takes any bytes as a subject or a name.
 */
export class SharedBranch {
  readonly #folder: string;
  readonly #live: Attack[] = [];
  /** Attacks whose files are in the tree at the same time. */
  readonly #keep: number;

  private constructor(folder: string, keep: number) {
    this.#folder = folder;
    this.#keep = keep;
  }

  static async open(folder: string, keep: number): Promise<SharedBranch> {
    await execa('git', ['update-ref', GOOD, MAIN], { cwd: folder });
    return new SharedBranch(folder, keep);
  }

  async attack(attack: Attack, name: string): Promise<void> {
    this.#live.push(attack);
    if (this.#live.length > this.#keep) this.#live.shift();
    await this.#commit(attack.subject ?? name);
  }

  async commitGood(subject: string, changes: readonly AttackFile[]): Promise<void> {
    await this.#import([renderCommit(GOOD, subject), ...changes.map(renderChange)]);
    await this.#commit(subject);
  }

  async #commit(subject: string | Buffer): Promise<void> {
    const { stdout: tree } = await execa('git', ['rev-parse', `${GOOD}^{tree}`], { cwd: this.#folder });
    const changes = this.#live.flatMap((attack) => attack.changes).filter(isNoParent);
    await this.#import([renderCommit(MAIN, subject), `M 040000 ${tree} \n`, ...changes.map(renderChange)]);
  }

  async #import(lines: readonly (string | Buffer)[]): Promise<void> {
    const input = Buffer.concat([...lines, '\n'].map((line) => Buffer.from(line)));
    await execa('git', ['fast-import', '--quiet', '--force'], { cwd: this.#folder, input });
  }
}

/** A path cannot be a link and a folder at once: the newer change counts. */
function isNoParent({ path }: AttackFile, at: number, all: readonly AttackFile[]): boolean {
  const folder = `${path.toString('latin1')}/`;
  return !all.slice(at + 1).some((later) => later.path.toString('latin1').startsWith(folder));
}

function renderCommit(ref: string, subject: string | Buffer): Buffer {
  const now = Math.floor(Date.now() / 1000);
  const head = `commit ${ref}\ncommitter ${WHO} ${now} +0000\n`;
  return Buffer.concat([Buffer.from(head), renderData(subject), Buffer.from(`from ${ref}^0\n`)]);
}

function renderChange({ path, mode = '100644', data }: AttackFile): Buffer {
  const name = quote(Buffer.from(path));
  if (data === undefined) return Buffer.from(`D ${name}\n`);
  if (mode === '160000') return Buffer.from(`M ${mode} ${data.toString()} ${name}\n`);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${name}\n`), renderData(data)]);
}

function renderData(data: string | Buffer): Buffer {
  const bytes = Buffer.from(data);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** In C's quotes, as git wants a name that is no plain text. */
const quote = (path: Buffer): string =>
  `"${[...path].map((byte) => (/[\w./-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`)).join('')}"`;
