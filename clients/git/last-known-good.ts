import {
  type ParsedCatalog,
  parseCatalog,
  type SourceFile,
} from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { defined } from '../../domain/shared/defined.ts';
import { compareProblems, compareTexts, type Problem } from '../../domain/shared/problem.ts';
import { createFindLastGood, findFirstClaimants, type VersionReader } from './older-versions.ts';
import type { Sources } from './sources.ts';

/** A file whose newest version cannot be used. `from`: the commit of its last valid version; absent: it has none. */
export type InvalidFile = { readonly path: string; readonly from?: string };

export type ValidCatalog = Pick<ParsedCatalog, 'catalog' | 'problems'> & {
  readonly invalidFiles: readonly InvalidFile[];
};

type Input = Sources & VersionReader & { readonly commit: string };

/** A file that is left out can break files that name it, and so on. After this many rounds, broken files are left out. */
const MAX_ROUNDS = 10;

/**
 * Parses a commit's files, with the last valid version of each broken one in its place; a file without one is left out. The
 * problems of a broken file are those of its newest version.
 */
export async function parseLastKnownGood(input: Input): Promise<ValidCatalog> {
  let attempt = await parseNewest(input);
  const findLastGood = createFindLastGood(input);
  const problems = new Map<string, readonly Problem[]>();
  for (let round = 0; round < MAX_ROUNDS && attempt.broken.length > 0; round++) {
    const { broken, files } = attempt;
    for (const path of broken)
      if (!problems.has(path))
        problems.set(path, listProblems(path, [input.problems, attempt.parsed.problems]));
    const found = await findLastGood(broken.flatMap((path) => files.get(path) ?? []));
    const [records, episodes] = splitEpisodes([...found.values()]);
    attempt = attempt.change({ leaveOut: broken.filter((path) => !found.has(path)), replace: records });
    attempt = replaceHarmless(attempt, episodes, problems);
  }
  return summarize(input, attempt, problems);
}

/** One state of the files, and what they parse to. Immutable: `change` returns the next one. */
type Attempt = {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parsed: ParsedCatalog;
  /** The paths among `files` that cannot be used. */
  readonly broken: readonly string[];
  change(change: { readonly leaveOut?: readonly string[]; readonly replace: readonly SourceFile[] }): Attempt;
};

/** The files as they are. What several episodes claim belongs to the one that claimed it first, by the history of the branch. */
async function parseNewest(input: Input): Promise<Attempt> {
  const files = new Map(input.files.map((file) => [file.path, file]));
  const attempt = parseFiles(input, files, input.blobs, new Map());
  const { contested } = attempt.parsed;
  if (contested.size === 0) return attempt;
  return parseFiles(input, files, input.blobs, await findFirstClaimants(input, contested));
}

function parseFiles(
  { commit, cache }: Pick<Input, 'commit' | 'cache'>,
  files: ReadonlyMap<string, SourceFile>,
  blobs: Readonly<Record<string, string>>,
  firstClaimants: ReadonlyMap<string, string>,
): Attempt {
  const parsed = parseCatalog({ commit, files: [...files.values()], blobs, cache, firstClaimants });
  const attempt: Attempt = {
    files,
    parsed,
    broken: parsed.broken.filter((path) => files.has(path)),
    change: ({ leaveOut = [], replace }) => {
      if (leaveOut.length === 0 && replace.length === 0) return attempt;
      const next = new Map([...files, ...replace.map((file) => [file.path, file] as const)]);
      const others: Record<string, string> = Object.assign(Object.create(null), blobs);
      for (const path of leaveOut) {
        others[path] = next.get(path)?.blob ?? '';
        next.delete(path);
      }
      return parseFiles({ commit, cache }, next, others, firstClaimants);
    },
  };
  return attempt;
}

const splitEpisodes = (files: readonly SourceFile[]): [SourceFile[], SourceFile[]] => [
  files.filter(({ path }) => kindOfPath(path) !== 'episode'),
  files.filter(({ path }) => kindOfPath(path) === 'episode'),
];

/**
 * An older version of an episode may claim an id or a video that a valid file has taken over since. The valid file wins: older
 * versions that would break another file are not used. They are found by halving.
 */
function replaceHarmless(
  attempt: Attempt,
  files: readonly SourceFile[],
  known: ReadonlyMap<string, unknown>,
): Attempt {
  if (files.length === 0) return attempt;
  const before = new Set(attempt.broken);
  const next = attempt.change({ replace: files });
  if (next.broken.every((path) => known.has(path) || before.has(path))) return next;
  if (files.length === 1) return attempt;
  const half = files.length >> 1;
  return replaceHarmless(replaceHarmless(attempt, files.slice(0, half), known), files.slice(half), known);
}

/** The problems of a path: why it is not content, or what the parser found. */
function listProblems(path: string, lists: readonly (readonly Problem[])[]): readonly Problem[] {
  const ofPath = lists.map((list) => list.filter((problem) => problem.path === path));
  return ofPath.find((list) => list.length > 0) ?? [];
}

function summarize(
  { problems }: Sources,
  { files, broken, parsed }: Attempt,
  ofInvalid: ReadonlyMap<string, readonly Problem[]>,
): ValidCatalog {
  const others = [...problems, ...parsed.problems].filter(({ path }) => !ofInvalid.has(path));
  const invalidFiles = [...ofInvalid.keys()].sort(compareTexts).map((path) => {
    const from = files.get(path)?.lastGoodCommit;
    return from === undefined || broken.includes(path) ? { path } : { path, from };
  });
  return {
    ...defined({ catalog: parsed.catalog }),
    problems: [...[...ofInvalid.values()].flat(), ...others].sort(compareProblems),
    invalidFiles,
  };
}
