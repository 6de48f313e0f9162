import type { SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { isThumbnailTemplate } from '../../domain/content/catalog/thumbnail-templates.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import type { Problem, ProblemCode } from '../../domain/shared/problem.ts';
import type { Text, Texts, UnreadableReason } from './texts.ts';
import type { TreeEntry } from './tree.ts';

/** What the domain parses, and why some of it is no content: those files are in `files` as well, empty and so broken. */
export type Sources = {
  readonly files: readonly SourceFile[];
  readonly blobs: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
};

/** Reads the records and templates of a tree; of all other files the ids are enough. */
export async function readSources(texts: Texts, entries: readonly TreeEntry[]): Promise<Sources> {
  const content = entries.filter(({ path }) => isContent(path));
  const others = entries.filter(({ path }) => !isContent(path));
  const read = await texts.read(content.filter(({ kind }) => kind === 'file').map(({ id }) => id));
  const sources = content.map((entry) => ({ entry, text: textOf(entry, read) }));
  const strange = others.filter(({ path, kind }) => kind !== 'file' && isBelowContent(path));
  const misplaced = others.filter(({ path, kind }) => kind === 'file' && isMisplaced(path));
  return {
    files: sources.flatMap(({ entry, text }) => toSource(entry, text)),
    blobs: toBlobs(others),
    problems: [
      ...sources.flatMap(({ entry, text }) =>
        'unreadable' in text ? [tell(entry.path, text.unreadable)] : [],
      ),
      ...strange.flatMap(({ path, kind }) => (kind === 'file' ? [] : [tell(path, kind)])),
      ...misplaced.map(({ path }) => tell(path, 'misplaced')),
    ],
  };
}

/** Whether the domain reads the file itself. */
export const isContent = (path: string): boolean => kindOfPath(path) !== undefined || isTemplate(path);

const isTemplate = (path: string): boolean =>
  /^templates\/.+\.liquid$/.test(path) || isThumbnailTemplate(path);
/** YAML that looks like a record and is none: `guests/team/ada.yaml`, `guests/ada.yml`, `episodes/a.YAML`. */
const isMisplaced = (path: string): boolean => /^(episodes|guests|shows|sponsors)\/.+\.ya?ml$/i.test(path);
const isBelowContent = (path: string): boolean =>
  /^(episodes|guests|shows|sponsors|templates|thumbnails)(\/|$)/.test(path);

function textOf({ id, kind }: TreeEntry, read: ReadonlyMap<string, Text>): Text {
  if (kind !== 'file') return { unreadable: kind };
  return read.get(id) ?? { unreadable: 'too-large' };
}

/** An empty text is no record; its blob is not the file's own, which could be parsed elsewhere. */
function toSource({ path, id }: TreeEntry, text: Text): SourceFile[] {
  if ('text' in text) return [{ path, blob: id, text: text.text }];
  return isTemplate(path) ? [] : [{ path, blob: `${text.unreadable}:${id}`, text: '' }];
}

function toBlobs(entries: readonly TreeEntry[]): Readonly<Record<string, string>> {
  const blobs: Record<string, string> = Object.create(null);
  for (const { path, id, kind } of entries) if (kind === 'file') blobs[path] = id;
  return blobs;
}

const WORDS: Readonly<
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
    'Is it a text at all?',
  ],
  'not-utf8': [
    'wrong-value',
    'expected a text in UTF-8, found other bytes',
    'Save it again with the encoding UTF-8.',
  ],
  misplaced: [
    'wrong-value',
    'expected a record here, found a file that is none by its name',
    'Guests, shows and sponsors stand right in their folder and end in ".yaml", episodes in ".yaml" or ".yml".',
  ],
};

function tell(path: string, why: keyof typeof WORDS): Problem {
  const [code, message, hint] = WORDS[why];
  return { path, line: 1, column: 1, code, message, hint };
}
