import type { SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { isThumbnailTemplate } from '../../domain/content/catalog/thumbnail-templates.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { defined } from '../../domain/shared/defined.ts';
import type { Problem, ProblemCode } from '../../domain/shared/problem.ts';
import { type BlobText, MAX_TEXT_BYTES, type Texts, type UnreadableReason } from './blobs.ts';
import type { Listing, TreeEntry } from './content-folders.ts';

/** What the domain parses, with problems of files that cannot be read as content: these are in `files` too, empty and so broken. */
export type Sources = {
  readonly files: readonly SourceFile[];
  readonly blobs: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
};

/** Reads the records and templates of a commit; of all other files only the ids. */
export async function readSources(texts: Texts, { entries, problems }: Listing): Promise<Sources> {
  const content = entries.filter(({ path }) => isContent(path));
  const others = entries.filter(({ path }) => !isContent(path));
  const ids = content.filter(({ kind }) => kind === 'file').map(({ id }) => id);
  const read = await texts.read(selectFitting(ids, await texts.measure(ids)));
  const sources = content.map((entry) => ({ entry, text: textOf(entry, read) }));
  const notFiles = others.filter(({ path, kind }) => kind !== 'file' && isBelowContent(path));
  const misplaced = others.filter(({ path, kind }) => kind === 'file' && isMisplaced(path));
  return {
    files: sources.flatMap(({ entry, text }) => toSource(entry, text)),
    blobs: toBlobs(others),
    problems: [
      ...problems,
      ...sources.flatMap(({ entry, text }) =>
        'unreadable' in text ? [problemOf(entry.path, text.unreadable)] : [],
      ),
      ...notFiles.flatMap(({ path, kind }) => (kind === 'file' ? [] : [problemOf(path, kind)])),
      ...misplaced.map(({ path }) => problemOf(path, 'misplaced')),
    ],
  };
}

/** Of one commit, each file counted: more than 10,000 long episodes have. */
const MAX_TEXTS_BYTES = 32 * 1024 * 1024;

/** The texts to read: without the largest ones if all together are too large. One above its own limit does not count. */
function selectFitting(ids: readonly string[], sizes: ReadonlyMap<string, number>): readonly string[] {
  const totals = new Map<string, number>();
  for (const id of ids) {
    const size = sizes.get(id) ?? 0;
    if (size <= MAX_TEXT_BYTES) totals.set(id, (totals.get(id) ?? 0) + size);
  }
  const smallestFirst = [...totals].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  const left = new Set<string>();
  let total = 0;
  for (const [id, size] of smallestFirst) {
    total += size;
    if (total > MAX_TEXTS_BYTES) left.add(id);
  }
  return ids.filter((id) => !left.has(id));
}

/** Whether the domain reads the file itself. */
export const isContent = (path: string): boolean => kindOfPath(path) !== undefined || isTemplate(path);

const isTemplate = (path: string): boolean =>
  /^templates\/.+\.liquid$/.test(path) || isThumbnailTemplate(path);
/** YAML that looks like a record but is not one: `guests/team/ada.yaml`, `guests/ada.yml`, `episodes/a.YAML`. */
const isMisplaced = (path: string): boolean => /^(episodes|guests|shows|sponsors)\/.+\.ya?ml$/i.test(path);
const isBelowContent = (path: string): boolean =>
  /^(episodes|guests|shows|sponsors|templates|thumbnails)(\/|$)/.test(path);

function textOf({ id, kind }: TreeEntry, read: ReadonlyMap<string, BlobText>): BlobText {
  if (kind !== 'file') return { unreadable: kind };
  return read.get(id) ?? { unreadable: 'over-total' };
}

/** An empty text is not a record. Its blob id is changed, because the same blob may be parsed at another path. */
function toSource({ path, id, lastGoodCommit }: TreeEntry, text: BlobText): SourceFile[] {
  if ('text' in text) return [{ path, blob: id, text: text.text, ...defined({ lastGoodCommit }) }];
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
  'over-total': [
    'wrong-value',
    'expected texts of at most 32 MB in one commit, found more: this is one of the largest',
    'Make it smaller, or remove copies of it.',
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
