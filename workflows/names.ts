/** Where the worker listens. */
export const TASK_QUEUE = 'showrunner';

/** Workflow types, by their function's name in workflows/index.ts. */
export const WORKFLOWS = { sync: 'sync', episode: 'episode', rewrite: 'rewrite', quota: 'quota' } as const;

/** There is one of each of these in a namespace. */
export const SYNC_ID = 'sync';
export const QUOTA_ID = 'quota';

export const episodeWorkflowId = (episodeId: string): string => `episode/${episodeId}`;
export const rewriteWorkflowId = (commit: string): string => `rewrite/${commit.slice(0, 10)}`;
