import type { Dependencies } from './dependencies.ts';
import { compareChannel } from './drift/compare-channel.ts';
import { listUnknown } from './drift/list-unknown.ts';
import { planDrift } from './drift/plan-drift.ts';
import { bindStream, unbindStream } from './episode/bind-stream.ts';
import { checkFields } from './episode/check-fields.ts';
import { createBroadcast } from './episode/create-broadcast.ts';
import { fillPlaylists } from './episode/fill-playlists.ts';
import { loadEpisode } from './episode/load-episode.ts';
import { readAdoption } from './episode/read-adoption.ts';
import { recordVideo } from './episode/record-video.ts';
import { restoreVideo } from './episode/restore-video.ts';
import { setThumbnail } from './episode/set-thumbnail.ts';
import { updateReplaced } from './episode/update-replaced.ts';
import { updateVideo } from './episode/update-video.ts';
import { deliver } from './notify/deliver.ts';
import { readReceivers } from './notify/read-receivers.ts';
import { checkChannel } from './quota/check-channel.ts';
import { readBudget } from './quota/read-budget.ts';
import { reportCommit } from './reports/report-commit.ts';
import { compareSlice } from './rewrite/compare-slice.ts';
import { planApproval } from './rewrite/plan-approval.ts';
import { planTakeOver } from './rewrite/plan-take-over.ts';
import { reconcileEpisodes } from './rewrite/reconcile-episodes.ts';
import { withHeartbeat } from './run-with-quota.ts';
import { recordStatistics } from './statistics/record-statistics.ts';
import { adoptEpisode } from './sync/answers/adopt-episode.ts';
import { checkEpisodes } from './sync/answers/check-episodes.ts';
import { findEpisodes } from './sync/answers/find-episodes.ts';
import { overwriteEpisode } from './sync/answers/overwrite-episode.ts';
import { retryOpen } from './sync/answers/retry-open.ts';
import { isOpen } from './sync/is-open.ts';
import { listClaimed } from './sync/list-claimed.ts';
import { planCommit } from './sync/plan-commit.ts';
import { untilCancelled } from './until-cancelled.ts';

/** All activities, created from their dependencies in one place. */
export function createActivities(deps: Dependencies) {
  /** Binds an activity to its dependencies: what remains is the input that a workflow sends. */
  const bind =
    <Input, Result>(run: (deps: Dependencies, request: Input) => Promise<Result>) =>
    (request: Input): Promise<Result> =>
      run(deps, request);
  /** For activities without quota: a heartbeat distinguishes a dead worker from a slow fetch. */
  const bindReading =
    <Input, Result>(run: (deps: Dependencies, request: Input) => Promise<Result>) =>
    (request: Input): Promise<Result> =>
      withHeartbeat(() => untilCancelled(deps, () => run(deps, request)));
  return {
    readHead: () => withHeartbeat(() => deps.repository.readHead()),
    readBudget: () => withHeartbeat(() => untilCancelled(deps, () => readBudget(deps))),
    planCommit: bindReading(planCommit),
    planApproval: bindReading(planApproval),
    planDrift: bindReading(planDrift),
    planTakeOver: bindReading(planTakeOver),
    listClaimed: bindReading(listClaimed),
    isOpen: bindReading(isOpen),
    loadEpisode: bindReading(loadEpisode),
    findEpisodes: bindReading(findEpisodes),
    overwriteEpisode: bind(overwriteEpisode),
    adoptEpisode: bind(adoptEpisode),
    checkEpisodes: bind(checkEpisodes),
    retryOpen: bind(retryOpen),
    reportCommit: bind(reportCommit),
    recordStatistics: () => recordStatistics(deps),
    reconcileEpisodes: bind(reconcileEpisodes),
    compareSlice: bind(compareSlice),
    compareChannel: bind(compareChannel),
    listUnknown: bind(listUnknown),
    createBroadcast: bind(createBroadcast),
    checkChannel: bind(checkChannel),
    checkFields: bindReading(checkFields),
    readAdoption: bind(readAdoption),
    restoreVideo: bind(restoreVideo),
    updateReplaced: bind(updateReplaced),
    updateVideo: bind(updateVideo),
    bindStream: bind(bindStream),
    unbindStream: bind(unbindStream),
    setThumbnail: bind(setThumbnail),
    fillPlaylists: bind(fillPlaylists),
    recordVideo: bindReading(recordVideo),
    readReceivers: bindReading(readReceivers),
    deliver: bindReading(deliver),
  };
}

export type Activities = ReturnType<typeof createActivities>;
