import type { CheckCallRequest, CheckedEpisode } from '../../../contract/answers.ts';
import { episodeStatus, reconcile } from '../../../contract/episode.ts';
import type { RefusedSteps } from '../../../contract/episode-steps.ts';
import { episodeWorkflowId } from '../../../contract/ids.ts';
import type { ReconcileTarget } from '../../../contract/rewrite.ts';
import { defined } from '../../../domain/shared/defined.ts';
import type { Dependencies } from '../../dependencies.ts';
import { orRefused } from './or-refused.ts';
import { sendToEpisode } from './send-to-episode.ts';

/**
 * Has up to 25 episodes compared with YouTube at a commit, whether their workflows are open or have ended; what is ours and out of date
 * is written, as after a check of the channel. Of one episode, how it differs.
 */
export const checkEpisodes = (
  deps: Dependencies,
  request: CheckCallRequest,
): Promise<readonly CheckedEpisode[]> =>
  Promise.all(
    request.targets.map(async (target) => ({
      episodeId: target.episodeId,
      ...(await orRefused(deps, (assertInTime) => checkOne(deps, request, target, assertInTime))),
    })),
  );

async function checkOne(
  deps: Dependencies,
  request: CheckCallRequest,
  target: ReconcileTarget,
  assertInTime: () => void,
) {
  const { commit, targets, releases, ...call } = request;
  const argument = {
    ...{ commit, seq: call.seq, baseCommits: [commit] },
    ...({ cause: 'indirect', listed: true } as const),
  };
  const { kind, detail } = await sendToEpisode(
    deps,
    { ...call, commit, target, requestId: `${call.requestId}/${target.episodeId}` },
    { update: reconcile, argument, assertInTime, ...(releases === true ? { release: releaseAll } : {}) },
  );
  const says = `${kind}: ${detail}`;
  return { says, ...(targets.length === 1 ? await readDifferences(deps, target) : {}) };
}

/** They are sent again at once. */
const releaseAll = (refused: RefusedSteps): RefusedSteps =>
  Object.fromEntries(Object.entries(refused).map(([step, one]) => [step, { ...one, nextTry: 0 }]));

/** Open or ended, its workflow remembers what it read. */
const readDifferences = async ({ client }: Dependencies, { episodeId }: ReconcileTarget) => {
  const { differences } = await client.workflow
    .getHandle(episodeWorkflowId(episodeId))
    .query(episodeStatus)
    .catch(() => ({ differences: undefined }));
  return defined({ differences });
};
