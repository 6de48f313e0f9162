import { NEED_REASONS, type NeedReason } from '../../contract/attention.ts';
import { type RefusedSteps, reconcile } from '../../contract/episode.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { retry } from '../../contract/operator.ts';
import { nameOf } from '../../contract/reports/needs.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printableMessage } from '../../domain/shared/media/printable.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { worstOf } from '../lib/answers.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { resolveTarget, sendEpisodeUpdate } from '../lib/episode-update.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { mapSome } from '../lib/map-some.ts';
import { CommandError, type ExitCode, type Outcome } from '../lib/outcome.ts';
import { NotRunningError, sendOperatorUpdate } from '../lib/send-to-workflow.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { type TemporalInput, withConnection } from '../lib/temporal.ts';
import { readSyncStatus } from '../lib/worker.ts';

export const command = defineCommand({
  arguments: { '[episode...]': 'ids of episodes' },
  flags: {
    '--reason <reason>':
      'all episodes that need a person for this reason, as `status` names it, instead of ids',
    '--by <name>': 'your name, for the record',
    ...REPOSITORY_FLAG,
    ...STATE_FLAG,
    ...JSON_FLAG,
  },
  run: ({ episode: episodes, reason, by, ...flags }, env) =>
    retryEpisodes({ settings: readOwnSettings(env, flags), env, episodes, reason: parseReason(reason), by }),
});

function parseReason(reason: string | undefined): NeedReason | undefined {
  if (reason === undefined) return undefined;
  const known = NEED_REASONS.find((one) => one === reason);
  if (known === undefined) throw new CommandError(describeUnknownReason(reason));
  return known;
}

function describeUnknownReason(reason: string): string {
  const near = suggest(reason, NEED_REASONS);
  const hint = near === undefined ? `It is one of ${NEED_REASONS.join(', ')}` : `Did you mean "${near}"?`;
  return `there is no reason "${reason}". ${hint}`;
}

type Input = TemporalInput & {
  readonly episodes: readonly string[];
  readonly reason: NeedReason | undefined;
  readonly by: string | undefined;
};

/** At the same time: each asks the worker. */
const AT_ONCE = 8;

/** What failed is tried again now, by all of them. 1 when one of them could not be asked. */
export const retryEpisodes = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const workflowIds = await listWorkflows(connected, input);
    const answers = await mapSome(workflowIds, AT_ONCE, (workflowId) => askOne(connected, input, workflowId));
    if (answers.length === 0)
      return { code: 0, text: printLines(['no episode needs a person for that reason']), json: [] };
    return {
      code: worstOf(answers.map(({ code }) => code)),
      text: printLines(
        answers.map(({ workflowId, said }) => `${nameOf(workflowId)}: ${printableMessage(said)}`),
      ),
      json: answers,
    };
  });

async function listWorkflows(connected: Connected, { episodes, reason, settings }: Input): Promise<string[]> {
  if (episodes.length > 0 && reason !== undefined)
    throw new CommandError('name episodes, or a --reason, not both');
  if (episodes.length === 0 && reason === undefined)
    throw new CommandError('name an episode, or all that need a person for one --reason');
  if (reason === undefined)
    return mapSome(episodes, AT_ONCE, async (id) =>
      episodeWorkflowId((await resolveTarget(connected, settings, id)).episode.id),
    );
  const { needs = [] } = await readSyncStatus(connected);
  const entries = needs.filter((group) => group.reason === reason).flatMap((group) => group.entries);
  return [...new Set(entries.map(({ workflowId }) => workflowId))].filter((id) => id.startsWith('episode/'));
}

type Answered = { readonly workflowId: string; readonly code: ExitCode; readonly said: string };

const askOne = (connected: Connected, input: Input, workflowId: string): Promise<Answered> =>
  askToRetry(connected, input, workflowId).then(
    (said) => ({ workflowId, code: 0, said }),
    (error: unknown) => ({
      workflowId,
      code: 1,
      said: error instanceof Error ? error.message : String(error),
    }),
  );

async function askToRetry(connected: Connected, input: Input, workflowId: string): Promise<string> {
  try {
    const said = await sendOperatorUpdate(connected, { workflowId, update: retry, by: input.by });
    return `asked to try again; ${said}`;
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    return runAgain(connected, input, workflowId);
  }
}

/** The run of a finished video has ended: a new one does at the same commit what was refused. */
async function runAgain(connected: Connected, { settings }: Input, workflowId: string): Promise<string> {
  const target = await resolveTarget(connected, settings, nameOf(workflowId));
  const { commit, seq } = target.position;
  const { kind, detail } = await sendEpisodeUpdate(connected, {
    update: reconcile,
    target: {
      ...target,
      ...defined({ refusedSteps: target.refusedSteps && releaseAll(target.refusedSteps) }),
    },
    argument: { commit, seq, baseCommits: [commit], cause: 'direct', listed: true },
    taskQueue: settings.taskQueue,
  });
  return `tried again; ${kind}: ${detail}`;
}

/** They are sent again at once. */
const releaseAll = (refused: RefusedSteps): RefusedSteps =>
  Object.fromEntries(Object.entries(refused).map(([step, one]) => [step, { ...one, nextTry: 0 }]));
