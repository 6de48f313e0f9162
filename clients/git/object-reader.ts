import type { Git } from './git.ts';
import type { ObjectInfo } from './object-process.ts';

export type { ObjectInfo } from './object-process.ts';
export type GitObject = Omit<ObjectInfo, 'size'> & { readonly bytes: Buffer };

/** `missing`: not in the repository, or not of the wanted type; `too-large`: above the limit. */
export type ObjectAnswer = GitObject | 'missing' | 'too-large';

/**
 * Reads objects by names that git understands (an id, `main^{tree}`, `main:academy.yaml`). A reader remembers what there is: use it for one
 * job. Every function throws RepositoryError.
 */
export type ObjectReader = {
  /** What there is; nothing else than headers is read. */
  describe(names: readonly string[]): Promise<ReadonlyMap<string, ObjectInfo | 'missing'>>;
  /** What is too large is not read: it is in no memory, not even git's. */
  read(names: readonly string[], limits: ReadLimits): Promise<ReadonlyMap<string, ObjectAnswer>>;
};

export type ReadLimits = { readonly type: 'blob' | 'tree' | 'commit'; readonly maxBytes: number };

export function createObjectReader({ objects }: Git): ObjectReader {
  const known = new Map<string, ObjectInfo | 'missing'>();
  const describe: ObjectReader['describe'] = async (names) => {
    const unknown = names.filter((name) => !known.has(name));
    for (const { name, info } of await objects.describe(unknown)) known.set(name, info ?? 'missing');
    return new Map(names.map((name) => [name, known.get(name) ?? 'missing']));
  };
  return {
    describe,
    read: async (names, { type, maxBytes }) => {
      const infos = await describe(names);
      const isWanted = (info: ObjectInfo | 'missing' | undefined): boolean =>
        info !== undefined && info !== 'missing' && info.type === type;
      const isSmall = (name: string): boolean => sizeOf(infos.get(name)) <= maxBytes;
      const wanted = names.filter((name) => isWanted(infos.get(name)) && isSmall(name));
      const answers = new Map<string, ObjectAnswer>(
        names.map((name) => [name, isWanted(infos.get(name)) ? 'too-large' : 'missing']),
      );
      for (const { name, info, bytes } of await objects.read(wanted))
        answers.set(name, info === undefined ? 'missing' : { id: info.id, type: info.type, bytes });
      return answers;
    },
  };
}

const sizeOf = (info: ObjectInfo | 'missing' | undefined): number =>
  info === undefined || info === 'missing' ? 0 : info.size;
