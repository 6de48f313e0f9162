import { readFile } from 'node:fs/promises';
import { isId } from '../../domain/content/parse/id.ts';
import { parseShowNotes } from '../../domain/content/show-notes/parse-show-notes.ts';
import type { ParsedShowNotes } from '../../domain/content/show-notes/show-notes.ts';
import { isError, type Problem } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import { type ContentOnDisk, readContentOnDisk } from '../lib/content-on-disk.ts';
import { JSON_FLAG, REPOSITORY_FLAG } from '../lib/flags.ts';
import { findNewProblems } from '../lib/new-problems.ts';
import { CommandError, type Outcome } from '../lib/outcome.ts';
import { listProblems } from '../lib/problems.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readWorktree } from '../lib/worktree.ts';
import type { ImportedNotes } from './import-show-notes/change.ts';
import { type ImportPlan, type NotesFile, planImport } from './import-show-notes/plan.ts';
import { renderImport } from './import-show-notes/render.ts';
import { readTextsBefore, writeDrafts } from './import-show-notes/write-drafts.ts';

export const command = defineCommand({
  arguments: { '<file...>': 'files of show notes' },
  flags: {
    '--show <id>': 'a file in shows/, created when missing (default: from the name of the recording)',
    '--dry-run': 'print the plan, write nothing',
    ...REPOSITORY_FLAG,
    ...JSON_FLAG,
  },
  run: ({ file: files, show, dryRun, repository }, env) =>
    importShowNotes({ location: readOwnSettings(env, { repository }).repository, files, show, dryRun }),
});

type Input = {
  readonly location: string;
  readonly files: readonly string[];
  readonly show?: string | undefined;
  readonly dryRun?: boolean | undefined;
};

/**
 * Converts show notes to episode, guest and show files of the work tree. Overwrites nothing, writes nothing invalid, and changes
 * nothing when run again. 1 when a file was refused, 2 when `dryRun` found something to write.
 */
export async function importShowNotes({ location, files, show, dryRun = false }: Input): Promise<Outcome> {
  if (show !== undefined && (!isId(show) || show.includes('/')))
    throw new CommandError(`--show: expected the name of a file in shows/, found "${show}"`);
  const content = await readContentOnDisk(location);
  const read = await Promise.all([...new Set(files)].map(readNotes));
  const plan = await planValid(location, { content, files: read, show });
  const before = await readTextsBefore(content.folder, plan.drafts);
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

function readBytes(bytes: Buffer): ParsedShowNotes {
  const createFault = (why: string): ParsedShowNotes => ({
    faults: [{ line: 1, text: '', why }],
    leftovers: [],
  });
  if (bytes.length > MAX_BYTES)
    return createFault(`expected at most ${MAX_BYTES} bytes, found ${bytes.length}`);
  try {
    return parseShowNotes(utf8.decode(bytes));
  } catch {
    return createFault('expected UTF-8');
  }
}

type PlanInput = {
  readonly content: ContentOnDisk;
  readonly files: readonly NotesFile[];
  readonly show: string | undefined;
};
type Refusals = ReadonlyMap<string, Pick<ImportedNotes, 'refused' | 'problems'>>;

/** Plans the import and validates the content with it; plans again without the notes that cause an error. */
async function planValid(
  location: string,
  input: PlanInput,
  refused: Refusals = new Map(),
): Promise<ImportPlan> {
  const plan = await planImport({ ...input, refused });
  if (plan.drafts.length === 0) return plan;
  const before = listProblems(await readWorktree(location));
  const after = listProblems(await readWorktree(location, ...plan.drafts));
  const fresh = findNewProblems(before, after);
  const found = attribute(plan, fresh.filter(isError));
  if (found.size > 0) return planValid(location, input, new Map([...refused, ...found]));
  const files = plan.files.map((file) =>
    file.refused === undefined ? { ...file, problems: fresh.filter(isAbout(file)) } : file,
  );
  return { ...plan, files };
}

const isAbout =
  ({ changes }: ImportedNotes) =>
  ({ path }: Problem): boolean =>
    changes.some((change) => change.path === path);

/** Attributes a problem to the notes that write its file; a problem elsewhere to all that change a record. */
function attribute({ files }: ImportPlan, problems: readonly Problem[]): Refusals {
  const writing = files.filter(({ changes }) => changes.some(({ action }) => action !== 'same'));
  const merging = writing.filter(({ changes }) => changes.some(({ action }) => action === 'merge'));
  const found = new Map<string, { refused: string; problems: readonly Problem[] }>();
  for (const problem of problems) {
    const direct = writing.filter((file) => isAbout(file)(problem));
    const [responsible = direct] = [direct, merging, writing].filter((list) => list.length > 0);
    for (const { file } of responsible) {
      const earlier = found.get(file)?.problems ?? [];
      found.set(file, { refused: 'the content would be invalid', problems: [...earlier, problem] });
    }
  }
  return found;
}
