import type { Repository } from '../../clients/git/index.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { describeTimes, type Now } from '../../contract/reports/words.ts';
import { type Printed, printLines } from '../../domain/shared/media/terminal.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { columnsOf, fitWidth } from '../lib/fit-width.ts';
import { JSON_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { openContent } from '../lib/open-content.ts';
import { openKept } from '../lib/open-kept.ts';
import { CommandError, count, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { addDiffs, type FieldDiff, renderDiff } from './history/diff.ts';
import { type CommitWork, readRun } from './history/read-run.ts';

export const command = defineCommand({
  arguments: { '<episode>': 'id of the episode' },
  flags: {
    '--diff': 'show each write before and after, from git and from what was kept',
    '--repository <folder>': 'the content, for the subjects of commits (default: the current folder)',
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode, diff = false, ...flags }, env) =>
    history({ settings: readOwnSettings(env, flags), env, episodeId: episode, diff }),
});

/** More runs than this make the list too long to read; the Temporal UI has all. */
const MAX_RUNS = 100;

type Entry = CommitWork & {
  readonly subject: string;
  readonly runId: string;
  /** With `--diff`. */
  readonly diffs?: readonly FieldDiff[];
};
type Input = TemporalInput & { readonly episodeId: string; readonly diff?: boolean };

/**
 * What was written to one video, newest first: from the runs that the server still keeps, with the subjects of commits from git.
 * 0 also when nothing was written.
 */
export const history = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const { settings, episodeId, diff = false } = input;
    const repository = await openContent(settings);
    const { runs, complete } = await readRuns(connected, episodeId);
    if (runs.length === 0) throw new CommandError(explainNoRun(episodeId));
    const works = await Promise.all(
      runs.flat().map(async (work) => ({ ...work, subject: await readSubject(repository, work.commit) })),
    );
    const sources = { repository, store: openKept(settings), episodeId };
    const entries: Entry[] = diff ? await addDiffs(sources, works) : works;
    return {
      code: 0,
      text: renderHistory(episodeId, entries, complete, {
        now: Date.now(),
        columns: columnsOf(process.stdout),
      }),
      json: { episodeId, complete, entries },
    };
  });

/** Newest first. `complete: false`: there are more. */
async function readRuns({ client }: Connected, episodeId: string) {
  const query = `WorkflowId = '${episodeWorkflowId(episodeId).replaceAll("'", "\\'")}'`;
  const runs: Omit<Entry, 'subject'>[][] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: MAX_RUNS })) {
    if (runs.length === MAX_RUNS) return { runs, complete: false };
    const events = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push(
      readRun(events)
        .toReversed()
        .map((work) => ({ ...work, runId })),
    );
  }
  return { runs, complete: true };
}

/** A commit that git no longer has is still listed by its id. */
const readSubject = (repository: Repository, commit: string): Promise<string> =>
  repository.readSubject(commit).catch(() => 'no longer in the repository');

const explainNoRun = (episodeId: string): string =>
  `the server has no run of "${episodeId}": check the id; else nothing was ever done for it, or its runs are older than the namespace's retention`;

/** `columns`: of the terminal; absent: no line is broken. */
type HistoryLook = { readonly now: Now; readonly columns?: number | undefined };

/** For a terminal. `complete: false`: there are older runs. */
export function renderHistory(
  episodeId: string,
  entries: readonly Entry[],
  complete: boolean,
  { now, columns }: HistoryLook = { now: undefined },
): Printed {
  const shown = entries.filter(
    ({ did, verdict }) => did.length > 0 || (verdict ?? 'unchanged') !== 'unchanged',
  );
  const writes = shown.filter(({ did }) => did.length > 0).length;
  const unchanged = entries.length - shown.length;
  const units = entries.reduce((sum, entry) => sum + entry.units, 0);
  const lines = [
    `${episodeId}: ${count(writes, 'write')}, ${count(units, 'unit')}`,
    ...shown.flatMap((entry) => renderEntry(entry, now)),
    ...(unchanged > 0 ? [`${count(unchanged, 'check')} found nothing to write`] : []),
    ...(complete ? [] : [`runs before the last ${MAX_RUNS} are in the Temporal UI`]),
  ];
  return printLines(fitWidth(lines, columns));
}

const renderEntry = (
  { at, commit, cause, subject, verdict, did, units, diffs = [] }: Entry,
  now: Now,
): string[] => [
  '',
  `${describeTimes(at, now)}  ${commit.slice(0, 10)} ${subject}`,
  `  ${verdict ?? 'due by itself'}, because of ${CAUSES[cause]}, ${count(units, 'unit')}`,
  ...did.map((line) => `  ${line}`),
  ...diffs.flatMap(renderDiff),
];

const CAUSES = {
  direct: 'its own file',
  indirect: 'a file that others use too (rewrite)',
  operator: 'an operator (overwrite or restore)',
} as const;
