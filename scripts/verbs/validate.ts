import { hideCredentials, isUrl } from '../../activities/repository/address.ts';
import { type Problem, renderProblem } from '../../domain/problem.ts';
import type { Catalog } from '../../domain/records.ts';
import type { Settings } from '../../worker/settings.ts';
import { countRecords, renderCounts } from '../content/counts.ts';
import { openContent, resolveCommit } from '../content/open.ts';
import { listProblems } from '../content/problems.ts';
import { sumProblems } from '../content/sum.ts';
import { readWorktree } from '../content/worktree.ts';
import { CommandError, type Outcome } from '../outcome.ts';

type Read = {
  /** Where it was read, for people. */
  readonly place: string;
  readonly commit?: string;
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
};

/** Tells every problem of the work tree, or of the tree at `ref`; 1 when there is one that is no warning. */
export async function validate({ settings, ref }: { settings: Settings; ref?: string }): Promise<Outcome> {
  const read = ref === undefined ? await readDisk(settings) : await readCommit(settings, ref);
  const problems = listProblems(read);
  const counts = countRecords(read.catalog);
  const { place, commit } = read;
  const { ok, errors, warnings, text } = sumProblems(problems);
  return {
    code: ok ? 0 : 1,
    text: [
      ...problems.map((problem) => `${renderProblem(problem)}\n`),
      `${text}: ${renderCounts(counts)}, ${place}`,
    ].join('\n'),
    json: { ok, place, ...(commit === undefined ? {} : { commit }), counts, errors, warnings, problems },
  };
}

async function readDisk({ repository }: Settings): Promise<Read> {
  if (isUrl(repository))
    throw new CommandError(
      `${hideCredentials(repository)} is not on this disk: name a commit as well, --commit HEAD`,
    );
  const { folder, ...read } = await readWorktree(repository);
  return { place: `the files in ${folder}`, ...read };
}

async function readCommit(settings: Settings, ref: string): Promise<Read> {
  const repository = await openContent(settings);
  if (isUrl(settings.repository)) await repository.readHead();
  const commit = await resolveCommit(repository, ref);
  const { catalog, problems } = await repository.readCatalog(commit);
  return {
    place: `commit ${commit.slice(0, 10)}`,
    commit,
    problems,
    ...(catalog === undefined ? {} : { catalog }),
  };
}
