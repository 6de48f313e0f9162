import type { MissingReference, ParsedCatalog } from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { missingOf, useOf } from '../../domain/content/rules/draft.ts';
import { defined } from '../../domain/shared/defined.ts';
import { groupBy } from '../../domain/shared/group-by.ts';
import { compareProblems, compareTexts, type Problem } from '../../domain/shared/problem.ts';
import { type Attempt, type FileChange, parseFiles } from './attempt.ts';
import type { CatalogSources } from './catalog-sources.ts';
import { createFindKept, type Keeping } from './kept-files.ts';
import { claimsIn, createFindLastGood, findFirstClaimants } from './older-versions.ts';
import { describeRemoved } from './removal-problems.ts';

/** A file whose newest version cannot be used. `from`: the commit of its last valid version; absent: it has none. */
export type InvalidFile = { readonly path: string; readonly from?: string };

export type ValidCatalog = Pick<ParsedCatalog, 'catalog' | 'problems'> & {
  readonly invalidFiles: readonly InvalidFile[];
};

/** A file that is left out can break files that name it, and so on. After this many rounds, broken files are left out. */
const MAX_ROUNDS = 10;

/**
 * Parses a commit's files, with the last valid version of each broken one in its place; a file without one is left out. What was
 * removed although other files name it is kept for those files. The problems of a broken file are those of its newest version.
 */
export async function parseLastKnownGood(input: CatalogSources): Promise<ValidCatalog> {
  const newest = await parseNewest(input);
  let attempt = newest;
  const findLastGood = createFindLastGood(input);
  const findMissing = createFindMissing(input);
  const problems = new Map<string, readonly Problem[]>();
  const own = groupBy(input.problems, ({ path }) => path);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { broken, files } = attempt;
    const ofPath = groupBy(attempt.parsed.problems, ({ path }) => path);
    const keepings = await findMissing(attempt);
    if (broken.length === 0 && keepings.size === 0) break;
    for (const path of broken)
      if (!problems.has(path) && !attempt.removed.has(path))
        problems.set(path, listProblems(path, [own, ofPath]));
    const rest = broken.filter((path) => !keepings.has(path));
    const found = await findLastGood(rest.flatMap((path) => files.get(path) ?? []));
    const changes = [
      ...[...keepings].map(([path, keeping]) => toChange(files, path, keeping)),
      ...[...found.values()].map((file): PathChange => ({ path: file.path, replace: [file] })),
    ];
    const [records, episodes] = splitEpisodes(changes);
    const leaveOut = rest.filter((path) => !found.has(path));
    const pictures = await input.findPictures(changes.flatMap(({ replace = [] }) => replace));
    attempt = await attempt.change({ ...merge([{ leaveOut }, ...records]), pictures });
    attempt = await changeHarmless(attempt, episodes, problems);
  }
  return summarize(input, { newest, attempt }, problems);
}

/** The files as they are. What several episodes claim belongs to the one that claimed it first, by the history of the branch. */
async function parseNewest(input: CatalogSources): Promise<Attempt> {
  const files = new Map(input.files.map((file) => [file.path, file]));
  const { commit, cache, blobs, moves, now } = input;
  const content = { commit, cache, blobs, moves, now, files, kept: [], removed: new Map() };
  const attempt = await parseFiles({ ...content, firstClaimants: new Map() });
  const { contested } = attempt.parsed;
  if (contested.size === 0) return attempt;
  return parseFiles({ ...content, firstClaimants: await findFirstClaimants(input, contested) });
}

/** Each version of a file is asked about once. */
function createFindMissing(input: CatalogSources) {
  const paths = new Set([...input.files.map(({ path }) => path), ...Object.keys(input.blobs)]);
  const findKept = createFindKept({ ...input, isPresent: (path) => paths.has(path) });
  const asked = new Set<string>();
  return ({ parsed, files }: Attempt): Promise<ReadonlyMap<string, Keeping>> => {
    const keyOf = (one: MissingReference): string => `${useOf(one)}\n${files.get(one.by)?.lastGoodCommit}`;
    const isFresh = new Set(parsed.missing.filter((one) => !asked.has(keyOf(one))).map(({ by }) => by));
    for (const one of parsed.missing) asked.add(keyOf(one));
    return findKept(
      parsed.missing.filter(({ by }) => isFresh.has(by)),
      files,
    );
  };
}

type PathChange = FileChange & { readonly path: string };

