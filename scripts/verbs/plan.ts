import type { CatalogAt, Repository } from '../../activities/repository/index.ts';
import {
  type CommitChanges,
  compareCatalogs,
  type EpisodeChange,
  touchesYouTube,
} from '../../domain/changes.ts';
import { checksumOf } from '../../domain/plan.ts';
import { diffLines, renderPlan } from '../../domain/plan-text.ts';
import { type Problem, renderProblem } from '../../domain/problem.ts';
import type { Settings } from '../../worker/settings.ts';
import { openContent, resolveCommit } from '../content/open.ts';
import { sumProblems } from '../content/sum.ts';
import { CommandError, type Outcome } from '../outcome.ts';

/**
 * What the commits of a range change on YouTube, from git alone. Absent: the newest commit of the branch against the one
 * before; against nothing where it is the first. 2 when there is something to do.
 */
export async function plan({
  settings,
  range,
  now,
}: {
  settings: Settings;
  range?: string;
  now: number;
}): Promise<Outcome> {
  const repository = await openContent(settings);
  const { base, head } = await readRange(repository, range);
  const after = await repository.readCatalog(head);
  if (after.catalog === undefined) throw new CommandError(describeUnusable(after));
  const before = base === undefined ? undefined : await repository.readCatalog(base);
  const compared = compareCatalogs({
    base: before?.catalog,
    head: after.catalog,
    now,
    unusable: after.held.map(({ path }) => path),
  });
  const changes = { ...compared, changes: compared.changes.filter(touchesYouTube) };
  return describe(changes, { base, head, problems: [...after.problems, ...compared.problems] });
}

type Range = { readonly base: string | undefined; readonly head: string };

async function readRange(repository: Repository, range: string | undefined): Promise<Range> {
  const tip = await repository.readHead();
  if (range === undefined) return { base: await repository.resolve(`${tip}~1`), head: tip };
  const [base = '', head = '', ...more] = range.split('..');
  if (base === '' || head.startsWith('.') || more.length > 0)
    throw new CommandError(`expected BASE..HEAD or BASE, such as main~3..main, found "${range}"`);
  return {
    base: await resolveCommit(repository, base),
    head: head === '' || head === 'HEAD' ? tip : await resolveCommit(repository, head),
  };
}

function describeUnusable({ commit, problems }: CatalogAt): string {
  const academy = problems.find(({ path }) => path === 'academy.yaml');
  const why = academy === undefined ? '' : `\n${renderProblem(academy)}`;
  return `commit ${commit.slice(0, 10)} has no usable academy.yaml${why}`;
}

function describe(
  changes: CommitChanges,
  { base, head, problems }: Range & { readonly problems: readonly Problem[] },
): Outcome {
  const label = `${base?.slice(0, 10) ?? 'nothing'}..${head.slice(0, 10)}, live unknown`;
  const told = problems.map((problem) => `\n${renderProblem(problem)}`);
  const { errors, text } = sumProblems(problems);
  const note = errors === 0 ? '' : ': what has a problem counts in its last good form, or not at all';
  return {
    code: changes.changes.length > 0 ? 2 : 0,
    text: [renderPlan(changes, label), ...(problems.length === 0 ? [] : [...told, `\n${text}${note}`])].join(
      '\n',
    ),
    json: {
      live: 'unknown',
      ...(base === undefined ? {} : { base }),
      head,
      changes: changes.changes.map(toJson),
      orphaned: changes.orphaned,
      problems,
      checksum: checksumOf(changes.changes.map(({ desired }) => desired)),
    },
  };
}

function toJson({ episodeId, cause, fields, units, finished, desired, base }: EpisodeChange) {
  return {
    episodeId,
    cause,
    fields,
    units,
    finished,
    title: desired.title,
    ...(desired.start === undefined ? {} : { start: desired.start }),
    ...(desired.videoId === undefined ? {} : { videoId: desired.videoId }),
    description: diffLines(base?.body ?? '', desired.body),
  };
}
