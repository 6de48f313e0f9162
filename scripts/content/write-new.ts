import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { CommandError, type Outcome } from '../outcome.ts';

/** Writes a file that is not there yet, and tells what a person does next. Never overwrites. */
export async function writeNew(file: {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
  readonly id: string;
  /** One line more about what was chosen. */
  readonly note: string;
}): Promise<Outcome> {
  const { folder, path, text, id, note } = file;
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new CommandError(`${path} is there already; nothing was written`) : error;
  });
  const shown = relative(process.cwd(), resolve(target));
  const next = [`git add ${quote(shown)}`, `git commit -m ${quote(`Add ${id}`)}`];
  return {
    code: 0,
    text: [
      `wrote ${shown}`,
      note,
      '',
      'Look at it, then commit it:',
      ...next.map((line) => `  ${line}`),
    ].join('\n'),
    json: { path, file: target, id, next },
  };
}

const quote = (word: string): string =>
  /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