/** A guest or the academy stays as it is; a file that moved gives way to what it was. */
function toChange(files: Attempt['files'], path: string, keeping: Keeping): PathChange {
  if ('older' in keeping) return { path, replace: [keeping.older] };
  const { uses, removed, version } = keeping;
  if (uses.some(({ reference }) => reference.startsWith('episode ')))
    return { path, leaveOut: [path], keep: { uses, removed } };
  const file = files.get(path);
  const isRejected = kindOfPath(path) === 'episode' || kindOfPath(path) === 'show';
  const replace = file !== undefined && isRejected ? [{ ...file, lastGoodCommit: version }] : [];
  return { path, replace, keep: { uses, removed } };
}

const splitEpisodes = (changes: readonly PathChange[]): [PathChange[], PathChange[]] => [
  changes.filter(({ path }) => kindOfPath(path) !== 'episode'),
  changes.filter(({ path }) => kindOfPath(path) === 'episode'),
];

function merge(changes: readonly FileChange[]): FileChange {
  const keeps = changes.flatMap(({ keep }) => keep ?? []);
  return {
    leaveOut: changes.flatMap(({ leaveOut = [] }) => leaveOut),
    replace: changes.flatMap(({ replace = [] }) => replace),
    ...(keeps.length > 0 && {
      keep: { uses: keeps.flatMap(({ uses }) => uses), removed: keeps.flatMap(({ removed }) => removed) },
    }),
  };
}

/**
 * An older version of an episode may claim an id or a video that a valid file has taken over since. The valid file wins: older
 * versions that would break another file are not used. What they claim shows which they are; if something else is the reason, they
 * are found by halving.
 */
async function changeHarmless(
  attempt: Attempt,
  changes: readonly PathChange[],
  known: ReadonlyMap<string, unknown>,
): Promise<Attempt> {
  if (changes.length === 0) return attempt;
  const before = new Set(attempt.broken);
  const next = await attempt.change(merge(changes));
  const isHarmless = (path: string): boolean => known.has(path) || before.has(path) || next.removed.has(path);
  const harmed = next.broken.filter((path) => !isHarmless(path));
  if (harmed.length === 0) return next;
  if (changes.length === 1) return attempt;
  const claims = listClaimsOf(attempt, harmed);
  const harmless = changes.filter((change) => !sharesClaim(change, claims));
  if (harmless.length < changes.length) return changeHarmless(attempt, harmless, known);
  const half = changes.length >> 1;
  const first = await changeHarmless(attempt, changes.slice(0, half), known);
  return changeHarmless(first, changes.slice(half), known);
}

/** What the episodes at these paths claim. */
const listClaimsOf = ({ files }: Attempt, paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.flatMap((path) => claimsIn(path, files.get(path)?.text ?? '')));

/** Whether a version that a change brings claims one of these. */
const sharesClaim = ({ replace = [], keep }: PathChange, claims: ReadonlySet<string>): boolean =>
  [...replace, ...(keep?.removed ?? [])].some(({ path, text = '' }) =>
    claimsIn(path, text).some((name) => claims.has(name)),
  );

/** The problems of a path: why it is not content, or what the parser found. */
const listProblems = (
  path: string,
  lists: readonly ReadonlyMap<string, readonly Problem[]>[],
): readonly Problem[] => lists.map((list) => list.get(path) ?? []).find((list) => list.length > 0) ?? [];

type Outcome = { readonly newest: Attempt; readonly attempt: Attempt };

async function summarize(
  input: CatalogSources,
  { newest, attempt }: Outcome,
  ofInvalid: ReadonlyMap<string, readonly Problem[]>,
): Promise<ValidCatalog> {
  const { files, broken, parsed, removed, kept } = attempt;
  const isKept = new Set(kept.filter(({ reference }) => !reference.startsWith('episode ')).map(useOf));
  const isReported = (problem: Problem): boolean => {
    const missing = missingOf(problem);
    return missing === undefined || !isKept.has(useOf(missing));
  };
  const others = [...input.problems, ...parsed.problems].filter(
    ({ path }) => !ofInvalid.has(path) && !removed.has(path),
  );
  const isBroken = new Set(broken);
  const invalidFiles = [...ofInvalid.keys()].sort(compareTexts).map((path) => {
    const from = files.get(path)?.lastGoodCommit;
    return from === undefined || isBroken.has(path) ? { path } : { path, from };
  });
  return {
    ...defined({ catalog: parsed.catalog }),
    problems: [
      ...[...ofInvalid.values()].flat().filter(isReported),
      ...others,
      ...(await describeRemoved(input, attempt, newest.parsed.missing)),
    ].sort(compareProblems),
    invalidFiles,
  };
}
