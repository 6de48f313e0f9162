import { converse } from './converse.ts';
import { type Child, isGone, release, retain, startChild, stopChild } from './process.ts';
import type { Answer, Job, ReadFile } from './protocol.ts';

/** One drawing process: started with its first job, kept warm, started anew after it died. One job at a time. */
export type Artist = {
  run(job: Job, readFile: ReadFile): Promise<Answer>;
  /** The process id while there is a process. */
  pid(): number | undefined;
  close(): Promise<void>;
};

/** @param options.entry another program to run as the drawing process */
export function createArtist(options: { timeoutMs: number; entry?: URL }): Artist {
  let child: Child | undefined;
  const wake = () => {
    if (!child || isGone(child)) child = startChild(options.entry);
    return child;
  };
  return {
    run: async (job, readFile) => {
      const awake = wake();
      retain(awake);
      return converse({ child: awake, job, readFile, timeoutMs: options.timeoutMs }).finally(() =>
        release(awake),
      );
    },
    pid: () => (child && !isGone(child) ? child.process.pid : undefined),
    close: async () => {
      if (child) await stopChild(child);
    },
  };
}
