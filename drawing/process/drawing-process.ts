import { ThumbnailError } from '../errors.ts';
import { type Child, isGone, refChild, startChild, stopChild, unrefChild } from './child-process.ts';
import type { ChildAnswer, Job, ReadFile } from './protocol.ts';
import { runJob } from './run-job.ts';

/** A drawing process: started with a job, kept for the next, restarted when it died or has done many jobs. One job at a time. */
export type DrawingProcess = {
  run(job: Job, readFile: ReadFile): Promise<ChildAnswer>;
  /** Starts it ahead of its first job. */
  start(): void;
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
  /** Ended when it had no job for so long, as it uses 100 to 200 MB; the next one starts in half a second. Default: a minute. */
  readonly idleMs?: number;
  /** Another program to run as the drawing process, for tests. */
  readonly entry?: URL;
};

export function createDrawingProcess({
  timeoutMs,
  maxBytes = 1_000_000_000,
  jobs = 1_000,
  idleMs = 60_000,
  entry,
}: DrawingProcessOptions): DrawingProcess {
  let child: Child | undefined;
  let jobsLeft = jobs;
  let idle: NodeJS.Timeout | undefined;
  /** Whether any process of this program has answered. */
  let works = false;
  const getChild = async () => {
    if (child && jobsLeft <= 0) await stopChild(child);
    if (child && !isGone(child)) return child;
    jobsLeft = jobs;
    child = startChild(entry);
    return child;
  };
  const end = (ended: Child): void => {
    if (child === ended) child = undefined;
    void stopChild(ended);
  };
  const run = async (job: Job, readFile: ReadFile): Promise<ChildAnswer> => {
    clearTimeout(idle);
    const ready = await getChild();
    jobsLeft -= 1;
    refChild(ready);
    try {
      const answer = await runJob({ child: ready, job, readFile, timeoutMs, maxBytes });
      works = true;
      return answer;
    } finally {
      unrefChild(ready);
      clearTimeout(idle);
      idle = setTimeout(end, idleMs, ready).unref();
    }
  };
  const canDrawNothing = () => run({ kind: 'warm' }, refuseFile).then(() => false, isDeath);
  return {
    run: async (job, readFile) => {
      try {
        return await run(job, readFile);
      } catch (error) {
        // The picture is not the reason when the process ends without one, too.
        if (works || !isDeath(error) || !(await canDrawNothing())) throw error;
        throw new ThumbnailError('installation', describeInstallation(error), { cause: error });
      }
    },
    start: () => {
      if (child === undefined) child = startChild(entry);
      unrefChild(child);
    },
    pid: () => (child && !isGone(child) ? child.process.pid : undefined),
    close: async () => {
      clearTimeout(idle);
      if (child) await stopChild(child);
    },
  };
}

const isDeath = (error: unknown): error is ThumbnailError =>
  error instanceof ThumbnailError && error.fault === 'died';

const refuseFile = (): Promise<never> => Promise.reject(new Error('this job needs no file'));

const describeInstallation = ({ message }: ThumbnailError): string =>
  `no thumbnail can be drawn on this machine: the drawing process cannot start (${findReason(message)}). Install Showrunner again on this machine, with its optional packages`;

const MAX_REASON = 200;

/** The line that names the error, without the trace around it. */
function findReason(message: string): string {
  const lines = message.split('\n').map((line) => line.trim());
  const reason = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0] ?? '';
  return reason.slice(0, MAX_REASON);
}
