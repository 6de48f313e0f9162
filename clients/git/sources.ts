import type { SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { isThumbnailTemplate } from '../../domain/content/catalog/thumbnail-templates.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import type { Problem, ProblemCode } from '../../domain/shared/problem.ts';
import type { Text, Texts, UnreadableReason } from './blobs.ts';
import { COMMIT_LIMITS, describeTooMany } from './commit-limits.ts';
import type { Git } from './git.ts';

/** What the domain parses, with problems of files that cannot be read as content: these are in `files` too, empty and so broken. */
export type Sources = {
  readonly files: readonly SourceFile[];
  readonly blobs: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
};

/** Reads the records and templates of a tree; of all other files only the ids. */
export async function readSources(texts: Texts, entries: readonly TreeEntry[]): Promise<Sources> {
  const content = entries.filter(({ path }) => isContent(path));
  const others = entries.filter(({ path }) => !isContent(path));
  if (content.length > COMMIT_LIMITS.files)
    return { files: [], blobs: {}, problems: [describeTooMany(content.length)] };
  const read = await texts.read(
    content.filter(({ kind }) => kind === 'file').map(({ id }) => id),
    COMMIT_LIMITS.bytes,
  );
  const sources = content.map((entry) => ({ entry, text: textOf(entry, read) }));
  const notFiles = others.filter(({ path, kind }) => kind !== 'file' && isBelowContent(path));
  const misplaced = others.filter(({ path, kind }) => kind === 'file' && isMisplaced(path));
  return {
    files: sources.flatMap(({ entry, text }) => toSource(entry, text)),
    blobs: toBlobs(others),
    problems: [
      ...sources.flatMap(({ entry, text }) =>
        'unreadable' in text ? [problemOf(entry.path, text.unreadable)] : [],
      ),
      ...notFiles.flatMap(({ path, kind }) => (kind === 'file' ? [] : [problemOf(path, kind)])),
      ...misplaced.map(({ path }) => problemOf(path, 'misplaced')),
    ],
  };
}

/** One entry of a commit's tree, with its path from the root of the repository. */
export type TreeEntry = {
  readonly path: string;
  readonly id: string;
  readonly kind: 'file' | 'link' | 'submodule';
};

/** All files of a commit, in the order of git. */
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

/** Whether the domain reads the file itself. */
export const isContent = (path: string): boolean => kindOfPath(path) !== undefined || isTemplate(path);

const isTemplate = (path: string): boolean =>
  /^templates\/.+\.liquid$/.test(path) || isThumbnailTemplate(path);
/** YAML that looks like a record but is not one: `guests/team/ada.yaml`, `guests/ada.yml`, `episodes/a.YAML`. */
const isMisplaced = (path: string): boolean => /^(episodes|guests|shows|sponsors)\/.+\.ya?ml$/i.test(path);
const isBelowContent = (path: string): boolean =>
  /^(episodes|guests|shows|sponsors|templates|thumbnails)(\/|$)/.test(path);

function textOf({ id, kind }: TreeEntry, read: ReadonlyMap<string, Text>): Text {
  if (kind !== 'file') return { unreadable: kind };
  return read.get(id) ?? { unreadable: 'too-large' };
}

/** An empty text is not a record. Its blob id is changed, because the same blob may be parsed at another path. */
function toSource({ path, id }: TreeEntry, text: Text): SourceFile[] {
  if ('text' in text) return [{ path, blob: id, text: text.text }];
  return isTemplate(path) ? [] : [{ path, blob: `${text.unreadable}:${id}`, text: '' }];
}

function toBlobs(entries: readonly TreeEntry[]): Readonly<Record<string, string>> {
  const blobs: Record<string, string> = Object.create(null);
  for (const { path, id, kind } of entries) if (kind === 'file') blobs[path] = id;
  return blobs;
}

const PROBLEMS: Readonly<
  Record<UnreadableReason | 'misplaced', readonly [code: ProblemCode, message: string, hint: string]>
> = {
  link: [
    'wrong-type',
    'expected a file, found a symbolic link',
    'Links are not followed: commit the file itself.',
  ],
  submodule: ['wrong-type', 'expected files, found a submodule', 'Commit the files themselves.'],
  'too-large': [
    'wrong-value',
    'expected a text of at most 1 MB, found a larger file',
    'Check that it is a text file.',
  ],
  'over-limit': [
    'wrong-value',
    'expected content of at most 32 MB in all, found more: this is one of the largest files',
    'Shorten it, or take out other large files.',
  ],
  'not-utf8': ['wrong-value', 'expected a text in UTF-8, found other bytes', 'Save it in UTF-8.'],
  misplaced: [
    'wrong-value',
    'expected a record here, found a file name that is not one of a record',
    'Guests, shows and sponsors are directly in their folder and end in ".yaml"; episodes end in ".yaml" or ".yml".',
  ],
};

function problemOf(path: string, why: keyof typeof PROBLEMS): Problem {
  const [code, message, hint] = PROBLEMS[why];
  return { path, line: 1, column: 1, code, message, hint };
}
