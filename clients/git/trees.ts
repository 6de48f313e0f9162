import { LRUCache } from 'lru-cache';
import { RepositoryError } from './errors.ts';
import type { ObjectInfo, ObjectReader } from './object-reader.ts';

/** One entry of a folder, as a commit holds it. `id`: of its blob, its tree, or the commit of a submodule. */
export type TreeItem = {
  readonly name: string;
  readonly id: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'folder';
};

export type Folder = readonly TreeItem[];

/** Reads folders by tree id. */
export type Trees = {
  /**
   * The smallest first, until they have `maxBytes` together: `undefined` for the others, and for one above 4 MB. The answer does not
   * depend on what is cached.
   *
   * @throws RepositoryError when the repository lacks one
   */
  read(ids: readonly string[], maxBytes: number): Promise<FoldersRead>;
  /**
   * The roots of commits, only what has one of these names: a repository may hold much else. A root that cannot be read has no entry.
   * Not cached.
   */
  readRoots(commits: readonly string[], names: ReadonlySet<string>): Promise<ReadonlyMap<string, Folder>>;
};

export type FoldersRead = {
  readonly folders: ReadonlyMap<string, Folder | undefined>;
  readonly bytes: number;
};

/** Folders that were read before: of the most recent commits, so that the next one reads only changed folders. */
export type TreeCache = LRUCache<string, Folder>;

/** About 100,000 short names. */
const MAX_FOLDER_BYTES = 4 * 1024 * 1024;
/** About 800,000 short names: what is beside the content costs time only here. */
const MAX_ROOT_BYTES = 32 * 1024 * 1024;
/** About 30 MB. */
const MAX_CACHED_ITEMS = 200_000;

export const createTreeCache = (): TreeCache =>
  new LRUCache({ maxSize: MAX_CACHED_ITEMS, sizeCalculation: (items) => items.length + 1 });

export function createTrees(objects: ObjectReader, known: TreeCache = createTreeCache()): Trees {
  return {
    read: async (ids, maxBytes) => {
      const { some, bytes } = selectSmallest(await objects.describe(ids), maxBytes);
      const folders = new Map<string, Folder | undefined>(ids.map((id) => [id, undefined]));
      const missing = some.filter((id) => !known.has(id));
      const answers = await objects.read(missing, { type: 'tree', maxBytes: MAX_FOLDER_BYTES });
      for (const [id, answer] of answers)
        if (typeof answer !== 'string') known.set(id, parseTree(answer.bytes, id.length / 2));
      for (const id of some) folders.set(id, known.get(id));
      return { folders, bytes };
    },
    readRoots: async (commits, names) => {
      const wanted = commits.map((commit) => `${commit}^{tree}`);
      const answers = await objects.read(wanted, { type: 'tree', maxBytes: MAX_ROOT_BYTES });
      return new Map(
        commits.flatMap((commit) => {
          const answer = answers.get(`${commit}^{tree}`);
          if (answer === undefined || typeof answer === 'string') return [];
          return [[commit, parseTree(answer.bytes, answer.id.length / 2, names)] as const];
        }),
      );
    },
  };
}

function selectSmallest(infos: ReadonlyMap<string, ObjectInfo | 'missing'>, maxBytes: number) {
  const trees = [...infos].flatMap(([id, info]) => {
    if (info === 'missing')
      throw new RepositoryError('git-failed', `The repository is damaged: folder ${id} is missing.`);
    return info.type === 'tree' ? [info] : [];
  });
  const some: string[] = [];
  let bytes = 0;
  for (const { id, size } of trees.toSorted((a, b) => a.size - b.size || (a.id < b.id ? -1 : 1))) {
    if (size > MAX_FOLDER_BYTES || bytes + size > maxBytes) break;
    bytes += size;
    some.push(id);
  }
  return { some, bytes };
}

/** `<mode> <name>\0<id>`, again and again; `idBytes` is 20 or 32. A name that no folder can have is left out, as git refuses to check it out. */
export function parseTree(bytes: Buffer, idBytes: number, names?: ReadonlySet<string>): Folder {
  const items: TreeItem[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1) break;
    const name = bytes.toString('utf8', space + 1, end);
    const next = end + 1 + idBytes;
    if (isName(name) && (names === undefined || names.has(name)))
      items.push({
        name,
        id: bytes.toString('hex', end + 1, next),
        kind: parseKind(bytes.toString('latin1', at, space)),
      });
    at = next;
  }
  return items;
}

const isName = (name: string): boolean => name !== '' && name !== '.' && name !== '..' && !name.includes('/');

const KINDS: Readonly<Record<string, TreeItem['kind']>> = {
  '40000': 'folder',
  '040000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
};

const parseKind = (mode: string): TreeItem['kind'] => KINDS[mode] ?? 'file';
