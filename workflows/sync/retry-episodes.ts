import type { FoundEpisode, RetryAnswer } from '../../contract/answers.ts';
import { NEED_REASONS } from '../../contract/attention.ts';
import { episodeWorkflowId } from '../../contract/ids.ts';
import { count } from '../../contract/reports/words.ts';
import { toSummary } from '../../contract/summary.ts';
import { defined } from '../../domain/shared/defined.ts';
import { answerActivities } from '../activity-proxies.ts';
import { createRefusal } from '../pending-update.ts';
import { openCall, orRefuse, recordAnswer } from './answers.ts';
import { describeDecision } from './decided.ts';
import { NO_NEEDS } from './needs.ts';
import type { SyncState } from './state.ts';

/** Asked by one activity. */
const BATCH = 25;
/** More are only counted. */
const MOST_SAID = 10;

/** @throws Error that says what to send instead */
export function assertRetryable({ episode, reason }: RetryAnswer): void {
  if ((episode === undefined) === (reason === undefined))
    throw createRefusal(
      'name one episode, or the reason of all: {"episode":"its id","by":"your name"} or {"reason":"refused","by":"your name"}',
    );
  if (reason !== undefined && NEED_REASONS.every((one) => one !== reason))
    throw createRefusal(
      `there is no reason "${reason.slice(0, 100)}": it is one of ${NEED_REASONS.join(', ')}`,
    );
}

type Tried = { readonly episodeId: string; readonly says: string };

/** What failed is tried again now. Open episodes are asked; what has ended is done again at the same commit. */
export const answerRetry = (state: SyncState, request: RetryAnswer): Promise<string> =>
  orRefuse(async () => {
    const { episode, reason, by } = request;
    const episodes = episode === undefined ? listNeeding(state, reason) : [await findId(state, episode)];
    if (episodes.length === 0) return 'no episode needs a person for that reason';
    const tried: Tried[] = [];
    const unknown: string[] = [];
    for (let from = 0; from < episodes.length; from += BATCH) {
      const batch = await retryBatch(state, request, { episodes: episodes.slice(from, from + BATCH), from });
      tried.push(...batch.tried);
      unknown.push(...batch.unknown);
    }
    const says = [describeTried(tried), ...unknown.slice(0, MOST_SAID)]
      .filter((line) => line !== '')
      .join('\n');
    recordAnswer(state, {
      ...{ at: Date.now(), update: 'retry', says },
      ...defined({ by, episodeId: tried.length === 1 ? tried[0]?.episodeId : undefined }),
    });
    return says;
  });

/** By its id, or a former one. */
async function findId(state: SyncState, episode: string): Promise<string> {
  const { found, unknown } = await answerActivities.findEpisodes.executeWithOptions(
    { summary: toSummary(`find ${episode}`) },
    [{ commit: openCall(state, undefined).commit, episodes: [episode] }],
  );
  const [first] = found;
  if (first === undefined) throw createRefusal(unknown.join('; '));
  return first.episodeId;
}

/** Of the list of what needs a person. Of what many wait for, the first one: once it is done, all others go on by themselves. */
function listNeeding({ needs = NO_NEEDS }: SyncState, reason: string | undefined): string[] {
  const prefix = episodeWorkflowId('');
  const all = needs.subjects.flatMap(({ workflowId, needs: some }) => {
    const wanted = some.filter((one) => one.reason === reason);
    const isEpisode = wanted.length > 0 && workflowId.startsWith(prefix);
    const shared = wanted.flatMap(({ first }) => first ?? []);
    return isEpisode ? [workflowId.slice(prefix.length), ...shared] : shared;
  });
  return [...new Set(all)];
}

type Batch = { readonly episodes: readonly string[]; readonly from: number };

export async function retryBatch(
  state: SyncState,
  { by }: RetryAnswer,
  { episodes, from }: Batch,
): Promise<{ readonly tried: readonly Tried[]; readonly unknown: readonly string[] }> {
  const { commit, seq, requestId: id } = openCall(state, by);
  const requestId = `${id}/${from}`;
  const { asked, ended } = await answerActivities.retryOpen.executeWithOptions(
    { summary: toSummary(`retry ${count(episodes.length, 'episode')}`) },
    [{ episodes, requestId, ...defined({ by }) }],
  );
  const open = asked.map(({ episodeId, next }) => ({ episodeId, says: `asked to try again; ${next}` }));
  if (ended.length === 0) return { tried: open, unknown: [] };
  const { found, unknown } = await answerActivities.findEpisodes.executeWithOptions(
    { summary: toSummary(`find ${count(ended.length, 'episode')}`) },
    [{ commit, episodes: ended }],
  );
  const decided = found.flatMap((one): Tried[] => {
    const why = describeDecision(state, one);
    return why === undefined ? [] : [{ episodeId: one.episodeId, says: why }];
  });
  const isDecided = ({ episodeId }: FoundEpisode): boolean =>
    decided.some((one) => one.episodeId === episodeId);
  const targets = found.filter((one) => !isDecided(one));
  const again =
    targets.length === 0
      ? []
      : await answerActivities.checkEpisodes.executeWithOptions(
          { summary: toSummary(`try ${count(targets.length, 'episode')} again`) },
          [{ commit, seq, requestId, targets, releases: true }],
        );
  const done = again.map(({ episodeId, says }) => ({ episodeId, says: `tried again; ${says}` }));
  return { tried: [...open, ...decided, ...done], unknown };
}

function describeTried(tried: readonly Tried[]): string {
  const shown = tried.slice(0, MOST_SAID).map(({ episodeId, says }) => `${episodeId}: ${says}`);
  const rest = tried.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${count(rest, 'more episode')}`] : [])].join('\n');
}
