import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { gitWords, renderShell } from '../../../domain/shared/media/shell.ts';
import { printLines } from '../../../domain/shared/media/terminal.ts';
import { CommandError, count, type Outcome } from '../../lib/outcome.ts';

/** A file to write: `path` from the root of the repository. */
export type ContentFile = { readonly id: string; readonly path: string; readonly text: string };

type Input = {
  readonly folder: string;
  readonly files: readonly ContentFile[];
  /** More lines for people. */
  readonly notes: readonly string[];
  /** More keys of the JSON. */
  readonly json?: object;
};

/** Writes new files, all or none, and prints how to commit them. Never overwrites. @throws CommandError when one exists */
export async function writeNewFiles({ folder, files, notes, json }: Input): Promise<Outcome> {
  const written: string[] = [];
  for (const { path, text } of files)
    await writeNew(folder, path, text).then(
      (target) => written.push(target),
      async (error: unknown) => {
        await Promise.all(written.map((target) => rm(target)));
        throw error;
      },
    );
  const shown = files.map(({ path }) => relative(process.cwd(), resolve(folder, path)));
  const subject = files.length === 1 ? `Add ${files[0]?.id}` : `Add ${count(files.length, 'episode')}`;
  const next = [
    renderShell([...gitWords(shown), 'add', ...shown]),
    renderShell(['git', 'commit', '-m', subject]),
  ];
  return {
    code: 0,
    text: printLines([
      ...shown.map((path) => `wrote ${path}`),
      ...notes,
      '',
      `Check ${files.length === 1 ? 'it' : 'them'}, then commit ${files.length === 1 ? 'it' : 'them'}:`,
      ...next.map((line) => `  ${line}`),
    ]),
    json: { ...describeFile(folder, files[0]), ...json, next },
  };
}

/** The first file, as it was when there was always one. */
const describeFile = (folder: string, file: ContentFile | undefined): object =>
  file === undefined ? {} : { path: file.path, file: join(folder, file.path), id: file.id };

/** @returns the path on this disk */
async function writeNew(folder: string, path: string, text: string): Promise<string> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new CommandError(`${path} exists already; nothing was written`) : error;
  });
  return target;
}
