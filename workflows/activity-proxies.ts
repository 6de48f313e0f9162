import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { HEARTBEAT_TIMEOUT, READ_HEARTBEAT_TIMEOUT } from './heartbeat.ts';

/** The retry policy of each activity. An activity without one does not compile, nor does a call under another policy. */
type RetryPolicies = Checked<{
  bindStream: 'once';
  checkChannel: 'once';
  compareChannel: 'once';
  compareSlice: 'once';
  createBroadcast: 'once';
  fillPlaylists: 'once';
  listUnknown: 'once';
  readAdoption: 'once';
  restoreVideo: 'once';
  setThumbnail: 'once';
  unbindStream: 'once';
  updateReplaced: 'once';
  updateVideo: 'once';

  checkFields: 'read';
  isOpen: 'read';
  listClaimed: 'read';
  loadEpisode: 'read';
  planApproval: 'read';
  planCommit: 'read';
  planDrift: 'read';
  planTakeOver: 'read';
  readBudget: 'read';
  readHead: 'read';

  reconcileEpisodes: 'update';

  deliver: 'notify';
  readReceivers: 'notify';
  recordVideo: 'notify';

  recordStatistics: 'report';
  reportCommit: 'report';

  adoptEpisode: 'answer';
  checkEpisodes: 'answer';
  findEpisodes: 'answer';
  overwriteEpisode: 'answer';
  retryOpen: 'answer';
}>;

type Policy = 'once' | 'read' | 'update' | 'notify' | 'report' | 'answer';
type Checked<Policies extends Record<keyof Activities, Policy>> = Policies;
type ActivitiesWith<P extends Policy> = {
  [Name in keyof Activities as RetryPolicies[Name] extends P ? Name : never]: Activities[Name];
};

/**
 * Every call to YouTube has one attempt: the workflow tries again with new units, because the ledger must count each call.
 * A missing heartbeat shows that the worker died.
 */
export const youtubeActivities = proxyActivities<ActivitiesWith<'once'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { maximumAttempts: 1 },
});

/** Git and the worker's clock: a read costs no units, so it is repeated until it works. */
export const readActivities = proxyActivities<ActivitiesWith<'read'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: READ_HEARTBEAT_TIMEOUT,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Updates to episodes may be repeated: the update id makes the second one the same as the first. */
export const episodeActivities = proxyActivities<ActivitiesWith<'update'>>({
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** A person waits for it: what does not answer in time is said, and the person asks again. */
export const answerActivities = proxyActivities<ActivitiesWith<'answer'>>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '5 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { maximumAttempts: 2 },
});

/** Messages to people, and commits for them: one attempt, because the workflow tries again, in its own time and with what is true then. */
export const notifyActivities = proxyActivities<ActivitiesWith<'notify'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: READ_HEARTBEAT_TIMEOUT,
  retry: { maximumAttempts: 1 },
});

/**
 * What people read elsewhere: it may be repeated, because it compares before it writes. The activity itself gives up after a day and
 * answers why, so that no workflow fails for it, and a day without a worker counts as well.
 */
export const reportActivities = proxyActivities<ActivitiesWith<'report'>>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});
