import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

const ASK_AGAIN = 'asked while the worker was catching up: ask again';

/**
 * Fails what a query came too early for. On a worker that has just started, a query may be taken before the workflow task that stands
 * in line: the SDK's core (1.24.0) then hands out that task's events already, under the time of the task before. What is decided by
 * the wrong time no replay repeats, and a workflow that is not repeated is stuck. Failed, the run is forgotten, its task replays all
 * under its own time, and who asked is told to ask again.
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
            if (isEarly) throw new Error(ASK_AGAIN);
            last = { time, length };
          }
          next(input);
        },
      },
    ],
  };
};
