import { type RetryAnswer, retryEpisodes as retryAll } from '../../contract/answers.ts';
import { NEED_REASONS, type NeedReason } from '../../contract/attention.ts';
import { SYNC_ID } from '../../contract/ids.ts';
import { defined } from '../../domain/shared/defined.ts';
import { printableMessage } from '../../domain/shared/media/printable.ts';
import { printLines } from '../../domain/shared/media/terminal.ts';
import { suggest } from '../../domain/shared/suggestions.ts';
import { worstOf } from '../lib/answers.ts';
import { defineCommand } from '../lib/command.ts';
import type { Connected } from '../lib/connect.ts';
import { JSON_FLAG, REPOSITORY_FLAG, STATE_FLAG } from '../lib/flags.ts';
import { mapSome } from '../lib/map-some.ts';
import { CommandError, type ExitCode, type Outcome } from '../lib/outcome.ts';
import { readOwnSettings } from '../lib/settings.ts';
import { readUpdateResult, type TemporalInput, withConnection } from '../lib/temporal.ts';
import { assertWorker } from '../lib/worker.ts';

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

/** At the same time: `sync` answers one after the other. */
const AT_ONCE = 8;

/** Has `sync` try again now what failed, which knows what a person has not approved. 1 when one of them could not be asked. */
export const retryEpisodes = (input: Input): Promise<Outcome> =>
  withConnection(input, async (connected) => {
    const wanted = listWanted(input);
    await assertWorker(connected);
    const answers = await mapSome(wanted, AT_ONCE, (one) =>
      askOne(connected, { ...one, ...defined({ by: input.by }) }),
    );
    return {
      code: worstOf(answers.map(({ code }) => code)),
      text: printLines(answers.flatMap(({ said }) => said.split('\n').map(printableMessage))),
      json: answers,
    };
  });

type Wanted = { readonly episode: string } | { readonly reason: NeedReason };

function listWanted({ episodes, reason }: Input): Wanted[] {
  if (episodes.length > 0 && reason !== undefined)
    throw new CommandError('name episodes, or a --reason, not both');
  if (reason !== undefined) return [{ reason }];
  if (episodes.length === 0)
    throw new CommandError('name an episode, or all that need a person for one --reason');
  return episodes.map((episode) => ({ episode }));
}

type Answered = { readonly code: ExitCode; readonly said: string };

const askOne = ({ client }: Connected, argument: RetryAnswer): Promise<Answered> =>
  readUpdateResult(client.workflow.getHandle(SYNC_ID).executeUpdate(retryAll, { args: [argument] })).then(
    (said): Answered => ({ code: 0, said }),
    (error: unknown): Answered => ({ code: 1, said: error instanceof Error ? error.message : String(error) }),
  );
