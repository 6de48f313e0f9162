import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { gitWords, renderShell } from '../../../domain/shared/media/shell.ts';
import { printLines } from '../../../domain/shared/media/terminal.ts';
import { CommandError, type Outcome } from '../../lib/outcome.ts';

/** Writes a new file and prints how to commit it. Never overwrites. @throws CommandError when the file exists */
export async function writeNewFile({
  folder,
  path,
  text,
  id,
  note,
}: {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
  readonly id: string;
  /** One more line for people. */
  readonly note: string;
}): Promise<Outcome> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new CommandError(`${path} exists already; nothing was written`) : error;
  });
  const shown = relative(process.cwd(), resolve(target));
  const next = [
    renderShell([...gitWords([shown]), 'add', shown]),
    renderShell(['git', 'commit', '-m', `Add ${id}`]),
  ];
  return {
    code: 0,
    text: printLines([
      `wrote ${shown}`,
      note,
      '',
      'Check it, then commit it:',
      ...next.map((line) => `  ${line}`),
    ]),
    json: { path, file: target, id, next },
  };
}
