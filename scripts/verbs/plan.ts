import type { CatalogAt } from '../../clients/git/index.ts';
import type { Environment, Settings } from '../../config/settings.ts';
import { type CommitChanges, compareCatalogs, touchesYouTube } from '../../domain/changes/plan/changes.ts';
import { compareWithLive, type LivePlan } from '../../domain/changes/plan/live.ts';
import { renderPlanMarkdown } from '../../domain/changes/plan/markdown.ts';
import { type PlanReport, reportPlan } from '../../domain/changes/plan/report.ts';
import { type Paint, renderPlan } from '../../domain/changes/plan/text.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { type Problem, renderProblem } from '../../domain/shared/problem.ts';
import { openContent } from '../content/open.ts';
import { sumProblems } from '../content/sum.ts';
import { count, type Outcome } from '../outcome.ts';
import { readRange, requireCatalog } from '../plan/range.ts';
import { planToJson } from '../plan/to-json.ts';

export type PlanWish = {
  readonly settings: Settings;
  /** `BASE..HEAD`; absent: the newest commit against the one before, or against nothing where it is the first. */
  readonly range?: string;
  /** ms since 1970 */
  readonly now: number;
  readonly format?: 'text' | 'markdown';
  readonly paint?: Paint;
  /** Nothing of the text is cut. */
  readonly all?: boolean;
  /** 0 also when there is something to do; an error stays 1. */
  readonly exitZero?: boolean;
  /** Asks YouTube too, with the credentials of the environment. `tell` hears beforehand what that costs. */
  readonly live?: { readonly env: Environment; readonly tell: (line: string) => void };
};

/** What the commits of a range change on YouTube. Without `live` from git alone. 2 when there is something to do. */
export async function plan(wish: PlanWish): Promise<Outcome> {
  const { settings, range, now, live } = wish;
  const repository = await openContent(settings);
  const { base, head } = await readRange(repository, range);
  const after = await repository.readCatalog(head);
  const catalog = requireCatalog(after);
  const before = base === undefined ? undefined : await repository.readCatalog(base);
  const compared = compareCatalogs({
    base: before?.catalog,
    head: catalog,
    now,
    unusable: pathsOf(after),
    costs: settings.costs,
  });
  const looked = live === undefined ? undefined : await look(settings, live, { catalog, compared, now });
  const subject = await repository.readSubject(head);
  const report = reportPlan({
    range: { head, subject, ...(base === undefined ? {} : { base }) },
    base: before?.catalog,
    head: catalog,
    compared,
    live: looked,
    now,
  });
  return describe(report, [...after.problems, ...compared.problems], wish);
}

const pathsOf = ({ held }: CatalogAt): string[] => held.map(({ path }) => path);

type Subject = { readonly catalog: Catalog; readonly compared: CommitChanges; readonly now: number };

/** Loaded only here: who plans from git alone waits for none of Google's client. */
async function look(
  settings: Settings,
  { env, tell }: NonNullable<PlanWish['live']>,
  { catalog, compared, now }: Subject,
): Promise<LivePlan> {
  const { explainFailure, openYouTube } = await import('../plan/open-youtube.ts');
  const { planLook, readChannel } = await import('../plan/read-channel.ts');
  const changes = compared.changes.filter(touchesYouTube);
  const { place, youtube } = await openYouTube(settings, env);
  const { costs } = settings;
  const wanted = planLook(catalog, changes, costs);
  tell(`asks YouTube: ${count(wanted.most, 'unit')} at the most, which the worker's ledger does not know of`);
  const { channel, spent } = await readChannel(youtube, wanted, Date.now).catch((error: unknown) => {
    throw explainFailure(error, place);
  });
  return compareWithLive({ catalog, changes, channel, spent, now, costs });
}

function describe(report: PlanReport, problems: readonly Problem[], wish: PlanWish): Outcome {
  const text = wish.format === 'markdown' ? renderPlanMarkdown(report) : renderPlan(report, wish);
  return {
    code: hasWork(report) && wish.exitZero !== true ? 2 : 0,
    text: [text, ...renderProblems(problems, wish)].join('\n'),
    json: planToJson(report, problems),
  };
}

/** A commit that waits for a person is something to do, also when nothing is written. */
const hasWork = ({ changes, gates }: PlanReport): boolean =>
  changes.length > 0 || gates.some(({ kind }) => kind === 'orphans');

/** In a pull request `validate` tells them beside their lines: here they are only counted. */
function renderProblems(problems: readonly Problem[], { format }: PlanWish): string[] {
  if (problems.length === 0) return [];
  const { errors, text } = sumProblems(problems);
  const note = errors === 0 ? '' : ': what has a problem counts in its last good form, or not at all';
  if (format === 'markdown') return [`**${text}**${note}; \`npx showrunner validate\` tells where.\n`];
  return [...problems.map((problem) => `\n${renderProblem(problem)}`), `\n${text}${note}`];
}
