import { ActivityFailure, currentUpdateInfo, rootCause, uuid4 } from '@temporalio/workflow';
import type {
  AdoptAnswer,
  EpisodeAnswer,
  EpisodeCallResult,
  FoundEpisode,
  GivenAnswer,
  OverwriteAnswer,
} from '../../contract/answers.ts';
import { toSummary } from '../../contract/summary.ts';
import { defined } from '../../domain/shared/defined.ts';
import { answerActivities } from '../activity-proxies.ts';
import { createRefusal } from '../pending-update.ts';
import { assertUndecided } from './decided.ts';
import { newestDispatched, type SyncState } from './state.ts';

/** Shows what would be lost, and overwrites it once the checksum of just that comes back. */
export const answerOverwrite = (state: SyncState, request: OverwriteAnswer): Promise<string> =>
  answerOne(state, 'overwrite', request, async (target, call) => {
    assertUndecided(state, target);
    const { fields, checksum } = request;
    const summary = toSummary(`overwrite ${target.episodeId}`);
    return answerActivities.overwriteEpisode.executeWithOptions({ summary }, [
      { ...call, target, ...defined({ fields, checksum }) },
    ]);
  });

/** Shows the change of the episode's file that keeps what a person wrote. */
export const answerAdopt = (state: SyncState, request: AdoptAnswer): Promise<string> =>
  answerOne(state, 'adopt', request, (target, call) =>
    answerActivities.adoptEpisode.executeWithOptions({ summary: toSummary(`adopt ${target.episodeId}`) }, [
      { ...call, target, ...defined({ fields: request.fields }) },
    ]),
  );

/** Compares the episode with YouTube now, and shows how it differs. */
export const answerCheck = (state: SyncState, request: EpisodeAnswer): Promise<string> =>
  answerOne(state, 'check', request, async (target, { commit, seq, requestId }) => {
    assertUndecided(state, target);
    const [checked] = await answerActivities.checkEpisodes.executeWithOptions(
      { summary: toSummary(`check ${target.episodeId}`) },
      [{ commit, seq, requestId, targets: [target] }],
    );
    return checked ?? { refused: true, says: 'no answer' };
  });

/** @throws Error that says what to send instead */
export function assertNamed({ episode }: Partial<EpisodeAnswer>): void {
  if (episode === undefined || episode === '')
    throw createRefusal('name the episode: {"episode":"its id","by":"your name"}');
}

type Call = {
  readonly commit: string;
  readonly seq: number;
  readonly requestId: string;
  readonly by?: string;
};

async function answerOne(
  state: SyncState,
  update: string,
  { episode, by }: EpisodeAnswer,
  act: (target: FoundEpisode, call: Call) => Promise<EpisodeCallResult>,
): Promise<string> {
  return orRefuse(async () => {
    const call = openCall(state, by);
    const { found, unknown } = await answerActivities.findEpisodes.executeWithOptions(
      { summary: toSummary(`find ${episode}`) },
      [{ commit: call.commit, episodes: [episode] }],
    );
    const [target] = found;
    if (target === undefined) throw createRefusal(unknown.join('; '));
    const { episodeId } = target;
    const result = await act(target, call);
    const { says, differences, diff, send } = result;
    recordAnswer(state, {
      ...{ at: Date.now(), update, episodeId, says },
      ...defined({ by, differences, diff, send }),
    });
    const words = describeAnswer(episodeId, result);
    if (result.refused) throw createRefusal(words);
    return words;
  });
}

/** The commit that `sync` has sent to the episodes, as for every other request. @throws a refusal before the first */
export function openCall(state: SyncState, by: string | undefined): Call {
  const commit = newestDispatched(state);
  if (commit === undefined) throw createRefusal('no commit was read yet: send it again in a few seconds');
  const requestId = `answer/${currentUpdateInfo()?.id ?? uuid4()}`;
  return { commit, seq: state.seq, requestId, ...defined({ by }) };
}

/** Says what went wrong to whoever asked; any other error is a bug. */
export async function orRefuse(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    throw createRefusal(`no answer: ${rootCause(error) ?? error.message}. Send it again`);
  }
}

const MOST_ANSWERS = 3;

export function recordAnswer(state: SyncState, answer: GivenAnswer): void {
  state.answers = [answer, ...(state.answers ?? [])].slice(0, MOST_ANSWERS);
}

/** For the form of the Temporal UI, which shows what an update was refused with. */
const describeAnswer = (
  episodeId: string,
  { says, differences = [], diff = [] }: EpisodeCallResult,
): string => {
  const lines = differences.flatMap(({ field, removed, added }) => [
    `${field} (- on YouTube, + in the file):`,
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
  ]);
  return [`${episodeId}: ${says}`, ...lines, ...diff].join('\n');
};
