import {
  type CatalogInput,
  type MissingReference,
  type ParsedCatalog,
  parseCatalogInSteps,
  type SourceFile,
} from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { useOf } from '../../domain/content/rules/draft.ts';
import { runInSlices } from '../run-in-slices.ts';
import type { RemovedSource } from './removed-sources.ts';
import { isContent } from './sources.ts';

/** One state of the files, and what they parse to. Immutable: `change` returns the next one. */
export type Attempt = {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parsed: ParsedCatalog;
  /** The paths among `files` that cannot be used. */
  readonly broken: readonly string[];
  /** References to files that were removed, which are used in their last version. */
  readonly kept: readonly MissingReference[];
  /** The files that were removed, by path. */
  readonly removed: ReadonlyMap<string, RemovedSource>;
  change(change: FileChange): Promise<Attempt>;
};

export type FileChange = {
  readonly leaveOut?: readonly string[];
  readonly replace?: readonly SourceFile[];
  /** Other files that the replaced ones name: their object ids by path. */
  readonly pictures?: Readonly<Record<string, string>>;
  readonly keep?: { readonly uses: readonly MissingReference[]; readonly removed: readonly RemovedSource[] };
};

type Content = Pick<CatalogInput, 'commit' | 'cache' | 'firstClaimants' | 'moves' | 'now' | 'blobs'> &
  Pick<Attempt, 'files' | 'kept' | 'removed'>;

export async function parseFiles(content: Content): Promise<Attempt> {
  const { files, kept, removed, ...input } = content;
  const steps = parseCatalogInSteps({
    ...input,
    files: [...files.values()],
    kept,
    blobs: removed.size === 0 ? input.blobs : addPictures(input.blobs, removed),
  });
  const parsed = await runInSlices(steps);
  const attempt: Attempt = {
    files,
    parsed,
    broken: parsed.broken.filter((path) => files.has(path)),
    kept,
    removed,
    change: async (change) => (isEmpty(change) ? attempt : parseFiles(applyChange(content, change))),
  };
  return attempt;
}

const isEmpty = ({ leaveOut = [], replace = [], pictures = {}, keep }: FileChange): boolean =>
  leaveOut.length === 0 && replace.length === 0 && Object.keys(pictures).length === 0 && keep === undefined;

function applyChange(content: Content, { leaveOut = [], replace = [], pictures, keep }: FileChange): Content {
  const removed = new Map([
    ...content.removed,
    ...(keep?.removed ?? []).map((one) => [one.path, one] as const),
  ]);
  const files = new Map([
    ...content.files,
    ...(keep?.removed ?? []).flatMap(toFile),
    ...replace.map((file) => [file.path, file] as const),
  ]);
  const blobs: Record<string, string> = Object.assign(Object.create(null), pictures, content.blobs);
  for (const path of leaveOut) {
    if (!removed.delete(path)) blobs[path] = files.get(path)?.blob ?? '';
    files.delete(path);
  }
  const uses = new Map([...content.kept, ...(keep?.uses ?? [])].map((use) => [useOf(use), use]));
  const kept = [...uses.values()].filter(({ file }) => removed.has(file));
  return { ...content, files, blobs, removed, kept };
}

/** A record or a template; of a picture the id is enough. */
function toFile({ path, blob, text, commit }: RemovedSource): [string, SourceFile][] {
  if (!isContent(path) || text === undefined) return [];
  const version = kindOfPath(path) === undefined ? {} : { lastGoodCommit: commit };
  return [[path, { path, blob, text, ...version }]];
}

function addPictures(
  blobs: CatalogInput['blobs'],
  removed: ReadonlyMap<string, RemovedSource>,
): CatalogInput['blobs'] {
  const all: Record<string, string> = Object.assign(Object.create(null), blobs);
  for (const { path, blob } of removed.values()) if (!isContent(path)) all[path] = blob;
  return all;
}
