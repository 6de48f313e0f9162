import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

const RETRY = 'the worker is still replaying; retry the query';

/**
 * Fails a workflow task whose events a query revealed too early. On a worker that has just started, a query may be handled
 * before the workflow task in front of it: the SDK's core (1.24.0) then hands out that task's events with the time of the
 * task before. A decision made at the wrong time cannot be replayed, and the workflow would be stuck. When the task fails
 * instead, the run leaves the cache, its task replays everything at the right time, and the query's caller retries.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let last = { time: '', length: 0 };
  return {
    internals: [
      {
        activate: (input, next) => {
          const { timestamp, historyLength, isReplaying, jobs } = input.activation;
          const isQuery = jobs?.some(({ queryWorkflow }) => queryWorkflow) === true;
          if (!isQuery) {
            const time = `${String(timestamp?.seconds)}.${String(timestamp?.nanos)}`;
            const length = historyLength ?? 0;
            const isEarly = time === last.time && length > last.length && isReplaying !== true;
            if (isEarly) throw new Error(RETRY);
            last = { time, length };
          }
          next(input);
        },
      },
    ],
  };
};
