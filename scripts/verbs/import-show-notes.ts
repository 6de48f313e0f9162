import { readFile } from 'node:fs/promises';
import type { NotesRead } from '../../domain/content/import/notes.ts';
import { readShowNotes } from '../../domain/content/import/read-show-notes.ts';
import { isId } from '../../domain/content/parse/id.ts';
import { isError, type Problem } from '../../domain/shared/problem.ts';
import { findNewProblems } from '../content/new-problems.ts';
import { listProblems } from '../content/problems.ts';
import { readCatalogOnDisk, type UsableContent } from '../content/usable.ts';
import { readWorktree } from '../content/worktree.ts';
import { CommandError, type Outcome } from '../outcome.ts';
import { type ImportPlan, type NotesFile, planImport } from './import/plan.ts';
import { renderImport } from './import/render.ts';
import type { ImportedNotes } from './import/step.ts';
import { readBefore, writeDrafts } from './import/write-drafts.ts';

type Input = {
  readonly location: string;
  readonly files: readonly string[];
  readonly show?: string;
  readonly dryRun?: boolean;
};

/**
 * Turns show notes into episode, guest and show files of the work tree. Nothing is overwritten, nothing is written that would not
 * validate, and a second run changes nothing. 1 when a file was refused, 2 when `dryRun` found something to write.
 */
export async function importShowNotes({ location, files, show, dryRun = false }: Input): Promise<Outcome> {
  if (show !== undefined && (!isId(show) || show.includes('/')))
    throw new CommandError(`--show: expected the name of a file in shows/, found "${show}"`);
  const content = await readCatalogOnDisk(location);
  const read = await Promise.all([...new Set(files)].map(readNotes));
  const plan = await planValid(location, { content, files: read, show });
  const before = await readBefore(content.folder, plan.drafts);
  if (!dryRun) await writeDrafts(content.folder, plan.drafts, before);
  const refused = plan.files.some((file) => file.refused !== undefined);
  return {
    code: refused ? 1 : dryRun && plan.drafts.length > 0 ? 2 : 0,
    text: renderImport(plan.files, dryRun),
    json: {
      ok: !refused,
      dryRun,
      wrote: dryRun ? [] : plan.drafts.map(({ path }) => path),
      files: plan.files,
    },
  };
}

const MAX_BYTES = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readNotes(file: string): Promise<NotesFile> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}`);
  });
  return { file, read: readBytes(bytes) };
}

function readBytes(bytes: Buffer): NotesRead {
  const refuse = (why: string): NotesRead => ({ faults: [{ line: 1, text: '', why }], leftovers: [] });
  if (bytes.length > MAX_BYTES) return refuse(`expected at most ${MAX_BYTES} bytes, found ${bytes.length}`);
  try {
    return readShowNotes(utf8.decode(bytes));
  } catch {
    return refuse('expected UTF-8');
  }
}

type Wish = {
  readonly content: UsableContent;
  readonly files: readonly NotesFile[];
  readonly show: string | undefined;
};
type Refusals = ReadonlyMap<string, Pick<ImportedNotes, 'refused' | 'problems'>>;

/** Plans, validates the content as it would be, and plans again without the notes that would bring a fault. */
async function planValid(location: string, wish: Wish, refused: Refusals = new Map()): Promise<ImportPlan> {
  const plan = await planImport({ ...wish, refused });
  if (plan.drafts.length === 0) return plan;
  const before = listProblems(await readWorktree(location));
  const after = listProblems(await readWorktree(location, ...plan.drafts));
  const fresh = findNewProblems(before, after);
  const found = attribute(plan, fresh.filter(isError));
  if (found.size > 0) return planValid(location, wish, new Map([...refused, ...found]));
  const files = plan.files.map((file) =>
    file.refused === undefined ? { ...file, problems: fresh.filter(isAbout(file)) } : file,
  );
  return { ...plan, files };
}

const isAbout =
  ({ changes }: ImportedNotes) =>
  ({ path }: Problem): boolean =>
    changes.some((change) => change.path === path);

/** To the notes that write the file; a fault elsewhere, to all that change a record. */
function attribute({ files }: ImportPlan, problems: readonly Problem[]): Refusals {
  const writing = files.filter(({ changes }) => changes.some(({ action }) => action !== 'same'));
  const merging = writing.filter(({ changes }) => changes.some(({ action }) => action === 'merge'));
  const found = new Map<string, { refused: string; problems: readonly Problem[] }>();
  for (const problem of problems) {
    const direct = writing.filter((file) => isAbout(file)(problem));
    const [guilty = direct] = [direct, merging, writing].filter((list) => list.length > 0);
    for (const { file } of guilty) {
      const earlier = found.get(file)?.problems ?? [];
      found.set(file, { refused: 'the content would not validate', problems: [...earlier, problem] });
    }
  }
  return found;
}
