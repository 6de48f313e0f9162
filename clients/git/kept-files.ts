import type { MissingReference, SourceFile } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { referencesOf } from '../../domain/content/rules/record-references.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import { createPause } from '../run-in-slices.ts';
import type { FileHistory, Version } from './history.ts';
import {
  findRemovedSources,
  parseVersion,
  type RemovedReader,
  type RemovedSource,
} from './removed-sources.ts';

/** How a file with missing references stays valid: as it is, with files that were removed, or in an older version. */
export type Keeping =
  | {
      readonly uses: readonly MissingReference[];
      readonly removed: readonly RemovedSource[];
      /** The commit of this version of the file. */
      readonly version: string;
    }
  | { readonly older: SourceFile };

type Input = RemovedReader & {
  readonly listHistories: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileHistory>>;
};

/** By the path of the file; one that has a reference to something that never was has no entry. Reads history once a call. */
export type FindKept = (
  missing: readonly MissingReference[],
  files: ReadonlyMap<string, SourceFile>,
) => Promise<ReadonlyMap<string, Keeping>>;

/**
 * Finds what files referred to before it was removed. A version of a file stays valid if it existed while the removed files did: a
 * reference that was written later, or to something that never was, is a mistake in that version.
 */
export function createFindKept(input: Input): FindKept {
  return async (missing, files) => {
    if (missing.length === 0) return new Map();
    const histories = await input.listHistories(listPaths(missing));
    const sources = await findRemovedSources(input, missing, histories);
    const users = [...groupBy(missing, ({ by }) => by)].flatMap(([path, references]): User[] => {
      const [source, history] = [files.get(path), histories.get(path)];
      const links = listLinks(references, sources, histories);
      return source && history && links ? [{ source, history, links }] : [];
    });
    await input.texts.read(users.flatMap(listNeeded).slice(0, MOST_AT_ONCE));
    const keepings = new Map<string, Keeping>();
    const late: User[] = [];
    const pause = createPause();
    for (const user of users) {
      await pause();
      const kept = await keepVersion(input, user);
      if (kept === undefined) late.push(user);
      else keepings.set(user.source.path, kept);
    }
    const older = late.flatMap(({ history }) => history.versions.map(({ blob }) => blob));
    await input.texts.read(older.slice(0, MOST_AT_ONCE));
    for (const user of late) {
      await pause();
      const older = await findOlder(input, user);
      if (older !== undefined) keepings.set(user.source.path, { older });
    }
    return keepings;
  };
}

/** Texts that one process of git reads ahead: further ones are read one by one, so that they do not fill the memory. */
const MOST_AT_ONCE = 2000;

/** A missing reference, what it was to, and the history of that. */
type Link = { readonly use: MissingReference; readonly source: RemovedSource; readonly history: FileHistory };
type User = {
  readonly source: SourceFile;
  readonly history: FileHistory;
  readonly links: readonly Link[];
};

/** A guest may have been named by a former id: all guests are searched. */
function listPaths(missing: readonly MissingReference[]): readonly string[] {
  const paths = new Set(missing.flatMap(({ by, file }) => [by, file]));
  if (missing.some(({ reference }) => reference.startsWith('guest '))) paths.add('guests/');
  return [...paths];
}

/** Undefined if one of the references is to something that never was. */
function listLinks(
  references: readonly MissingReference[],
  sources: ReadonlyMap<string, RemovedSource>,
  histories: ReadonlyMap<string, FileHistory>,
): readonly Link[] | undefined {
  // A file that moved gives way to what it was: its other references do not matter.
  const moved = references.filter(({ reference }) => reference.startsWith('episode '));
  const needed = moved.length > 0 ? moved : references;
  const links = needed.flatMap((use): Link[] => {
    const source = sources.get(use.reference);
    const history = histories.get(source?.path ?? '');
    return source && history ? [{ use: { ...use, file: source.path }, source, history }] : [];
  });
  return links.length === needed.length ? links : undefined;
}

