import type { AdoptAnswer, EpisodeAnswer, OverwriteAnswer, RetryAnswer } from '../contract/answers.ts';
import type { SubjectNeeds } from '../contract/attention.ts';
import type { FieldRequest, FileProblem, ReconcileRequest, RestoreRequest } from '../contract/episode.ts';
import type { NotifyRequest } from '../contract/notifications.ts';
import type { Operator } from '../contract/operator.ts';
import type {
  AccountRefusal,
  QuotaAnswer,
  QuotaRequest,
  ReleasedThumbnail,
  SpentReport,
} from '../contract/quota.ts';
import type { Approval, Rejection, RewriteResult } from '../contract/rewrite.ts';
import type {
  Acceptance,
  AllowedThumbnails,
  OutOfDate,
  RecordedApproval,
  TakeOverRequest,
} from '../contract/sync.ts';
import type { Keys } from './messages.ts';

/** Sent by people. What is missing of a `Partial` is asked for by its check, which knows what waits. */
export const OPERATOR_KEYS: Keys<Operator> = { by: 'text?' };

export const FIELD_KEYS: Keys<FieldRequest> = {
  ...OPERATOR_KEYS,
  fields: 'texts?',
  commit: 'text?',
  seq: 'number?',
  videoId: 'text?',
  chosenVideoId: 'text?',
};

export const RESTORE_KEYS: Keys<Partial<RestoreRequest>> = {
  ...OPERATOR_KEYS,
  kept: 'text?',
  from: 'text?',
  fields: 'texts?',
  shown: 'text?',
  commit: 'text?',
  seq: 'number?',
  videoId: 'text?',
};

export const ACCEPTANCE_KEYS: Keys<Partial<Acceptance>> = { ...OPERATOR_KEYS, commit: 'text?' };

export const EPISODE_ANSWER_KEYS: Keys<Partial<EpisodeAnswer>> = { ...OPERATOR_KEYS, episode: 'text?' };

export const ADOPT_ANSWER_KEYS: Keys<Partial<AdoptAnswer>> = { ...EPISODE_ANSWER_KEYS, fields: 'texts?' };

export const OVERWRITE_ANSWER_KEYS: Keys<Partial<OverwriteAnswer>> = {
  ...ADOPT_ANSWER_KEYS,
  checksum: 'text?',
};

export const RETRY_ANSWER_KEYS: Keys<RetryAnswer> = { ...EPISODE_ANSWER_KEYS, reason: 'text?' };

export const TAKE_OVER_KEYS: Keys<TakeOverRequest> = {
  ...OPERATOR_KEYS,
  show: 'text?',
  episodes: 'texts?',
  atMost: 'number?',
  inSteps: 'flag?',
};

export const APPROVAL_KEYS: Keys<Partial<Approval>> = { ...OPERATOR_KEYS, checksum: 'text?' };

export const REJECTION_KEYS: Keys<Rejection> = { ...OPERATOR_KEYS, checksum: 'text?' };

/** Sent by workflows and activities. */
export const RECONCILE_KEYS: Keys<ReconcileRequest> = {
  commit: 'text',
  seq: 'number',
  baseCommits: 'texts',
  cause: 'text',
  commitInfo: 'object?',
  videoId: 'text?',
  takeOver: 'text?',
  grant: 'object?',
  mayPublish: 'flag?',
  withChanges: 'flag?',
  listed: 'flag?',
};

export const QUOTA_ANSWER_KEYS: Keys<QuotaAnswer> = {
  id: 'text',
  day: 'text',
  units: 'number',
  channelId: 'text?',
  holdsThumbnails: 'flag?',
  until: 'text?',
  askAgainAt: 'number?',
  daily: 'number?',
  stopped: 'flag?',
};

export const QUOTA_REQUEST_KEYS: Keys<QuotaRequest> = {
  id: 'text',
  workflowId: 'text',
  lane: 'text',
  want: 'number',
  atLeast: 'number',
};

export const SPENT_KEYS: Keys<SpentReport> = { id: 'text', spent: 'number' };

export const HELD_KEYS: Keys<{ readonly episodeId: string }> = { episodeId: 'text' };

export const RELEASED_KEYS: Keys<ReleasedThumbnail> = { episodeId: 'text', accepted: 'flag' };

export const REFUSAL_KEYS: Keys<AccountRefusal> = { reason: 'text', message: 'text' };

export const RESULT_KEYS: Keys<RewriteResult> = {
  commit: 'text',
  superseded: 'flag',
  counts: 'object',
  units: 'number?',
  notes: 'texts?',
  tookOver: 'list?',
  unfinished: 'object?',
};

export const DECISION_KEYS: Keys<RecordedApproval> = {
  commit: 'text',
  approved: 'texts?',
  rejected: 'texts?',
  pending: 'object?',
  pausedBy: 'text?',
  answered: 'flag?',
};

export const OUT_OF_DATE_KEYS: Keys<OutOfDate> = {
  commit: 'text',
  count: 'number',
  episodes: 'texts',
  takeOvers: 'object?',
  findings: 'object?',
};

export const ALLOWED_KEYS: Keys<AllowedThumbnails> = { episodes: 'texts' };

export const FILE_PROBLEM_KEYS: Keys<Partial<FileProblem>> = { place: 'text?', message: 'text?' };

export const NEEDS_KEYS: Keys<SubjectNeeds> = {
  workflowId: 'text',
  title: 'text?',
  videoId: 'text?',
  needs: 'list',
};

export const NOTIFY_KEYS: Keys<NotifyRequest> = { notices: 'list' };
