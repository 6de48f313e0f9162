import {
  type ParsedCatalog,
  parseCatalog,
  type SourceFile,
} from '../../domain/content/assemble/parse-catalog.ts';
import { kindOfPath } from '../../domain/content/parse/id.ts';
import { defined } from '../../domain/shared/defined.ts';
import { compareProblems, compareTexts, type Problem } from '../../domain/shared/problem.ts';
import { createFindLastGood, type FindLastGoodInput } from './find-last-good.ts';
import { findFirstClaimants } from './first-claimant.ts';
import type { Sources } from './sources.ts';

/** A file whose newest form cannot be used. `from`: the commit its last good form came with; absent: it has none. */
export type LastKnownGood = { readonly path: string; readonly from?: string };

export type HeldCatalog = Pick<ParsedCatalog, 'catalog' | 'problems'> & {
  readonly held: readonly LastKnownGood[];
};

/** A file that is left out can break another that names it, and so on; more than this and what is broken is left out. */
const ROUNDS = 10;

/**
 * Parses a commit's files with the last good form of each broken one in its place; a file without one is left out. The
 * problems told of a broken file are those of its newest form.
 */
export async function useLastKnownGood(
  input: Sources & FindLastGoodInput & { readonly commit: string },
): Promise<HeldCatalog> {
  const alone = createTrial(input);
  const { contested } = alone.parsed();
  const trial = contested.size === 0 ? alone : createTrial(input, await findFirstClaimants(input, contested));
  const seek = createFindLastGood(input);
  const told = new Map<string, readonly Problem[]>();
  for (let round = 0; round < ROUNDS && trial.broken().length > 0; round++) {
    const broken = trial.broken();
    for (const path of broken)
      told.set(path, told.get(path) ?? tell(path, [input.problems, trial.parsed().problems]));
    const found = await seek(broken.flatMap((path) => trial.file(path) ?? []));
    const forms = [...found.values()];
    trial.leaveOut(broken.filter((path) => !found.has(path)));
    trial.put(forms.filter(({ path }) => kindOfPath(path) !== 'episode'));
    admit(
      trial,
      forms.filter(({ path }) => kindOfPath(path) === 'episode'),
      told,
    );
  }
  return summarise(input, trial, told);
}

/** The problems of a path: why it is no content, or what the parser says. */
function tell(path: string, lists: readonly (readonly Problem[])[]): readonly Problem[] {
  const ofPath = lists.map((list) => list.filter((problem) => problem.path === path));
  return ofPath.find((list) => list.length > 0) ?? [];
}

/**
 * An older form may claim an id or a video that a good file has taken over since. The good file keeps it: forms that would
 * break another are taken back, found by halving.
 */
function admit(trial: Trial, forms: readonly SourceFile[], told: ReadonlyMap<string, unknown>): void {
  if (forms.length === 0) return;
  const before = new Set(trial.broken());
  const undo = trial.put(forms);
  const harmed = trial.broken().filter((path) => !told.has(path) && !before.has(path));
  if (harmed.length === 0) return;
  undo();
  if (forms.length === 1) return;
  const half = forms.length >> 1;
  admit(trial, forms.slice(0, half), told);
  admit(trial, forms.slice(half), told);
}

type Trial = {
  /** What the files, as they now stand, make. */
  parsed(): ParsedCatalog;
  /** The paths among them that cannot be used. */
  broken(): readonly string[];
  /** Puts other forms in place; what it answers takes them back. */
  put(forms: readonly SourceFile[]): () => void;
  leaveOut(paths: readonly string[]): void;
  file(path: string): SourceFile | undefined;
};

function createTrial(
  { commit, files, blobs, cache }: Sources & FindLastGoodInput & { readonly commit: string },
  firstClaimants: ReadonlyMap<string, string> = new Map(),
): Trial {
  let present = new Map(files.map((file) => [file.path, file]));
  const others: Record<string, string> = Object.assign(Object.create(null), blobs);
  let answer: ParsedCatalog | undefined;
  const parsed = () => {
    answer ??= parseCatalog({ commit, files: [...present.values()], blobs: others, cache, firstClaimants });
    return answer;
  };
  const change = (next: typeof present) => {
    present = next;
    answer = undefined;
  };
  return {
    parsed,
    broken: () => parsed().broken.filter((path) => present.has(path)),
    put: (forms) => {
      const before = present;
      if (forms.length > 0) change(new Map([...before, ...forms.map((form) => [form.path, form] as const)]));
      return () => change(before);
    },
    leaveOut: (paths) => {
      if (paths.length === 0) return;
      for (const path of paths) others[path] = present.get(path)?.blob ?? '';
      const without = new Set(paths);
      change(new Map([...present].filter(([path]) => !without.has(path))));
    },
    file: (path) => present.get(path),
  };
}

function summarise(
  { problems }: Sources,
  trial: Trial,
  told: ReadonlyMap<string, readonly Problem[]>,
): HeldCatalog {
  const { catalog, problems: parsed } = trial.parsed();
  const rest = [...problems, ...parsed].filter(({ path }) => !told.has(path));
  const held = [...told.keys()].sort(compareTexts).map((path) => {
    const from = trial.file(path)?.lastGoodCommit;
    return from === undefined || trial.broken().includes(path) ? { path } : { path, from };
  });
  return {
    ...defined({ catalog }),
    problems: [...[...told.values()].flat(), ...rest].sort(compareProblems),
    held,
  };
}