/** The texts that decide whether the present version stays, read at once. */
function listNeeded({ source, history, links }: User): readonly string[] {
  const [newest] = history.versions;
  if (!isRejected(source)) return links.flatMap((link) => lastBefore(history, link)?.blob ?? []);
  return newest === undefined || source.lastGoodCommit !== undefined || newest.blob === source.blob
    ? []
    : [newest.blob];
}

/** A guest and the academy stay in use without what is missing. */
const isRejected = ({ path }: SourceFile): boolean =>
  kindOfPath(path) !== 'guest' && kindOfPath(path) !== 'academy';

const removedAt = ({ history }: Link): number => history.removed?.age ?? 0;

/** The version of a file just before something was removed. */
const lastBefore = ({ versions }: FileHistory, link: Link): Version | undefined =>
  versions.find(({ age }) => age > removedAt(link));

async function keepVersion(input: Input, user: User): Promise<Keeping | undefined> {
  const { source, history, links } = user;
  const version = source.lastGoodCommit ?? history.versions[0]?.commit;
  if (version === undefined || !(await canStay(input, user))) return undefined;
  return { uses: links.map(({ use }) => use), removed: links.map((link) => link.source), version };
}

async function canStay(input: Input, { source, history, links }: User): Promise<boolean> {
  if (isMoved(links)) return true;
  if (isRejected(source)) {
    const index = await findVersion(input, source, history);
    return index >= 0 && links.every((link) => wereTogether(history, index, link));
  }
  for (const link of links) {
    const before = lastBefore(history, link);
    if (before === undefined || !(await names(input, source.path, before, link.use))) return false;
  }
  return true;
}

const isMoved = (links: readonly Link[]): boolean =>
  links.some(({ use }) => use.reference.startsWith('episode '));

/** Whether a version of a file existed while something that was removed did. */
function wereTogether({ versions, removed }: FileHistory, index: number, link: Link): boolean {
  const since = versions[index]?.age ?? 0;
  const until = versions[index - 1]?.age ?? removed?.age ?? 0;
  return since > removedAt(link) && until < (link.history.created ?? Number.POSITIVE_INFINITY);
}

/** The place of a file's version in its history; -1 for a text that is not committed. */
async function findVersion(
  { texts }: Input,
  { blob, text, lastGoodCommit }: SourceFile,
  { versions }: FileHistory,
): Promise<number> {
  if (lastGoodCommit !== undefined) return versions.findIndex(({ commit }) => commit === lastGoodCommit);
  const [newest] = versions;
  if (newest === undefined || newest.blob === blob) return newest === undefined ? -1 : 0;
  const read = (await texts.read([newest.blob])).get(newest.blob);
  return read !== undefined && 'text' in read && read.text === text ? 0 : -1;
}

async function names(
  { texts, cache }: Input,
  path: string,
  { blob }: Version,
  { reference }: MissingReference,
): Promise<boolean> {
  const read = (await texts.read([blob])).get(blob);
  const parsed =
    read !== undefined && 'text' in read ? parseVersion(cache, path, blob, read.text) : undefined;
  return parsed !== undefined && referencesOf(parsed).includes(reference);
}

/** The newest older version that either does not have these references, or had them while they were valid. */
async function findOlder(input: Input, user: User): Promise<SourceFile | undefined> {
  const { source, history, links } = user;
  if (!isRejected(source)) return undefined;
  const { path } = source;
  const present = await findVersion(input, source, history);
  for (const [index, { blob, commit }] of history.versions.entries()) {
    if (index <= present) continue;
    const read = (await input.texts.read([blob])).get(blob);
    if (read === undefined || !('text' in read)) continue;
    const parsed = parseVersion(input.cache, path, blob, read.text);
    if (parsed?.record === undefined) continue;
    const references = referencesOf(parsed);
    const isWrong = (link: Link): boolean =>
      references.includes(link.use.reference) && !wereTogether(history, index, link);
    if (!links.some(isWrong)) return { path, blob, text: read.text, lastGoodCommit: commit };
  }
  return undefined;
}
