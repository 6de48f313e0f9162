import type { Repository } from '../../clients/git/index.ts';
import type { Environment, Settings } from '../../config/settings.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { type Connected, connect } from '../connect.ts';
import { openContent } from '../content/open.ts';
import { readRun, type Work } from '../history/read-run.ts';
import { CommandError, count, type Outcome } from '../outcome.ts';

/** More than this nobody reads; the Temporal UI has all. */
const MOST_RUNS = 100;

type Entry = Work & { readonly subject: string; readonly runId: string };

/**
 * What was written to one video, the newest first: from the runs that the server still keeps, joined with git's subjects. 0 also
 * when nothing was written.
 */
export async function history({
  settings,
  env,
  episodeId,
}: {
  settings: Settings;
  env: Environment;
  episodeId: string;
}): Promise<Outcome> {
  const connected = await connect(settings, env);
  try {
    const repository = await openContent(settings);
    const { runs, complete } = await readRuns(connected, episodeId);
    if (runs.length === 0) throw new CommandError(explainNothing(episodeId));
    const work = runs.flat();
    const entries = await Promise.all(
      work.map(async (one) => ({ ...one, subject: await readSubject(repository, one.commit) })),
    );
    return { code: 0, text: render(episodeId, entries, complete), json: { episodeId, complete, entries } };
  } finally {
    await connected.close();
  }
}

/** The newest first. `complete: false`: there are more. */
async function readRuns({ client }: Connected, episodeId: string) {
  const query = `WorkflowId = '${episodeWorkflowId(episodeId).replaceAll("'", "\\'")}'`;
  const runs: Omit<Entry, 'subject'>[][] = [];
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: MOST_RUNS })) {
    if (runs.length === MOST_RUNS) return { runs, complete: false };
    const events = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.push(
      readRun(events)
        .toReversed()
        .map((one) => ({ ...one, runId })),
    );
  }
  return { runs, complete: true };
}

/** A commit that git has lost keeps its number. */
const readSubject = (repository: Repository, commit: string): Promise<string> =>
  repository.readSubject(commit).catch(() => 'no longer in the repository');

const explainNothing = (episodeId: string): string =>
  `the server keeps no run of "${episodeId}": the id is another, nothing was ever done, or it was longer ago than the namespace's retention`;

function render(episodeId: string, entries: readonly Entry[], complete: boolean): string {
  const told = entries.filter(
    ({ did, verdict }) => did.length > 0 || (verdict ?? 'unchanged') !== 'unchanged',
  );
  const looks = entries.length - told.length;
  const units = entries.reduce((sum, one) => sum + one.units, 0);
  return [
    `${episodeId}: ${count(told.filter(({ did }) => did.length > 0).length, 'write')}, ${count(units, 'unit')}`,
    ...told.flatMap(renderEntry),
    ...(looks > 0 ? [`${count(looks, 'look')} found nothing to write`] : []),
    ...(complete ? [] : [`older runs than the last ${MOST_RUNS}: in the Temporal UI`]),
  ].join('\n');
}

function renderEntry({ at, commit, cause, subject, verdict, did, units }: Entry): string[] {
  return [
    '',
    `${at}  ${commit.slice(0, 10)} ${subject}`,
    `  ${verdict ?? 'by itself'}, because of ${BECAUSE[cause]}, ${count(units, 'unit')}`,
    ...did.map((words) => `  ${words}`),
  ];
}

const BECAUSE = {
  own: 'its own file',
  shared: 'a shared cause (rewrite)',
  operator: 'an operator (overwrite)',
} as const;
