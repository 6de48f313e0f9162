/** The task queue of the worker. */
export const TASK_QUEUE = 'showrunner';

/** Workflow types: the names of the functions in workflows/index.ts. */
export const WORKFLOWS = {
  sync: 'sync',
  episode: 'episode',
  rewrite: 'rewrite',
  quota: 'quota',
  drift: 'drift',
  notifications: 'notifications',
  commitReport: 'commitReport',
  statistics: 'statistics',
} as const;

/** Ids of the workflows that exist once in a namespace. */
export const SYNC_ID = 'sync';
export const QUOTA_ID = 'quota';
export const NOTIFICATIONS_ID = 'notifications';

/** A Schedule, and the prefix of the ids of the workflows that it starts. */
export const DRIFT_ID = 'drift';
export const STATISTICS_ID = 'statistics';

export const episodeWorkflowId = (episodeId: string): string => `episode/${episodeId}`;
export const reportWorkflowId = (commit: string, state: string): string =>
  `report/${commit.slice(0, 10)}/${state}`;
export const rewriteWorkflowId = (commit: string): string => `rewrite/${commit.slice(0, 10)}`;
