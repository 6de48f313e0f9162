import type { MissingReference, ParsedFiles } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { type ParsedFile, parseFile } from '../../domain/content/parse/parse.ts';
import { createPause } from '../run-in-slices.ts';
import type { Texts } from './blobs.ts';
import type { FileHistory } from './history.ts';
import { isContent } from './sources.ts';

/** A file that does not exist any more, in its last valid version. `removedBy`: the commit, absent while it is not committed. */
export type RemovedSource = {
  readonly path: string;
  readonly blob: string;
  /** Absent for a picture. */
  readonly text?: string;
  /** The commit of this version. */
  readonly commit: string;
  readonly removedBy?: string;
};

export type RemovedReader = {
  readonly texts: Texts;
  readonly cache: ParsedFiles;
  /** Whether a path exists in the tree that is read. */
  readonly isPresent: (path: string) => boolean;
};

/** The removed file that each reference was to; a reference to something that never was has none. */
export async function findRemovedSources(
  input: RemovedReader,
  missing: readonly MissingReference[],
  histories: ReadonlyMap<string, FileHistory>,
): Promise<ReadonlyMap<string, RemovedSource>> {
  const wanted = new Map(missing.map(({ reference, file }) => [reference as string, file]));
  const paths = new Set(wanted.values());
  const gone = [...histories].filter(
    ([path, { versions }]) =>
      versions.length > 0 && !input.isPresent(path) && (paths.has(path) || isGuest(path)),
  );
  await input.texts.read(
    gone.flatMap(([path, { versions }]) =>
      isContent(path) ? versions.slice(0, 1).map(({ blob }) => blob) : [],
    ),
  );
  const sources = new Map<string, RemovedSource>();
  const pause = createPause();
  for (const [path, history] of gone) {
    await pause();
    const source = await readLastVersion(input, path, history);
    if (source !== undefined) sources.set(path, source);
  }
  const former = listFormerIds(input.cache, [...sources.values()]);
  return new Map(
    [...wanted].flatMap(([reference, file]) => {
      const source = sources.get(file) ?? former.get(reference);
      return source === undefined ? [] : [[reference, source] as const];
    }),
  );
}

const isGuest = (path: string): boolean => kindOfPath(path) === 'guest';

/** The newest version before the removal that is valid by itself. */
async function readLastVersion(
  { texts, cache }: RemovedReader,
  path: string,
  { versions, removed }: FileHistory,
): Promise<RemovedSource | undefined> {
  for (const { blob, commit } of versions) {
    const source = { path, blob, commit, ...(removed && { removedBy: removed.commit }) };
    if (!isContent(path)) return source;
    const read = (await texts.read([blob])).get(blob);
    if (read === undefined || !('text' in read)) continue;
    if (kindOfPath(path) === undefined || parseVersion(cache, path, blob, read.text)?.record !== undefined)
      return { ...source, text: read.text };
  }
  return undefined;
}

/** From `guest old-id` to the guest that had this former id; the first by path if there were several. */
function listFormerIds(
  cache: ParsedFiles,
  sources: readonly RemovedSource[],
): ReadonlyMap<string, RemovedSource> {
  const ids = new Map<string, RemovedSource>();
  const guests = sources.filter(({ path }) => isGuest(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const guest of guests) {
    const names = parseVersion(cache, guest.path, guest.blob, guest.text ?? '')?.names ?? [];
    for (const name of names) if (!ids.has(`guest ${name}`)) ids.set(`guest ${name}`, guest);
  }
  return ids;
}

/** Undefined for a file that is not a record. */
export function parseVersion(
  cache: ParsedFiles,
  path: string,
  blob: string,
  text: string,
): ParsedFile | undefined {
  const kind = kindOfPath(path);
  if (kind === undefined) return undefined;
  return cache.get(`${path}\n${blob}`) ?? parseFile(kind, path, text);
}
