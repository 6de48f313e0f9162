import type { CatalogAt } from '../../clients/git/index.ts';
import type { Environment, Settings } from '../../config/settings.ts';
import { type CommitChanges, compareCatalogs, touchesYouTube } from '../../domain/changes/plan/changes.ts';
import { compareWithLive, type LivePlan } from '../../domain/changes/plan/compare-live.ts';
import { blocksCommit } from '../../domain/changes/plan/gates.ts';
import { renderPlanMarkdown } from '../../domain/changes/plan/markdown.ts';
import { createPlanReport, type PlanReport } from '../../domain/changes/plan/report.ts';
import { type Paint, renderPlanLines } from '../../domain/changes/plan/text.ts';
import type { Catalog } from '../../domain/content/catalog/records.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { type Problem, renderProblemLines } from '../../domain/shared/problem.ts';
import { defineCommand } from '../lib/command.ts';
import { JSON_FLAG } from '../lib/flags.ts';
import { findNewProblems } from '../lib/new-problems.ts';
import { openContent } from '../lib/open-content.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { listProblems, renderShortList, summarizeProblems } from '../lib/problems.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { isColourWanted, paintAnsi } from './plan/colour.ts';
import { planToJson } from './plan/json.ts';
import { assertCatalog, readRange } from './plan/range.ts';

export const command = defineCommand({
  arguments: { '[range]': 'BASE..HEAD, or BASE (default: the newest commit compared with the one before)' },
  flags: {
    '--live': "compare with YouTube too, with the worker's settings; prints the cost first",
    '--all': 'print every list in full',
    '--no-color': 'no colours, as with NO_COLOR',
    '--exit-zero': 'exit with 0 instead of 2 when there is something to do',
    '--repository <place>': 'a folder or a URL (default: the current folder)',
    '--state <folder>': 'with --live: the state folder of the Showrunner whose local YouTube is read',
    '--markdown': 'print Markdown for a pull request, below 65,536 characters',
    ...JSON_FLAG,
  },
  run: async ({ range, live, all, exitZero, markdown, color, json, ...flags }, env) => {
    if (markdown && json) throw new CommandError('--markdown cannot be used with --json: choose one of them');
    const isTerminal = process.stdout.isTTY === true;
    const isColoured = isColourWanted({ flag: color, noColor: env['NO_COLOR'], isTerminal });
    return plan({
      settings: readOwnSettings(env, flags),
      now: Date.now(),
      all,
      exitZero,
      format: markdown ? 'markdown' : 'text',
      paint: isColoured ? paintAnsi : undefined,
      range,
      live: live && { env, print: (line) => console.error(printLines([line])) },
    });
  },
});

type Input = {
  readonly settings: Settings;
  /** `BASE..HEAD`; undefined: the newest commit compared with the one before, or with nothing when it is the first. */
  readonly range?: string | undefined;
  /** ms since 1970 */
  readonly now: number;
  readonly format?: 'text' | 'markdown';
  readonly paint?: Paint | undefined;
  /** The text lists everything. */
  readonly all?: boolean | undefined;
  /** 0 also when there is something to do; an error stays 1. */
  readonly exitZero?: boolean | undefined;
  /** Reads YouTube too, with the credentials of the environment. `print` gets the cost before anything is sent. */
  readonly live?: { readonly env: Environment; readonly print: (line: string) => void } | undefined;
};

/** What the commits of a range change on YouTube; without `live` from git alone. 2 when there is something to do. */
export async function plan(input: Input): Promise<Outcome> {
  const { settings, range, now, live } = input;
  const { costs } = settings;
  const repository = await openContent(settings);
  const { base, head } = await readRange(repository, range);
  const after = await repository.readCatalog(head);
  const catalog = assertCatalog(after);
  const before = base === undefined ? undefined : await repository.readCatalog(base);
  const unusable = listHeldPaths(after);
  const compared = compareCatalogs({ base: before?.catalog, head: catalog, now, unusable, costs });
  const subject = await repository.readSubject(head);
  const report = createPlanReport({
    range: { head, subject, ...defined({ base }) },
    base: before?.catalog,
    head: catalog,
    compared,
    live: live && (await readLivePlan(settings, live, { catalog, compared, now })),
    now,
  });
  const problems = [...after.problems, ...compared.problems];
  const fresh = before === undefined ? problems : findNewProblems(listProblems(before), problems);
  return describePlan(report, { problems, fresh }, input);
}

const listHeldPaths = ({ invalidFiles }: CatalogAt): string[] => invalidFiles.map(({ path }) => path);

type Changes = { readonly catalog: Catalog; readonly compared: CommitChanges; readonly now: number };

/** Google's client is loaded only here: a plan from git alone does not need it. */
async function readLivePlan(
  settings: Settings,
  { env, print }: NonNullable<Input['live']>,
  { catalog, compared, now }: Changes,
): Promise<LivePlan> {
  const { explainFailure, openYouTube } = await import('../lib/open-youtube.ts');
  const { planChannelRead, readChannel } = await import('./plan/read-channel.ts');
  const changes = compared.changes.filter(touchesYouTube);
  const { place, youtube } = await openYouTube(settings, env);
  const { costs } = settings;
  const planned = planChannelRead(catalog, changes, costs);
  print(`reads YouTube for at most ${count(planned.maxUnits, 'unit')}, not counted in the worker's quota`);
  const { channel, spent } = await readChannel(youtube, planned, Date.now).catch((error: unknown) => {
    throw explainFailure(error, place);
  });
  return compareWithLive({ catalog, changes, channel, spent, now, costs });
}

/** All problems of the head, and those that the base does not have. */
type Problems = { readonly problems: readonly Problem[]; readonly fresh: readonly Problem[] };

function describePlan(report: PlanReport, found: Problems, input: Input): Outcome {
  const { format, exitZero, all = false, paint } = input;
  const lines =
    format === 'markdown'
      ? renderPlanMarkdown(report).split('\n')
      : renderPlanLines(report, { all, ...(paint && { paint }) });
  return {
    code: hasWork(report) && exitZero !== true ? 2 : 0,
    text: printLines([...lines, ...renderProblems(found, input)], { colours: paint !== undefined }),
    json: planToJson(report, found),
  };
}

/** A commit that waits for a decision is something to do, even when nothing is written. */
const hasWork = ({ changes, gates }: PlanReport): boolean => changes.length > 0 || gates.some(blocksCommit);

const LISTS = '`npx showrunner validate` lists them';

/** A pull request shows problems at their lines, from `validate`: here they are only counted. So are those that are not new. */
function renderProblems({ problems, fresh }: Problems, { format, all }: Input): string[] {
  const isFresh = new Set(fresh);
  const older = problems.filter((problem) => !isFresh.has(problem));
  const before =
    older.length === 0 ? [] : [`${summarizeProblems(older).text}, not new in this change: ${LISTS}`];
  if (fresh.length === 0)
    return format === 'markdown'
      ? before.flatMap((line) => [line, ''])
      : before.flatMap((line) => ['', line]);
  const { errors, text } = summarizeProblems(fresh);
  const note = errors === 0 ? '' : ': a file with a problem counts at its last valid version, or not at all';
  if (format === 'markdown')
    return [`**${text}**${note}; ${LISTS}.`, '', ...before.flatMap((line) => [line, ''])];
  const list =
    all === true ? fresh.flatMap((one) => ['', ...renderProblemLines(one)]) : renderShortList(fresh);
  return [...list, '', `${text}${note}`, ...before];
}
