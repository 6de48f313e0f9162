import { type Child, isGone, refChild, startChild, stopChild, unrefChild } from './child-process.ts';
import type { ChildAnswer, Job, ReadFile } from './protocol.ts';
import { runJob } from './run-job.ts';

/** A drawing process: started with its first job, kept for the next, restarted when it died or has done many jobs. One job at a time. */
export type DrawingProcess = {
  run(job: Job, readFile: ReadFile): Promise<ChildAnswer>;
  /** The process id while there is a process. */
  pid(): number | undefined;
  close(): Promise<void>;
};

export type DrawingProcessOptions = {
  /** How long it may not answer. */
  readonly timeoutMs: number;
  /** How much RAM it may use; default 1,000 MB. */
  readonly maxBytes?: number;
  /** Replaced after so many jobs, which bounds leaks; default 1,000. */
  readonly jobs?: number;
  /** Another program to run as the drawing process, for tests. */
  readonly entry?: URL;
};

export function createDrawingProcess({
  timeoutMs,
  maxBytes = 1_000_000_000,
  jobs = 1_000,
  entry,
}: DrawingProcessOptions): DrawingProcess {
  let child: Child | undefined;
  let jobsLeft = jobs;
  const getChild = async () => {
    if (child && jobsLeft <= 0) await stopChild(child);
    if (child && !isGone(child)) return child;
    jobsLeft = jobs;
    child = startChild(entry);
    return child;
  };
  return {
    run: async (job, readFile) => {
      const ready = await getChild();
      jobsLeft -= 1;
      refChild(ready);
      return runJob({ child: ready, job, readFile, timeoutMs, maxBytes }).finally(() => unrefChild(ready));
    },
    pid: () => (child && !isGone(child) ? child.process.pid : undefined),
    close: async () => {
      if (child) await stopChild(child);
    },
  };
}
